/**
 * Hands a machine to the packed engines: its steps with what they looked at, cut into the cells of its
 * state. The machine stays the only one that knows what a step does; what is wrong with a step or a
 * state is for whoever gives the rules.
 */
import type { Cell, LearnableModel, LearnableStep } from '../explorer/packed/learnable-model.ts';
import type { Code } from '../listing/program.ts';
import type { Effect } from '../machine/effect.ts';
import { Machine } from '../machine/machine.ts';
import { recordingView } from '../machine/recording-view.ts';
import { StateLayout } from '../machine/state-layout.ts';
import type { State } from '../machine/state.ts';
import type { Stop } from '../machine/stop.ts';
import { type CodeRank, codeRank, isLoopFree } from './code-rank.ts';
import { symmetriesOf } from './symmetries.ts';

/** What breaks a property, all as bits: bit i for `properties[i]`. */
export interface Rules {
  readonly properties: readonly string[];
  /** In the first state. */
  atStart(): number;
  /** Of a step. `view`: the bytes after it; nothing else may be read. `stop`: where it stops the machine. */
  ofStep(effects: readonly Effect[], view: DataView, stop: Stop | undefined): number;
  /** Of a state, from what is no actor's own, and `observed`. */
  inState(state: State): number;
  /** Of a state in which nobody can move and nothing has stopped. */
  atEnd(state: State): number;
  /** What `inState` knows of an actor: a small number, from the actor's own part alone. */
  observed(state: State, actor: number): number;
}

export interface LearningOptions {
  /** States that are alike because actors are may be taken for one. */
  readonly symmetry: boolean;
  /** Is told the effects of every step that is worked out. */
  readonly seen?: (effects: readonly Effect[]) => void;
}

export function learnableProgram(
  machine: Machine,
  rules: Rules,
  { symmetry, seen }: LearningOptions = { symmetry: false },
): LearnableModel {
  const { program } = machine;
  const layout = new StateLayout(program);
  const cells = cellsOf(layout);
  const cellAt = new Int32Array(layout.size).fill(-1);
  for (const [cell, { offset, length }] of cells.entries()) {
    cellAt.fill(cell, offset, offset + length);
  }
  let lookedAt = new Set<number>();
  const note = (offset: number, bytes: number): void => {
    for (let byte = offset; byte < offset + bytes; byte++) lookedAt.add(cellAt[byte] ?? -1);
  };
  const recorded = new Machine(program, (bytes) => recordingView(bytes, note), machine);
  /** The state after a step, while the rules look at it: a view that records is dear to make. */
  const judged = new Uint8Array(layout.size);
  const judgedView = recordingView(judged.buffer, note);
  const isStopped = (state: State): boolean => {
    return state.subarray(layout.stop.cause, layout.size).some((byte) => byte !== 0);
  };
  // Of use to sweeps alone.
  let known: readonly (CodeRank | undefined)[] | undefined;
  const ranks = () => (known ??= program.actors.map(({ code }) => codeRank(code)));
  const viewOf = (state: State): DataView => new DataView(state.buffer, state.byteOffset);

  return {
    properties: rules.properties,
    actors: program.actors.length,
    cells,
    stopCell: cells.length - 1,
    mostChoices: Math.max(...program.actors.map(({ code }) => mostChoices(code))),
    get isLoopFree() {
      return isLoopFree(program);
    },
    symmetries: symmetry ? symmetriesOf(machine) : [],
    lateActors: program.actors.flatMap(({ kind }, actor) => (kind === 'cpu' ? [actor] : [])),
    isLate(state, actor) {
      const { kind, code } = program.actors[actor] ?? { kind: 'device', code: undefined };
      if (kind !== 'cpu' || code === undefined) return false;
      const at = machine.at(state, actor);
      return code.epilogue === undefined ? isEnd(code, at) : at >= code.epilogue;
    },
    start: () => ({ state: machine.start().state, broken: rules.atStart() }),
    rank(state, actor) {
      const own = layout.actors[actor];
      if (own === undefined) throw new Error(`the program has no actor ${actor}`);
      const view = viewOf(state);
      const at = view.getUint32(own.counter, true);
      const slot = (index: number): number => view.getUint32(own.slots + 8 * index, true);
      // An interrupt that comes and has to wait has begun, and has gone no further in its code.
      return (ranks()[actor]?.(at, slot) ?? at) * 2 + view.getUint32(own.begun, true);
    },
    step(state, actor): LearnableStep {
      lookedAt = new Set();
      const successors = recorded.movesOf(state, actor).map((move) => {
        const { state: after, effects } = recorded.step(state, move);
        seen?.(effects);
        const outcome = isStopped(after) ? machine.outcome(after) : undefined;
        judged.set(after);
        const broken = rules.ofStep(
          effects,
          judgedView,
          outcome?.kind === 'stopped' ? outcome : undefined,
        );
        return {
          state: after,
          broken,
          ...(move.choice === undefined ? {} : { choice: move.choice }),
        };
      });
      lookedAt.delete(actor);
      lookedAt.delete(-1);
      return { lookedAt: [...lookedAt], successors };
    },
    observed: (state, actor) => rules.observed(state, actor),
    brokenIn: (state) => rules.inState(state),
    ending(state) {
      const { kind } = machine.outcome(state);
      if (kind === 'running') throw new Error('nobody can move in a state that is running');
      return kind;
    },
    brokenAtEnd: (state) => rules.atEnd(state),
  };
}

/** Each actor whole; memory and ghosts by words of 8 bytes; interrupts by CPU; the stop record whole. */
function cellsOf({ actors, stop, size }: StateLayout): readonly Cell[] {
  const own = actors.map(({ counter, slotCount }) => ({
    offset: counter,
    length: 8 + 8 * slotCount,
  }));
  const firstActor = Math.min(...own.map(({ offset }) => offset));
  const afterActors = Math.max(...own.map(({ offset, length }) => offset + length));
  return [
    ...own,
    ...stretches(0, firstActor, 8),
    ...stretches(afterActors, stop.cause, 4),
    { offset: stop.cause, length: size - stop.cause },
  ];
}

function stretches(from: number, to: number, length: number): readonly Cell[] {
  return Array.from({ length: (to - from) / length }, (_, index) => ({
    offset: from + index * length,
    length,
  }));
}

function isEnd({ operations }: Code, at: number): boolean {
  return operations[at]?.op.kind === 'end';
}

function mostChoices({ operations }: Code): number {
  return Math.max(
    1,
    ...operations.map(({ op }) => (op.kind === 'choose' ? op.high - op.low + 1 : 1)),
  );
}
