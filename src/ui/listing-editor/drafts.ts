/**
 * What stands in the editor: the listing laid over the design that is open, and over it the texts that
 * have been typed and not applied yet, one for each function. Problems are led back to those texts.
 */
import type { Design } from '../../kernel/design.ts';
import {
  designFunctions,
  functionOfOverlay,
  functionsOfOverlay,
  joined,
  type OverlayPart,
  partsOf,
  withFunction,
} from '../../kernel/overlay.ts';
import type { Problem } from '../../listing/problem.ts';

/** Texts by function, as they were typed. */
export type Drafts = Readonly<Record<string, string>>;

export interface Work {
  readonly design: Design;
  /** What is open; empty where nothing is edited. */
  readonly overlay: string;
  readonly drafts: Drafts;
}

/** A problem in the text of a function; `fn` is undefined where it is in no function's text. */
export interface PlacedProblem {
  readonly fn: string | undefined;
  readonly problem: Problem;
}

/** The text that a function has in the design; undefined where the design has no such function. */
export function ownText({ design }: Pick<Work, 'design'>, fn: string): string | undefined {
  return designFunctions(design).get(fn)?.text;
}

/** The text of a function that is open: edited, or the design's own; empty where there is none. */
export function openText(work: Pick<Work, 'design' | 'overlay'>, fn: string): string {
  return functionOfOverlay(work.overlay, fn) ?? ownText(work, fn) ?? '';
}

/** What the editor shows of a function. */
export function textOf(work: Work, fn: string): string {
  return work.drafts[fn] ?? openText(work, fn);
}

/** The drafts with another text of a function; one that is what is open anyway is none. */
export function withDraft(work: Work, fn: string, text: string): Drafts {
  const { [fn]: _, ...others } = work.drafts;
  return text.trimEnd() === openText(work, fn) ? others : { ...others, [fn]: text };
}

/** Functions whose text is not applied yet. */
export function unapplied({ drafts }: Work): readonly string[] {
  return Object.keys(drafts);
}

/** Functions that are not as the design has them, applied or not. */
export function editedFunctions(work: Work): readonly string[] {
  const names = new Set([...functionsOfOverlay(work.overlay), ...unapplied(work)]);
  return [...names].filter((fn) => textOf(work, fn).trimEnd() !== (ownText(work, fn) ?? ''));
}

/** The listing over the design with everything that has been typed; empty where all is taken back. */
export function listingOf(work: Work): string {
  return joined(partsWithDrafts(work)).text;
}

function partsWithDrafts({ design, overlay, drafts }: Work): readonly OverlayPart[] {
  return Object.entries(drafts).reduce<readonly OverlayPart[]>(
    (parts, [fn, text]) => withFunction(parts, design, fn, text),
    partsOf(overlay),
  );
}

/** Problems of the listing, each with its line in the text of its function. */
export function placedProblems(work: Work, problems: readonly Problem[]): readonly PlacedProblem[] {
  const parts = partsWithDrafts(work);
  const { lines } = joined(parts);
  return problems.map((problem): PlacedProblem => {
    let best = -1;
    for (const [index, line] of lines.entries()) {
      if (line <= problem.line && line > (lines[best] ?? 0)) best = index;
    }
    const start = lines[best] ?? 1;
    const { line, message, hint } = problem;
    return {
      fn: parts[best]?.name,
      problem: {
        ...problem,
        line: line - start + 1,
        message: withOwnLines(message, start),
        ...(hint === undefined ? {} : { hint: withOwnLines(hint, start) }),
      },
    };
  });
}

/** A sentence whose lines are counted from `start`: those of the whole listing nobody sees. */
function withOwnLines(sentence: string, start: number): string {
  return sentence.replace(/\b(line |edited\.step:)(\d+)/g, (whole, _, number: string) => {
    const line = Number(number) - start + 1;
    return line < 1 ? whole : `line ${line}`;
  });
}
