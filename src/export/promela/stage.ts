/**
 * How far each actor is, as far as others ask: an epilogue begins when nobody has anything else to
 * do, and a CPU stands still while an interrupt runs on it.
 */
import type { Actor, Program } from '../../listing/program.ts';
import type { Machine } from '../../machine/machine.ts';
import type { State } from '../../machine/state.ts';
import type { Cells } from './cells.ts';
import {
  type Test,
  allOf,
  anyOf,
  constantHalf,
  isEqual,
  negated,
  variableHalf,
  zero,
} from './half.ts';
import { type Half, namedHalf } from './half.ts';

/**
 * `START`: a device that has not been asked, an interrupt that has not come. `DONE`: rests where the
 * epilogue begins.
 */
export const STAGES = ['RUNNING', 'START', 'DONE', 'EPILOGUE', 'FINISHED'] as const;
export type Stage = (typeof STAGES)[number];

const halfOfStage = (stage: Stage): Half => namedHalf(STAGES.indexOf(stage), stage);

export const stageVariable = ({ id }: Actor): string => `${id}_stage`;

export function isAtStage(actor: Actor, stage: Stage): Test {
  return isEqual(variableHalf(stageVariable(actor)), halfOfStage(stage));
}

/** Where an actor rests, as others see it. */
export class Stages {
  readonly #program: Program;
  readonly #machine: Machine;
  readonly #start: State;
  readonly #cells: Cells;

  constructor(program: Program, machine: Machine, cells: Cells) {
    this.#program = program;
    this.#machine = machine;
    this.#start = machine.start().state;
    this.#cells = cells;
  }

  /** Index of the operation an actor rests at in the beginning. */
  beginning(actor: number): number {
    return this.#machine.at(this.#start, actor);
  }

  initial(index: number): Stage {
    const actor = this.#program.actors[index];
    return actor === undefined ? 'RUNNING' : this.after(index, this.beginning(index), -1);
  }

  /** The stage of an actor that rests at `to`, having come from `from`. */
  after(index: number, to: number, from: number): Stage {
    const actor = this.#program.actors[index];
    if (actor === undefined) throw new Error(`the program has no actor ${index}`);
    const { code, kind } = actor;
    if (code.operations[to]?.op.kind === 'end') return 'FINISHED';
    if (to === code.epilogue) return 'DONE';
    const isBeginning = to === this.beginning(index);
    if (kind === 'device') return isBeginning ? 'START' : 'RUNNING';
    if (kind === 'interrupt') return isBeginning && from < 0 ? 'START' : 'RUNNING';
    return from === code.epilogue && from >= 0 ? 'EPILOGUE' : 'RUNNING';
  }

  /** An interrupt may come: it has not yet, and its CPU lets it. */
  mayArrive(index: number): Test {
    const actor = this.#actor(index);
    const depth = this.#cells.depthCell(actor.cpu);
    const others = this.#interruptsOn(actor.cpu).filter((other) => other !== actor);
    return allOf([
      isAtStage(actor, 'START'),
      depth === undefined ? isEqual(zero, zero) : isEqual(this.#cells.value(depth), zero),
      ...others.map((other) => negated(isAtStage(other, 'RUNNING'))),
    ]);
  }

  /** No interrupt runs on the CPU of an actor. */
  isUndisturbed(index: number): Test {
    const actor = this.#actor(index);
    if (actor.kind !== 'cpu') return isEqual(zero, zero);
    return allOf(
      this.#interruptsOn(actor.cpu).map((other) => negated(isAtStage(other, 'RUNNING'))),
    );
  }

  /** Nobody has anything else to do: the epilogue of an actor may begin. */
  mayBeginEpilogue(index: number, unmetOf: (other: number) => Test): Test {
    return allOf(
      this.#program.actors.flatMap((other, at) =>
        at === index ? [] : [this.#letsBegin(this.#actor(index), index, { other, at }, unmetOf)],
      ),
    );
  }

  #letsBegin(
    actor: Actor,
    index: number,
    { other, at }: { readonly other: Actor; readonly at: number },
    unmetOf: (other: number) => Test,
  ): Test {
    const finished = isAtStage(other, 'FINISHED');
    const comesBefore = actor.cpu === other.cpu ? index < at : actor.cpu < other.cpu;
    const done = comesBefore && other.code.epilogue !== undefined ? [isAtStage(other, 'DONE')] : [];
    if (other.kind === 'cpu') return anyOf([finished, ...done]);
    const isIdle = allOf([isAtStage(other, 'START'), unmetOf(at)]);
    if (other.kind === 'device') return anyOf([finished, isIdle]);
    const depth = this.#cells.depthCell(other.cpu);
    const off =
      depth === undefined ? [] : [negated(isEqual(this.#cells.value(depth), constantHalf(0)))];
    const running = this.#interruptsOn(other.cpu)
      .filter((one) => one !== other)
      .map((one) => isAtStage(one, 'RUNNING'));
    return anyOf([
      finished,
      allOf([isAtStage(other, 'START'), anyOf([...off, ...running, unmetOf(at)])]),
    ]);
  }

  #interruptsOn(cpu: number): readonly Actor[] {
    return this.#program.actors.filter((one) => one.kind === 'interrupt' && one.cpu === cpu);
  }

  #actor(index: number): Actor {
    const actor = this.#program.actors[index];
    if (actor === undefined) throw new Error(`the program has no actor ${index}`);
    return actor;
  }
}
