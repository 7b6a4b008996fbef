/**
 * The lines of an actor's listing, and how each stands. Callers are shown around what runs as long
 * as the whole stays short enough to be seen at once.
 */
import type { FunctionLine, FunctionText, HighlightSpan, LineKind } from '../../listing/program.ts';
import type { Effect } from '../../machine/effect.ts';
import type { ActorView, CallFrame, DoneLine } from '../../trace/call-stack.ts';
import { heldLocks } from '../../trace/held-locks.ts';
import type { Run } from '../../trace/run.ts';
import { accessText } from '../../trace/value-text.ts';
import { inGhosts, underLocks, type Rail } from './listing-rails.ts';
import {
  isSameCall,
  stackOfNext,
  stackOfStep,
  unfold,
  type Level,
  type Unfolded,
} from './unfolded.ts';

export interface ListingRow {
  readonly key: string;
  /** Which call of which function the line belongs to. */
  readonly call: string;
  /** `put_page:17`: function and line of its file. */
  readonly place: string;
  /** Line within its function, 1 is the first below the head; only lines that are a step have one. */
  readonly number: number | undefined;
  readonly kind: LineKind;
  /** Steps of indentation, callers included. */
  readonly indent: number;
  readonly text: string;
  readonly spans: readonly HighlightSpan[];
  readonly why: string | undefined;
  /** Calls a function that is unfolded below it. */
  readonly isCaller: boolean;
  /** Lines that this row stands for, which are not shown. */
  readonly gap: number;
  /** Run by the step at the cursor. */
  readonly isNow: boolean;
  /** Run by the actor's next step. */
  readonly isNext: boolean;
  /** Step that ran it last in this call. */
  readonly doneAt: number | undefined;
  /** What was read or written. */
  readonly value: string | undefined;
  /** Wrote words that locks are there for, and held none. */
  readonly isUnlocked: boolean;
  readonly rails: readonly Rail[];
  /** Between a ghost line and the one that ends what it began. */
  readonly inGhost: boolean;
}

export interface Listing {
  readonly rows: readonly ListingRow[];
  /** Call stack of the next step; of the last one where there is none. Outermost first. */
  readonly frames: readonly CallFrame[];
}

/** What a check says when it fails: shown below the line, not as part of it. */
const SAYS = /\s+"([^"]*)"$/;

/** Rows that fit beside another actor's at 1280x720. */
const ROOM = 15;

/** The listing of one actor at the cursor. `before`: its view one step earlier. */
export function listingOf(
  run: Run,
  cursor: number,
  view: ActorView,
  before: ActorView | undefined,
): Listing {
  const lit = stackOfStep(run, cursor, view.actor, before);
  const next = stackOfNext(run, cursor, view);
  const levels = lit?.levels ?? [];
  const litValue = lit === undefined ? undefined : valueOf(run, lit.touch);
  const shown: Shown = { run, cursor, litValue, next, isBrief: false };
  const room = view.kind === 'cpu' ? ROOM : 0;
  const running = isSameCall(levels[0], next[0])
    ? [unfold(levels, next)]
    : [unfold(levels, []), unfold([], next)];
  // Who is done shows its script, with all that it did.
  const [script] = view.frames;
  const isOver = levels.length === 0 && next.length === 0 && script !== undefined;
  const trees = isOver ? [{ frame: script, now: undefined, next: undefined, calls: [] }] : running;
  const parts = trees.flatMap((tree) => (tree === undefined ? [] : [fitting(shown, tree, room)]));
  const stack = next.length > 0 ? next : levels;
  return {
    rows: underLocks(inGhosts(parts.flat()), view.locks, view.id),
    frames: isOver ? view.frames : stack.map((level) => level.frame),
  };
}

/** The rows of a tree without the outer callers that there is no room for. */
function fitting(shown: Shown, tree: Unfolded, room: number): readonly ListingRow[] {
  let root = tree;
  let rows = rowsOf(shown, root, 0, '');
  for (let only = onlyCall(root); rows.length > room && only !== undefined; only = onlyCall(root)) {
    root = only;
    rows = rowsOf(shown, root, 0, '');
  }
  return withGap(rows.length > room ? rowsOf({ ...shown, isBrief: true }, root, 0, '') : rows);
}

/** Lines between the lit one and the next that can be seen together in the smallest listing. */
const TOGETHER = 7;

/** The rows with one in place of those far from both the lit line and the next. Callers stay. */
function withGap(rows: readonly ListingRow[]): readonly ListingRow[] {
  const ends = [rows.findIndex((row) => row.isNow), rows.findIndex((row) => row.isNext)];
  const [first, last] = [Math.min(...ends), Math.max(...ends)];
  if (first < 0 || last - first <= TOGETHER) return rows;
  const isFar = (row: ListingRow, index: number): boolean =>
    index > first + 1 && index < last - 1 && !row.isCaller;
  const gap = rows.filter(isFar).length;
  const at = rows.findIndex(isFar);
  return rows.flatMap((row, index) => {
    if (!isFar(row, index)) return [row];
    return index === at ? [{ ...NO_LINE, call: row.call, indent: row.indent, gap }] : [];
  });
}

const NO_LINE: Omit<ListingRow, 'call' | 'indent'> = {
  key: 'gap',
  place: '',
  number: undefined,
  kind: 'local',
  text: '…',
  spans: [],
  why: undefined,
  isCaller: false,
  gap: 0,
  isNow: false,
  isNext: false,
  doneAt: undefined,
  value: undefined,
  isUnlocked: false,
  rails: [],
  inGhost: false,
};

/** The one function unfolded in another that shows neither the lit nor the next line itself. */
function onlyCall(node: Unfolded): Unfolded | undefined {
  if (node.now !== undefined || node.next !== undefined || node.calls.length !== 1)
    return undefined;
  return node.calls[0]?.callee;
}

interface Shown {
  readonly run: Run;
  readonly cursor: number;
  /** What the step at the cursor read or wrote. */
  readonly litValue: string | undefined;
  readonly next: readonly Level[];
  /** Of functions that have returned only the lit line is shown, with its neighbours and callers. */
  readonly isBrief: boolean;
}

function rowsOf(shown: Shown, node: Unfolded, indent: number, path: string): readonly ListingRow[] {
  const { program, debug } = shown.run.compiled;
  const fn = program.functions[node.frame.fn];
  if (fn === undefined) throw new Error(`the program has no function ${node.frame.fn}`);
  const call = `${path}/${node.frame.fn}@${node.frame.entered}`;
  const levels: readonly string[] = debug.split(',');
  const lines = fn.lines.filter((line) => line.debug === '' || levels.includes(line.debug));
  const isLeft = shown.isBrief && !shown.next.some((level) => level.frame === node.frame);
  return lines
    .filter((line, index) => !isLeft || isNearLit(node, lines, index) || callsFrom(node, line))
    .flatMap((line) => {
      const row = rowOf(shown, node, line, fn);
      const below = node.calls
        .filter((one) => one.line === line.number)
        .flatMap((one) => rowsOf(shown, one.callee, indent + line.depth + 1, call));
      return [
        { ...row, key: `${call}:${line.number}`, call, indent: indent + line.depth },
        ...below,
      ];
    });
}

/** The lit line and the lines beside it. */
function isNearLit(node: Unfolded, lines: readonly FunctionLine[], index: number): boolean {
  return lines.slice(Math.max(0, index - 1), index + 2).some((line) => line.number === node.now);
}

function callsFrom(node: Unfolded, line: FunctionLine): boolean {
  return node.calls.some((call) => call.line === line.number);
}

function rowOf(
  { run, cursor, litValue }: Shown,
  node: Unfolded,
  line: FunctionLine,
  fn: FunctionText,
): Omit<ListingRow, 'key' | 'call' | 'indent'> {
  const done = node.frame.done.get(line.number);
  const isNow = node.now === line.number;
  const text = line.text.replace(SAYS, '');
  const isStep = line.kind !== 'ghost' && line.kind !== 'call' && line.kind !== 'local';
  return {
    place: `${fn.name}:${line.number}`,
    number: isStep ? line.number - fn.line : undefined,
    kind: line.kind,
    text,
    spans: line.spans.filter((span) => span.to <= text.length),
    why: line.why ?? failure(line.text),
    isCaller: callsFrom(node, line),
    gap: 0,
    isNow,
    isNext: node.next === line.number,
    doneAt: isNow ? cursor : done?.step,
    value: isNow && done?.step !== cursor ? litValue : done?.value,
    isUnlocked: done !== undefined && wroteUnlocked(run, done),
    rails: [],
    inGhost: line.kind === 'ghost',
  };
}

function failure(text: string): string | undefined {
  const says = SAYS.exec(text)?.[1];
  return says === undefined ? undefined : `if so, it says “${says}”`;
}

function valueOf(run: Run, touch: Effect): string | undefined {
  switch (touch.kind) {
    case 'read':
    case 'write':
    case 'refused':
      return accessText(run.compiled, touch, touch.value);
    default:
      return undefined;
  }
}

/** Whether a done line wrote a shared word of a page or a list head while its actor held no lock. */
function wroteUnlocked(run: Run, done: DoneLine): boolean {
  const step = run.steps[done.step - 1];
  if (step === undefined || (done.kind !== 'W' && done.kind !== 'A')) return false;
  const { pages, lists } = run.compiled;
  const isGuarded = step.effects.some(
    (effect) =>
      effect.kind === 'write' &&
      (pages.some((page) => isWithin(effect.address, page.address + 8n)) ||
        lists.some((head) => isWithin(effect.address, head.address))),
  );
  return isGuarded && !heldLocks(run, done.step).some((lock) => lock.actor === step.actor);
}

/** Whether an address is in the two words of list links at `start`. */
function isWithin(address: bigint, start: bigint): boolean {
  return address >= start && address < start + 16n;
}
