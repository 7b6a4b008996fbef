/**
 * Which functions an actor's listing unfolds: the step at the cursor and the next one may lie in
 * different functions, and each is shown below the line that calls it.
 */
import type { Frame } from '../../listing/program.ts';
import type { Effect } from '../../machine/effect.ts';
import { restsBefore, touchOf, type ActorView, type CallFrame } from '../../trace/call-stack.ts';
import { stateAt, type Run } from '../../trace/run.ts';

/** One function on a call stack, and the line of it that the stack goes through. */
export interface Level {
  readonly frame: CallFrame;
  readonly line: number;
}

/** A function that is shown, with those unfolded in it. */
export interface Unfolded {
  readonly frame: CallFrame;
  /** The line run by the step at the cursor, if it is this function's own. */
  readonly now: number | undefined;
  /** The line of the next step, if it is this function's own. */
  readonly next: number | undefined;
  readonly calls: readonly { readonly line: number; readonly callee: Unfolded }[];
}

/** The stack of the step at the cursor and its touch, if the step was this actor's. */
export function stackOfStep(
  run: Run,
  cursor: number,
  actor: number,
  before: ActorView | undefined,
): { readonly levels: readonly Level[]; readonly touch: Effect } | undefined {
  const step = run.steps[cursor - 1];
  if (step === undefined || step.actor !== actor || before === undefined) return undefined;
  const touch = touchOf(step.effects) ?? step.effects[0];
  if (touch === undefined) return undefined;
  const operations = run.compiled.program.actors[actor]?.code.operations ?? [];
  const stack = operations[touch.operation]?.stack ?? [];
  return { levels: levelsOf(before.frames, stack, cursor), touch };
}

/** The stack of the actor's next step; empty when it has none. */
export function stackOfNext(run: Run, cursor: number, view: ActorView): readonly Level[] {
  if (view.next === undefined) return [];
  const { machine, program } = run.compiled;
  const operations = program.actors[view.actor]?.code.operations ?? [];
  let at = machine.at(stateAt(run, cursor), view.actor);
  while (restsBefore(operations[at]?.op.kind)) at += 1;
  return levelsOf(view.frames, operations[at]?.stack ?? [], cursor + 1);
}

/** Both stacks as one tree: what they share once, and below it each on its own. */
export function unfold(
  lit: readonly Level[],
  next: readonly Level[],
  depth = 0,
): Unfolded | undefined {
  const isLit = lit[depth];
  const isNext = next[depth];
  const shown = isNext ?? isLit;
  if (shown === undefined) return undefined;
  const litBelow = lit[depth + 1];
  const nextBelow = next[depth + 1];
  const together =
    litBelow !== undefined && nextBelow !== undefined && isSameCall(litBelow, nextBelow);
  const calls = together
    ? [callOf(isNext, unfold(lit, next, depth + 1))]
    : [
        callOf(isLit, litBelow && unfold(lit, [], depth + 1)),
        callOf(isNext, nextBelow && unfold([], next, depth + 1)),
      ];
  return {
    frame: shown.frame,
    now: litBelow === undefined ? isLit?.line : undefined,
    next: nextBelow === undefined ? isNext?.line : undefined,
    calls: calls.flatMap((call) => (call === undefined ? [] : [call])),
  };
}

function callOf(
  caller: Level | undefined,
  callee: Unfolded | undefined,
): Unfolded['calls'][number] | undefined {
  if (caller === undefined || callee === undefined) return undefined;
  return { line: caller.line, callee };
}

/** Whether two levels are the same call of the same function; where one is absent nothing differs. */
export function isSameCall(one: Level | undefined, other: Level | undefined): boolean {
  if (one === undefined || other === undefined) return true;
  return one.frame.fn === other.frame.fn && one.frame.entered === other.frame.entered;
}

/**
 * The frames with the lines that the stack goes through, before the step `step`. What runs when all
 * are done is entered by its own first step. One-line functions have no frame.
 */
function levelsOf(
  frames: readonly CallFrame[],
  stack: readonly Frame[],
  step: number,
): readonly Level[] {
  const [root] = stack;
  if (root === undefined) return [];
  const entered: CallFrame = { fn: root.fn, args: [], entered: step, done: new Map() };
  const all = frames[0]?.fn === root.fn ? frames : [entered];
  return all.flatMap((frame, depth) => {
    const at = stack[depth];
    return at?.fn === frame.fn ? [{ frame, line: at.line }] : [];
  });
}
