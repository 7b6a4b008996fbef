/**
 * Runs the operations of a scenario one after another, each to its end, with no interleaving: cpu by
 * cpu in the order of the file, then the interrupts, then the epilogue. A device moves only while
 * the running CPU waits for it.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { violationsOf } from '../kernel/property.ts';
import type { Effect } from '../machine/effect.ts';
import type { Move, State } from '../machine/state.ts';
import { endsOperation } from '../trace/operation-end.ts';

/** The memory after an operation, or after what comes before and behind all of them. */
export interface OperationEnd {
  /** `start`: after `before`. `epilogue`: at rest, after every CPU has drained its vectors. */
  readonly kind: 'start' | 'operation' | 'interrupt' | 'epilogue';
  /** Actor index; absent for start and epilogue. */
  readonly actor?: number;
  readonly operation?: string;
  readonly page?: string;
  /** What the operation returned, if it returns something. */
  readonly result?: bigint;
  /** False: an earlier operation of this CPU had nothing to go on with, so this one never began. */
  readonly ran: boolean;
  readonly state: State;
  /** Broken in a step of this operation, each property once. */
  readonly violations: readonly { readonly property: string; readonly message: string }[];
  /** Steps of all actors. */
  readonly steps: number;
}

export interface OperationsRun {
  readonly ends: readonly OperationEnd[];
  /** Why it could not be run to the end: stopped, or waiting for something that nobody does. */
  readonly problem?: string;
}

export function runOperations(compiled: CompiledScenario): OperationsRun {
  return new Sequence(compiled).run();
}

class Sequence {
  readonly #compiled: CompiledScenario;
  readonly #ends: OperationEnd[] = [];
  readonly #broken = new Map<string, string>();
  #state: State;
  #steps = 0;
  /** Results of the operations that the last steps completed. */
  #completed: { readonly result?: bigint }[] = [];

  constructor(compiled: CompiledScenario) {
    this.#compiled = compiled;
    const start = compiled.machine.start();
    this.#state = start.state;
    this.#fold(start.effects);
  }

  run(): OperationsRun {
    const { program, scenario, machine } = this.#compiled;
    this.#end({ kind: 'start', ran: true });
    for (const [index, actor] of program.actors.entries()) {
      if (actor.kind !== 'cpu') continue;
      for (const use of scenario.cpus[actor.cpu]?.operations ?? []) {
        const problem = this.#operation(index, use, 'operation');
        if (problem !== undefined) return { ends: this.#ends, problem };
      }
    }
    for (const [index, actor] of program.actors.entries()) {
      const use = scenario.interrupts.find((one) => one.cpu === actor.cpu);
      if (actor.kind !== 'interrupt' || use === undefined) continue;
      const problem = this.#operation(index, use, 'interrupt');
      if (problem !== undefined) return { ends: this.#ends, problem };
    }
    for (
      let moves = machine.moves(this.#state);
      moves.length > 0;
      moves = machine.moves(this.#state)
    ) {
      const [move] = moves;
      if (move !== undefined) this.#step(move);
    }
    if (machine.outcome(this.#state).kind !== 'rest') {
      return { ends: this.#ends, problem: this.#problem() };
    }
    this.#end({ kind: 'epilogue', ran: true });
    return { ends: this.#ends };
  }

  /** Runs one operation of an actor to its end; a sentence where that is not possible. */
  #operation(
    actor: number,
    use: { readonly operation: string; readonly page?: string },
    kind: 'operation' | 'interrupt',
  ): string | undefined {
    const { machine } = this.#compiled;
    while (this.#completed.length === 0) {
      const status = machine.status(this.#state, actor).kind;
      if (status === 'done' || status === 'finished') break;
      const move = this.#moveFor(actor);
      if (move === undefined) return this.#problem();
      this.#step(move);
    }
    const ended = this.#completed.shift();
    const result = ended?.result === undefined ? {} : { result: ended.result };
    this.#end({ kind, actor, ...use, ...result, ran: ended !== undefined });
    const outcome = machine.outcome(this.#state);
    return outcome.kind === 'stopped' ? this.#problem() : undefined;
  }

  /** The actor's own move; while it waits, a device's. Choices take the lowest value. */
  #moveFor(actor: number): Move | undefined {
    const { machine, program } = this.#compiled;
    const moves = machine.moves(this.#state);
    return (
      moves.find((move) => move.actor === actor) ??
      moves.find((move) => program.actors[move.actor]?.kind === 'device')
    );
  }

  #step(move: Move): void {
    const before = this.#state;
    const { state, effects } = this.#compiled.machine.step(before, move);
    this.#state = state;
    this.#steps += 1;
    this.#fold(effects);
    const outcome = this.#compiled.machine.outcome(state);
    const moment = { compiled: this.#compiled, before, state, effects, outcome };
    for (const { property, message } of violationsOf(moment)) {
      if (!this.#broken.has(property)) this.#broken.set(property, message);
    }
  }

  #fold(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.kind !== 'leave' || !endsOperation(this.#compiled, effect)) continue;
      this.#completed.push(effect.result === undefined ? {} : { result: effect.result });
    }
  }

  #end(end: Omit<OperationEnd, 'state' | 'violations' | 'steps'>): void {
    const violations = [...this.#broken].map(([property, message]) => ({ property, message }));
    this.#ends.push({ ...end, state: this.#state, violations, steps: this.#steps });
    this.#broken.clear();
    this.#steps = 0;
  }

  #problem(): string {
    const { machine, program } = this.#compiled;
    const outcome = machine.outcome(this.#state);
    if (outcome.kind === 'stopped') {
      return `${program.actors[outcome.actor]?.id ?? ''} stopped the machine: ${outcome.text}`;
    }
    const waits = program.actors.flatMap((actor, index) => {
      const status = machine.status(this.#state, index);
      return status.kind === 'waiting' ? [`${actor.id} waits for ${status.place}`] : [];
    });
    return `nobody can go on: ${waits.join('; ')}`;
  }
}
