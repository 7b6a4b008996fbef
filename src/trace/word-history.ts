/** Every write to the two shared words of a page, and who wrote each of them last. */
import { listWalk } from '../kernel/lists.ts';
import { pageWords } from '../kernel/page-words.ts';
import type { Effect } from '../machine/effect.ts';
import { lineOf } from './call-stack.ts';
import { lockWords } from './held-locks.ts';
import { type Run, stateAt } from './run.ts';
import { fieldOf, signedValue } from './value-text.ts';

/** A row of the write history: the words as they are after the write. */
export interface WordWrite {
  /** 0: as they were at the start. */
  readonly step: number;
  /** Undefined: the start. */
  readonly actor: number | undefined;
  readonly fn?: string;
  readonly line?: number;
  readonly word8: bigint;
  readonly word16: bigint;
  readonly changed: readonly (8 | 16)[];
  /** `list_del`, `count = 1`, `count = 0, no lock`, `on inactive_file`. */
  readonly label: string;
}

/** The start, then one row per write up to the cursor. */
export function wordHistory(run: Run, cursor: number, page: string): readonly WordWrite[] {
  const rows = allWrites(run, page);
  const beyond = rows.findIndex((row) => row.step > cursor);
  return beyond < 0 ? rows : rows.slice(0, beyond);
}

/** By run and page: a cursor that moves along a run changes nothing that was written. */
const knownWrites = new WeakMap<Run, Map<string, readonly WordWrite[]>>();

function allWrites(run: Run, page: string): readonly WordWrite[] {
  const known = knownWrites.get(run) ?? new Map<string, readonly WordWrite[]>();
  knownWrites.set(run, known);
  const rows = known.get(page) ?? foldedWrites(run, page);
  known.set(page, rows);
  return rows;
}

function foldedWrites(run: Run, page: string): readonly WordWrite[] {
  const placed = placedPage(run, page);
  const start = pageWords(run.compiled, run.start.state, placed);
  const rows: WordWrite[] = [
    {
      step: 0,
      actor: undefined,
      word8: start.word8,
      word16: start.word16,
      changed: [],
      label: whereAtStart(run, page, start.saysPinned),
    },
  ];
  for (const step of run.steps) {
    for (const effect of step.effects) {
      if (effect.kind !== 'write') continue;
      const changed = wordsTouched(effect, placed.address);
      if (changed.length === 0) continue;
      const { word8, word16 } = pageWords(run.compiled, step.state, placed);
      rows.push({
        step: step.index,
        actor: step.actor,
        ...origin(run, effect),
        word8,
        word16,
        changed,
        label: labelOf(run, step.index, effect),
      });
    }
  }
  return rows;
}

/** The last write to one of the words; undefined when nobody has written it since the start. */
export function lastWriter(
  run: Run,
  cursor: number,
  page: string,
  offset: 8 | 16,
): WordWrite | undefined {
  return wordHistory(run, cursor, page).findLast((row) => row.changed.includes(offset));
}

type Write = Extract<Effect, { kind: 'write' }>;

/** A write that is off by a byte touches both. */
function wordsTouched(effect: Write, page: bigint): readonly (8 | 16)[] {
  const from = effect.address - page;
  const to = from + BigInt(effect.width);
  return ([8, 16] as const).filter((word) => from < BigInt(word + 8) && to > BigInt(word));
}

function origin(run: Run, effect: Effect): { fn?: string; line?: number } {
  const line = lineOf(run.compiled, effect);
  const fn = line === undefined ? undefined : run.compiled.program.functions[line.fn];
  return line === undefined || fn === undefined ? {} : { fn: fn.name, line: line.line };
}

/** A pointer is told by the function that stores it, a number by its field and value. */
function labelOf(run: Run, step: number, effect: Write): string {
  const field = fieldOf(run.compiled.program, effect);
  const fn = origin(run, effect).fn ?? '';
  if (field === undefined || field.kind === 'pointer') return fn;
  const short = field.name.slice(field.name.lastIndexOf('_') + 1);
  const value = signedValue(effect.value, effect.width);
  return `${short} = ${value}${effect.atomic && !holdsAny(run, step, effect.actor) ? ', no lock' : ''}`;
}

function holdsAny(run: Run, step: number, actor: number): boolean {
  const { machine, program } = run.compiled;
  const state = stateAt(run, step);
  return lockWords(program).some((lock) => machine.holder(state, lock.address) === actor);
}

function whereAtStart(run: Run, page: string, pinned: boolean): string {
  const on = run.compiled.lists.find((head) =>
    listWalk(run.compiled, run.start.state, head).pages.includes(page),
  );
  if (on !== undefined) return `on ${on.title}`;
  return pinned ? 'pinned' : 'on no list';
}

function placedPage(run: Run, name: string) {
  const page = run.compiled.pages.find((one) => one.name === name);
  if (page === undefined) throw new Error(`the scenario has no page ${name}`);
  return page;
}
