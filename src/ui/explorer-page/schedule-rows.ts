/**
 * A schedule as the rows of a table: steps of one actor in one call are one row, until a number
 * beside them changes. The steps that matter, those of the critical pair and those that break
 * something, stand alone.
 */
import { type PageWords, pageWords } from '../../kernel/page-words.ts';
import type { Frame } from '../../listing/program.ts';
import { touchOf } from '../../trace/call-stack.ts';
import { type Run, type RunStep, stateAt } from '../../trace/run.ts';
import { type SentencePart, text } from '../../trace/sentence.ts';
import { shortTouch } from './short-touch.ts';

/** What stands beside a row: the page after its last step. */
interface RowFacts {
  readonly refcount: number;
  /** Undefined where the design keeps no count, or none is valid now. */
  readonly count: number | undefined;
  readonly saysPinned: boolean;
  readonly outstanding: number;
}

export interface ScheduleRow {
  /** First and last step, 1-based. */
  readonly from: number;
  readonly to: number;
  readonly actor: number;
  /** The function that all of its steps are in; empty for what the script does itself. */
  readonly fn: string;
  /** What its last step did, or how many steps it is. */
  readonly parts: readonly SentencePart[];
  readonly facts: RowFacts;
  /** Which of the facts are other than in the row above. */
  readonly changed: ReadonlySet<keyof RowFacts>;
  /** The step of the critical pair that it is. */
  readonly pair?: 'first' | 'second';
  /** What its step breaks: messages without a full stop. */
  readonly breaks: readonly string[];
}

/** The two steps of a pair, as indices into the schedule. */
export interface Pair {
  readonly first: number;
  readonly second: number;
}

/** The rows of a run; `page` is the name of the page whose facts stand beside them. */
export function scheduleRows(run: Run, page: string, pair?: Pair): readonly ScheduleRow[] {
  const facts = [...run.steps.keys(), run.steps.length].map((step) => factsAt(run, step, page));
  const rows: ScheduleRow[] = [];
  for (let from = 1; from <= run.steps.length;) {
    let to = from;
    while (to < run.steps.length && isOneRow(run, facts, to, pair)) to += 1;
    rows.push(rowOf(run, facts, { from, to, page, pair }));
    from = to + 1;
  }
  return rows;
}

/** Whether the step after `step` belongs to the same row. */
function isOneRow(
  run: Run,
  facts: readonly RowFacts[],
  step: number,
  pair: Pair | undefined,
): boolean {
  const [own, next] = [run.steps[step - 1], run.steps[step]];
  if (own === undefined || next === undefined || own.actor !== next.actor) return false;
  if (standsAlone(own, pair) || standsAlone(next, pair)) return false;
  if (changes(facts[step - 1], facts[step]).size > 0) return false;
  const [call, nextCall] = [callOf(run, own), callOf(run, next)];
  return call?.fn === nextCall?.fn && call?.line === nextCall?.line;
}

function standsAlone(step: RunStep, pair: Pair | undefined): boolean {
  return step.violations.length > 0 || pairPart(step.index, pair) !== undefined;
}

function pairPart(step: number, pair: Pair | undefined): ScheduleRow['pair'] {
  if (pair?.first === step - 1) return 'first';
  return pair?.second === step - 1 ? 'second' : undefined;
}

function rowOf(
  run: Run,
  facts: readonly RowFacts[],
  {
    from,
    to,
    page,
    pair,
  }: {
    readonly from: number;
    readonly to: number;
    readonly page: string;
    readonly pair: Pair | undefined;
  },
): ScheduleRow {
  const steps = run.steps.slice(from - 1, to);
  const last = steps.at(-1);
  const after = facts[to];
  if (last === undefined || after === undefined) throw new Error(`the run has no step ${to}`);
  const changed = changes(facts[from - 1], after);
  const isTold = from === to || changed.size > 0;
  const part = pairPart(to, pair);
  return {
    from,
    to,
    actor: last.actor,
    fn: commonFunction(run, steps),
    parts: isTold ? shortTouch(run, last, page) : [text(`${to - from + 1} steps`)],
    facts: after,
    changed,
    ...(part === undefined || from !== to ? {} : { pair: part }),
    breaks: last.violations.map(({ message }) => message),
  };
}

function factsAt(run: Run, step: number, page: string): RowFacts {
  const placed = run.compiled.pages.find((one) => one.name === page);
  if (placed === undefined) throw new Error(`the scenario has no page ${page}`);
  const words: PageWords = pageWords(run.compiled, stateAt(run, step), placed);
  return {
    refcount: words.refcount,
    count: words.pinCount,
    saysPinned: words.saysPinned,
    outstanding: words.pins,
  };
}

const FACTS = ['refcount', 'count', 'saysPinned', 'outstanding'] as const;

function changes(
  before: RowFacts | undefined,
  after: RowFacts | undefined,
): ReadonlySet<keyof RowFacts> {
  return new Set(FACTS.filter((fact) => before?.[fact] !== after?.[fact]));
}

/** The functions that a step's touch is in, outermost first, without the script. */
function callsOf(run: Run, step: RunStep): readonly Frame[] {
  const touch = touchOf(step.effects) ?? step.effects[0];
  const operations = run.compiled.program.actors[step.actor]?.code.operations ?? [];
  return touch === undefined ? [] : (operations[touch.operation]?.stack ?? []);
}

/** The call of the script that a step belongs to. */
function callOf(run: Run, step: RunStep): Frame | undefined {
  return callsOf(run, step)[0];
}

/** The innermost function that all the steps are in. */
function commonFunction(run: Run, steps: readonly RunStep[]): string {
  const [first, ...rest] = steps.map((step) => callsOf(run, step).map(({ fn }) => fn));
  if (first === undefined) return '';
  let depth = first.length;
  for (const other of rest) {
    let same = 0;
    while (same < depth && other[same] === first[same]) same += 1;
    depth = same;
  }
  const fn = depth < 2 ? first[1] : first[depth - 1];
  return fn === undefined ? '' : (run.compiled.program.functions[fn]?.name ?? '');
}
