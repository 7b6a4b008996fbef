/** Which call an actor is in at an operation: what the axes and the classes of the state map are named by. */
import type { Frame, Program } from '../listing/program.ts';
import { actorName } from '../kernel/actor-name.ts';
import { positionIn, type StateSpace } from './state-space.ts';

/** The states and the program that they are states of. */
export interface MappedProgram {
  readonly space: StateSpace;
  readonly program: Program;
}

export interface CallSite {
  /** Different for two calls of the same function. */
  readonly key: string;
  /** `slow_pin`, `waiting` or `done`. */
  readonly name: string;
}

const DONE: CallSite = { key: 'done', name: 'done' };
const WAITING: CallSite = { key: 'waiting', name: 'waiting' };

/**
 * The calls around an operation, outermost first: what the script calls, what that calls, and so on.
 * A single one that says `done` at the end and where the epilogue waits to begin, and `waiting` where
 * a device or an interrupt has not begun.
 */
export function callsAt(
  { space, program }: MappedProgram,
  actor: number,
  position: number,
): readonly CallSite[] {
  const found = program.actors[actor];
  const code = found?.code;
  const operation = code?.operations[position];
  if (code === undefined || operation === undefined) return [DONE];
  if (operation.op.kind === 'end' || position === code.epilogue) return [DONE];
  if (found?.kind !== 'cpu' && position === positionIn(space, 0, actor)) return [WAITING];
  const { stack } = operation;
  const isEpilogue = code.epilogue !== undefined && position > code.epilogue;
  const calls = isEpilogue || stack.length < 2 ? stack : stack.slice(1);
  let key = isEpilogue ? 'epilogue' : siteKey(stack[0]);
  return calls.map((frame) => {
    const name = program.functions[frame.fn]?.name ?? '';
    const site = { key: `${key}>${name}`, name };
    key = `${site.key}:${frame.line}`;
    return site;
  });
}

/** `CPU0 in slow_pin`, `CPU0 done`, `the interrupt on CPU0 waiting` */
export function callText({ program }: MappedProgram, actor: number, call: string): string {
  const found = program.actors[actor];
  const name = found === undefined ? `actor ${actor}` : actorName(found);
  return call === DONE.name || call === WAITING.name ? `${name} ${call}` : `${name} in ${call}`;
}

function siteKey(frame: Frame | undefined): string {
  return frame === undefined ? '' : `${frame.fn}:${frame.line}`;
}

/** Places side by side that are in the same call; indices into the list, `to` included. */
export interface CallSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** What the script calls along some places; `calls`: of each place, as `callsAt` gives them. */
export function outerSpans(calls: readonly (readonly CallSite[])[]): readonly CallSpan[] {
  return spansAt(calls, 0, { from: 0, to: calls.length - 1 });
}

/**
 * What a span of calls consists of: the calls at the first depth where there is more than one of
 * them. Empty where there is none.
 */
export function innerSpans(
  calls: readonly (readonly CallSite[])[],
  span: Pick<CallSpan, 'from' | 'to'>,
): readonly CallSpan[] {
  const deepest = Math.max(...calls.slice(span.from, span.to + 1).map((each) => each.length));
  for (let depth = 1; depth < deepest; depth++) {
    const inner = spansAt(calls, depth, span);
    if (inner.length > 1) return inner;
  }
  return [];
}

function spansAt(
  calls: readonly (readonly CallSite[])[],
  depth: number,
  { from, to }: Pick<CallSpan, 'from' | 'to'>,
): readonly CallSpan[] {
  const spans: { name: string; key: string; from: number; to: number }[] = [];
  for (let at = from; at <= to; at++) {
    const site = calls[at]?.[depth];
    const last = spans.at(-1);
    if (site === undefined) continue;
    if (last?.key === site.key && last.to === at - 1) last.to = at;
    else spans.push({ ...site, from: at, to: at });
  }
  return spans.map((span) => ({ name: span.name, from: span.from, to: span.to }));
}
