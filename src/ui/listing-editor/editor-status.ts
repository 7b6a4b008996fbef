/** One sentence about how the text stands, as it is shown and announced. */
import type { Checked } from './checked-listing.ts';
import { ownText, textOf, unapplied, type PlacedProblem, type Work } from './drafts.ts';
import { changesText, lineChanges } from './line-changes.ts';

export type EditorStatus =
  /** Cannot be applied. `at`: where the first problem is. */
  | { readonly kind: 'wrong'; readonly text: string; readonly at: PlacedProblem | undefined }
  | { readonly kind: 'waiting' | 'runs' | 'own'; readonly text: string };

/** `found`: undefined while it is looked for. */
export function editorStatus(work: Work, fn: string, found: Checked | undefined): EditorStatus {
  const problem = found === undefined ? undefined : firstProblem(found, fn);
  if (problem !== undefined) {
    return { kind: 'wrong', text: problemSentence(problem, fn), at: problem };
  }
  const [elsewhere] = found?.elsewhere ?? [];
  if (elsewhere !== undefined) return { kind: 'wrong', text: elsewhere, at: undefined };
  const own = ownText(work, fn);
  const text = textOf(work, fn).trimEnd();
  const change = own === undefined ? 'of your own' : changesText(lineChanges(own, text));
  const told = change ?? `as ${work.design.title} has it`;
  const waiting = unapplied(work);
  if (waiting.includes(fn)) {
    return { kind: 'waiting', text: `${fn}: ${told}; not applied yet.` };
  }
  if (waiting.length > 0) {
    return { kind: 'waiting', text: `${fn}: ${told}. Not applied yet: ${waiting.join(', ')}.` };
  }
  return change === undefined
    ? { kind: 'own', text: `${fn}: ${told}.` }
    : { kind: 'runs', text: `${fn}: ${told}. This is what runs.` };
}

/** The first in the function shown, else the first of all. */
export function firstProblem({ placed }: Checked, fn: string): PlacedProblem | undefined {
  return placed.find((one) => one.fn === fn) ?? placed[0];
}

/** `Line 4: …`, with the function where it is another than the one shown. */
export function problemSentence({ fn, problem }: PlacedProblem, shown: string): string {
  const { line, message, hint } = problem;
  const place = fn === shown ? `Line ${line}` : `${fn ?? 'The listing'}, line ${line}`;
  return `${place}: ${message}${hint === undefined ? '' : `; ${hint}`}.`;
}
