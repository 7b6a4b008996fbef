/**
 * Hands a compiled scenario to the packed engines: the machine's steps with what they looked at, and
 * the properties in their parts. The machine stays the only one that knows what a step does.
 */
import type { Cell, LearnableModel, LearnableStep } from '../explorer/packed/learnable-model.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { properties } from '../kernel/property.ts';
import type { Violation } from '../kernel/violation.ts';
import type { Code } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { recordingView } from '../machine/recording-view.ts';
import { StateLayout } from '../machine/state-layout.ts';
import type { State } from '../machine/state.ts';
import { codeRank } from './code-rank.ts';

export function learnableScenario(compiled: CompiledScenario): LearnableModel {
  const { program, machine, map } = compiled;
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
  const recorded = new Machine(program, (bytes) => recordingView(bytes, note));
  const hasPrivateLists = map.heads.some(({ kind }) => kind === 'private');
  const isStopped = (state: State): boolean => {
    return state.subarray(layout.stop.cause, layout.size).some((byte) => byte !== 0);
  };
  const ranks = program.actors.map(({ code }) => codeRank(code));
  const viewOf = (state: State): DataView => new DataView(state.buffer, state.byteOffset);

  return {
    properties: properties.map(({ id }) => id),
    actors: program.actors.length,
    cells,
    stopCell: cells.length - 1,
    mostChoices: Math.max(...program.actors.map(({ code }) => mostChoices(code))),
    highestRank: ranks.some((each) => each === undefined)
      ? undefined
      : ranks.reduce((sum, each) => sum + (each?.highest ?? 0) * 2 + 1, 1),
    start() {
      const { state, effects } = machine.start();
      const outcome = machine.outcome(state);
      const found = properties.map((property) =>
        property.check({ compiled, state, effects, outcome }),
      );
      return { state, broken: bitsOf(found) };
    },
    rank(state, actor) {
      const own = layout.actors[actor];
      if (own === undefined) throw new Error(`the program has no actor ${actor}`);
      const view = viewOf(state);
      const at = view.getUint32(own.counter, true);
      const slot = (index: number): number => view.getUint32(own.slots + 8 * index, true);
      // An interrupt that comes and has to wait has begun, and has gone no further in its code.
      return (ranks[actor]?.rank(at, slot) ?? at) * 2 + view.getUint32(own.begun, true);
    },
    step(state, actor): LearnableStep {
      lookedAt = new Set();
      const successors = recorded.movesOf(state, actor).map((move) => {
        const { state: after, effects } = recorded.step(state, move);
        const outcome = isStopped(after) ? machine.outcome(after) : undefined;
        const step = {
          compiled,
          effects,
          view: recordingView(after.slice().buffer, note),
          ...(outcome?.kind === 'stopped' ? { stop: outcome } : {}),
        };
        const broken = bitsOf(properties.map(({ parts }) => parts.ofStep?.(step)));
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
    observed(state, actor) {
      if (!hasPrivateLists || program.actors[actor]?.kind === 'device') return 0;
      return map.inListFunction[actor]?.[machine.at(state, actor)] === true ? 1 : 0;
    },
    brokenIn(state) {
      return bitsOf(properties.map(({ parts }) => parts.inState?.(compiled, state)));
    },
    ending(state) {
      const { kind } = machine.outcome(state);
      if (kind === 'running') throw new Error('nobody can move in a state that is running');
      return kind;
    },
    brokenAtEnd(state) {
      const moment = { compiled, state, effects: [], outcome: machine.outcome(state) };
      return bitsOf(properties.map(({ parts }) => parts.atEnd?.(moment)));
    },
  };
}

/** Bit i is set when the i-th property is broken. */
function bitsOf(found: readonly (readonly Violation[] | undefined)[]): number {
  let bits = 0;
  for (const [bit, violations] of found.entries()) {
    if (violations !== undefined && violations.length > 0) bits |= 1 << bit;
  }
  return bits;
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

function mostChoices({ operations }: Code): number {
  return Math.max(
    1,
    ...operations.map(({ op }) => (op.kind === 'choose' ? op.high - op.low + 1 : 1)),
  );
}
