/**
 * Test support: a program and its rules for the search over the machine, as `learnableProgram` hands
 * them to the packed engines. The rules are asked here in one go, after every step.
 */
import type { Broken, Ending, Model, Transition } from '../../explorer/model.ts';
import type { Machine } from '../../machine/machine.ts';
import type { Step } from '../../machine/stepper.ts';
import type { Move, State } from '../../machine/state.ts';
import type { Rules } from '../learnable-program.ts';

/** Properties whose bits are set. */
export function named({ properties }: Rules, bits: number): readonly string[] {
  return properties.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

/** Everything that is broken by a step and where it leads. */
export function brokenBy(machine: Machine, rules: Rules, { state, effects }: Step): number {
  const outcome = machine.outcome(state);
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  const isStopped = outcome.kind === 'stopped';
  return (
    rules.ofStep(effects, view, isStopped ? outcome : undefined) |
    rules.inState(state) |
    (isStopped || outcome.kind === 'running' ? 0 : rules.atEnd(state))
  );
}

export class ProgramModel implements Model<Move> {
  readonly #machine: Machine;
  readonly #rules: Rules;

  constructor(machine: Machine, rules: Rules) {
    this.#machine = machine;
    this.#rules = rules;
  }

  start(): Transition {
    const { state } = this.#machine.start();
    return { state, broken: this.#broken(this.#rules.atStart()) };
  }

  moves(state: State): readonly Move[] {
    return this.#machine.moves(state);
  }

  next(before: State, move: Move): Transition {
    const step = this.#machine.step(before, move);
    const broken = this.#broken(brokenBy(this.#machine, this.#rules, step));
    return { state: step.state, broken };
  }

  ending(state: State): Ending {
    return this.#machine.outcome(state).kind;
  }

  brokenAtEnd(): readonly Broken[] {
    return [];
  }

  #broken(bits: number): readonly Broken[] {
    return named(this.#rules, bits).map((property) => ({ property, message: property }));
  }
}
