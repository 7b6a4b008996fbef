/** The ways a scenario can end, in words: what the pages say there, and what is wrong with it. */
import { hexWord } from '../../kernel/hex-word.ts';
import { listWalk } from '../../kernel/lists.ts';
import { pageWords } from '../../kernel/page-words.ts';
import { properties } from '../../kernel/property.ts';
import type { ExplorationEnd } from '../../store/explorer-state.ts';
import { outcomeAt, type Run, standingAt, stateAt } from '../../trace/run.ts';
import { capitalised, listed } from '../../trace/sentence.ts';
import { grouped, inWords } from './number-text.ts';

/** The two shared words of a page at an end, and what else there is to say of it. */
interface EndPage {
  readonly name: string;
  readonly word8: string;
  readonly word16: string;
  /** `on inactive_file, _refcount 2, says pinned, count −1`. */
  readonly says: string;
}

export interface EndWords {
  readonly kind: ExplorationEnd['kind'];
  readonly pages: readonly EndPage[];
  /** Why it stopped or is stuck. */
  readonly message: string | undefined;
  /** Titles of the properties that are broken there. */
  readonly broken: readonly string[];
}

/** `Three ways it can end`. */
export function endsTitle(ends: number): string {
  return `${capitalised(inWords(ends))} ${ends === 1 ? 'way' : 'ways'} it can end`;
}

/** What the end of a run looks like, by the pages named. */
export function endWords(run: Run, end: ExplorationEnd, pages: readonly string[]): EndWords {
  const cursor = run.steps.length;
  const broken = new Set(standingAt(run, cursor).map(({ property }) => property));
  for (const step of run.steps) for (const { property } of step.violations) broken.add(property);
  return {
    kind: end.kind,
    pages: pages.map((name) => endPage(run, name)),
    message: outcomeAt(run, cursor).kind === 'rest' ? undefined : end.message,
    broken: properties.filter(({ id }) => broken.has(id)).map(({ title }) => title),
  };
}

function endPage(run: Run, name: string): EndPage {
  const { compiled } = run;
  const state = stateAt(run, run.steps.length);
  const placed = compiled.pages.find((page) => page.name === name);
  if (placed === undefined) throw new Error(`the scenario has no page ${name}`);
  const words = pageWords(compiled, state, placed);
  const lists = compiled.lists
    .filter((head) => listWalk(compiled, state, head).pages.includes(name))
    .map(({ title }) => title);
  const says = [
    lists.length === 0 ? 'on no list' : `on ${listed(lists)}`,
    `${words.refcount} references`.replace(/^1 references$/, '1 reference'),
    ...(words.pins === 0 ? [] : [`${words.pins} pinned`]),
    words.saysPinned ? 'says pinned' : 'says not pinned',
    ...(words.pinCount === undefined ? [] : [`count ${minus(words.pinCount)}`]),
  ];
  return {
    name,
    word8: hexWord(words.word8),
    word16: hexWord(words.word16),
    says: says.join(', '),
  };
}

const minus = (value: number): string => (value < 0 ? `−${grouped(-value)}` : grouped(value));

/** The pages that the ends differ in; the first one where they differ in none. */
export function tellingPages(runs: readonly Run[]): readonly string[] {
  const [first] = runs;
  if (first === undefined) return [];
  const names = first.compiled.pages.map(({ name }) => name);
  const telling = names.filter(
    (name) =>
      new Set(
        runs.map((run) => {
          const { word8, word16, says } = endPage(run, name);
          return [word8, word16, says].join(' ');
        }),
      ).size > 1,
  );
  return telling.length === 0 ? names.slice(0, 1) : telling.slice(0, 2);
}
