/**
 * What each actor shows: its call stack with the lines done in every frame, the line it ran last,
 * the line that comes next, its locals and the locks it holds. Folded from the effects.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Actor, Expr, Frame, LineKind } from '../listing/program.ts';
import type { Effect } from '../machine/effect.ts';
import type { ActorStatus } from '../machine/machine.ts';
import type { State } from '../machine/state.ts';
import { heldLocks, type HeldLock } from './held-locks.ts';
import { KeptFold } from './kept-fold.ts';
import { type Run, stateAt } from './run.ts';
import { accessText, signedValue, valueText } from './value-text.ts';

export interface DoneLine {
  /** 0: before the first step. */
  readonly step: number;
  readonly kind: LineKind;
  /** What was read or written, short. */
  readonly value?: string;
}

export interface CallFrame {
  /** Index into Program.functions. */
  readonly fn: number;
  /** As `valueText` writes them. */
  readonly args: readonly string[];
  /** Step in which it was entered; 0 = before the first. */
  readonly entered: number;
  /** By line number of the file: the last time the line ran in this call. */
  readonly done: ReadonlyMap<number, DoneLine>;
}

/** `frame`: index into `frames` of the function that owns it. */
interface LocalValue {
  readonly name: string;
  readonly value: string;
  readonly frame: number;
}

export interface ActorView {
  readonly actor: number;
  readonly id: string;
  readonly kind: Actor['kind'];
  readonly role: string;
  readonly status: ActorStatus;
  /** Outermost first. */
  readonly frames: readonly CallFrame[];
  /** The line of the next step; absent when there is none. */
  readonly next?: Frame;
  /** The line run by the step at the cursor, if it was this actor's. */
  readonly lastLine?: Frame & { readonly step: number };
  /** Of the innermost frame. */
  readonly locals: readonly LocalValue[];
  readonly locks: readonly HeldLock[];
}

/** One view per actor, in the order of the program. */
export function actorViews(run: Run, cursor: number): readonly ActorView[] {
  const { program, machine } = run.compiled;
  const state = stateAt(run, cursor);
  const locks = heldLocks(run, cursor);
  const stacks = openFrames.at(run, cursor);
  return program.actors.map((actor, index) => {
    const frames = (stacks[index] ?? []).map(({ fn, args, entered, done }) => ({
      fn,
      args,
      entered,
      done,
    }));
    const status = machine.status(state, index);
    const next = nextLine(run.compiled, state, index);
    const last = lastLine(run, cursor, index);
    return {
      actor: index,
      id: actor.id,
      kind: actor.kind,
      role: actor.role,
      status,
      frames,
      ...(next === undefined ? {} : { next }),
      ...(last === undefined ? {} : { lastLine: last }),
      locals: localsOf(run.compiled, state, index, frames.length),
      locks: locks.filter((lock) => lock.actor === index),
    };
  });
}

/** The line an actor's next step is on; undefined when it is done, idle or stopped. */
export function nextLine(
  compiled: CompiledScenario,
  state: State,
  actor: number,
): Frame | undefined {
  return nextStack(compiled, state, actor)?.at(-1);
}

/** The same with the calls that led there, outermost first. */
export function nextStack(
  compiled: CompiledScenario,
  state: State,
  actor: number,
): readonly Frame[] | undefined {
  const { machine, program } = compiled;
  const status = machine.status(state, actor).kind;
  if (status === 'done' || status === 'finished' || status === 'stopped') return undefined;
  const operations = program.actors[actor]?.code.operations ?? [];
  let at = machine.at(state, actor);
  while (restsBefore(operations[at]?.op.kind)) at += 1;
  return operations[at]?.stack;
}

/**
 * Whether an actor that stands before an operation of this kind has its touch behind it: a
 * `ghost until` belongs to the touch that follows, and the epilogue is entered with its first touch.
 */
export function restsBefore(kind: string | undefined): boolean {
  return kind === 'ghost' || kind === 'enter';
}

/** The innermost line an effect comes from. */
export function lineOf(compiled: CompiledScenario, effect: Effect): Frame | undefined {
  return compiled.program.actors[effect.actor]?.code.operations[effect.operation]?.stack.at(-1);
}

/** The touch of a step; a step of an interrupt that only comes and spins has a pause for it. */
export function touchOf(effects: readonly Effect[]): Effect | undefined {
  return effects.find((effect) => lineKind(effect) !== undefined);
}

function lastLine(run: Run, cursor: number, actor: number): ActorView['lastLine'] {
  const step = run.steps[cursor - 1];
  if (step === undefined || step.actor !== actor) return undefined;
  const touch = touchOf(step.effects) ?? step.effects[0];
  const line = touch === undefined ? undefined : lineOf(run.compiled, touch);
  return line === undefined ? undefined : { ...line, step: cursor };
}

interface OpenFrame {
  readonly fn: number;
  readonly args: readonly string[];
  readonly entered: number;
  readonly done: Map<number, DoneLine>;
  /** Line of the caller, in the caller's file. */
  readonly calledFrom: number | undefined;
}

/** The frames of every actor, in the order of the program. */
const openFrames = new KeptFold<readonly OpenFrame[][]>({
  begin(run) {
    return run.compiled.program.actors.map((_, actor) => {
      const frames: OpenFrame[] = rootFrame(run.compiled, actor);
      const own = run.start.effects.filter((effect) => effect.actor === actor);
      fold(run.compiled, frames, own, 0);
      return frames;
    });
  },
  add(stacks, run, step) {
    const frames = stacks[step.actor];
    if (frames !== undefined) fold(run.compiled, frames, step.effects, step.index);
  },
  copy: (stacks) =>
    stacks.map((frames) => frames.map((frame) => ({ ...frame, done: new Map(frame.done) }))),
});

/** The script itself is not entered by anybody: it is where the actor begins. */
function rootFrame(compiled: CompiledScenario, actor: number): OpenFrame[] {
  const code = compiled.program.actors[actor]?.code;
  const script = code?.operations[code.start]?.stack[0];
  if (script === undefined) return [];
  return [{ fn: script.fn, args: [], entered: 0, done: new Map(), calledFrom: undefined }];
}

function fold(
  compiled: CompiledScenario,
  frames: OpenFrame[],
  effects: readonly Effect[],
  step: number,
): void {
  for (const effect of effects) {
    if (effect.kind === 'enter') {
      const args = effect.args.map((value) => valueText(compiled, value));
      if (isEpilogue(compiled, effect)) frames.length = 0;
      const calledFrom = callingLine(compiled, effect, frames.at(-1)?.fn);
      frames.push({ fn: effect.fn, args, entered: step, done: new Map(), calledFrom });
    } else if (effect.kind === 'leave') {
      const left = frames.pop();
      const caller = frames.at(-1);
      if (left?.calledFrom !== undefined && caller !== undefined) {
        const result =
          effect.result === undefined ? {} : { value: valueText(compiled, effect.result) };
        caller.done.set(left.calledFrom, { step, kind: 'call', ...result });
      }
    } else {
      const kind = lineKind(effect) ?? (effect.kind === 'ghost' ? 'ghost' : undefined);
      const line = lineOf(compiled, effect);
      const frame = frames.at(-1);
      if (kind === undefined || line === undefined || frame?.fn !== line.fn) continue;
      const value = doneValue(compiled, effect);
      frame.done.set(line.line, { step, kind, ...(value === undefined ? {} : { value }) });
    }
  }
}

/** What runs when all are done is called by no script. */
function isEpilogue(compiled: CompiledScenario, effect: Effect): boolean {
  const epilogue = compiled.program.actors[effect.actor]?.code.epilogue;
  return epilogue !== undefined && effect.operation === epilogue;
}

/** The line that calls: the innermost one of the caller in the stack at the call. */
function callingLine(
  compiled: CompiledScenario,
  effect: Effect,
  caller: number | undefined,
): number | undefined {
  const stack = compiled.program.actors[effect.actor]?.code.operations[effect.operation]?.stack;
  return stack?.findLast((frame) => frame.fn === caller)?.line;
}

const lineKinds: Partial<Record<Effect['kind'], LineKind>> = {
  read: 'R',
  refused: 'R',
  lock: 'L',
  unlock: 'L',
  trylock: 'L',
  pause: 'P',
  choose: 'P',
};

/** Undefined for what is no touch. */
function lineKind(effect: Effect): LineKind | undefined {
  if (effect.kind === 'write') return effect.atomic ? 'A' : 'W';
  if (effect.kind === 'fault') return effect.fault.access === 'load' ? 'R' : 'W';
  return lineKinds[effect.kind];
}

function doneValue(compiled: CompiledScenario, effect: Effect): string | undefined {
  if (effect.kind === 'read' || effect.kind === 'refused' || effect.kind === 'write') {
    return accessText(compiled, effect, effect.value);
  }
  if (effect.kind === 'trylock') return effect.taken ? 'taken' : 'held';
  if (effect.kind === 'choose') return String(effect.value);
  return effect.kind === 'ghost' ? String(signedValue(effect.value, 8)) : undefined;
}

/** The innermost function's locals. The stack of an operation may be longer: one-line functions. */
function localsOf(
  compiled: CompiledScenario,
  state: State,
  actor: number,
  depth: number,
): readonly LocalValue[] {
  const { machine, program } = compiled;
  const operation = program.actors[actor]?.code.operations[machine.at(state, actor)];
  if (operation === undefined) return [];
  const value = (expr: Expr): bigint | undefined => {
    if (expr.kind === 'const') return expr.value;
    return expr.kind === 'local' ? machine.local(state, actor, expr.slot) : undefined;
  };
  return operation.locals
    .filter((local) => local.frame === depth - 1)
    .flatMap((local) => {
      const held = value(local.value);
      return held === undefined
        ? []
        : [{ name: local.name, value: valueText(compiled, held), frame: local.frame }];
    });
}
