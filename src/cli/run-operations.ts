/**
 * Runs the operations of a scenario one after another, each to its end, with no interleaving: cpu by
 * cpu in the order of the file, then the interrupts, then the epilogue. A device moves only while
 * the running CPU waits for it. An operation that waits for anybody else is left where it is until
 * an operation of somebody else lets it go on.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { violationsOf } from '../kernel/property.ts';
import type { Effect } from '../machine/effect.ts';
import type { Move, State } from '../machine/state.ts';
import { endsOperation } from '../trace/operation-end.ts';
import { placePath } from '../trace/place-name.ts';

/** The memory after an operation, or after what comes before and behind all of them. */
export interface OperationEnd {
  /**
   * `start`: after `before`. `wait`: an operation has come to where it waits, and is no end of it.
   * `epilogue`: at rest, after every CPU has drained its vectors.
   */
  readonly kind: 'start' | 'operation' | 'interrupt' | 'wait' | 'epilogue';
  /** Actor index; absent for start and epilogue. */
  readonly actor?: number;
  readonly operation?: string;
  readonly page?: string;
  /** With `wait`: the place that has to change, such as `P.flags`. */
  readonly waitsFor?: string;
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

/** The operations of an actor, and how far it has come. */
interface Script {
  readonly actor: number;
  readonly kind: 'operation' | 'interrupt';
  readonly uses: readonly { readonly operation: string; readonly page?: string }[];
  next: number;
  waits: boolean;
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
    const { machine } = this.#compiled;
    const scripts = this.#scripts();
    this.#end({ kind: 'start', ran: true });
    for (const script of scripts) {
      for (let came = this.#advance(script); came !== 'done'; came = this.#advance(script)) {
        if (came === 'stopped' || !this.#resume(scripts)) return this.#failed();
        if (script.waits) break;
      }
    }
    for (
      let moves = machine.moves(this.#state);
      moves.length > 0;
      moves = machine.moves(this.#state)
    ) {
      const [move] = moves;
      if (move !== undefined) this.#step(move);
    }
    if (machine.outcome(this.#state).kind !== 'rest') return this.#failed();
    this.#end({ kind: 'epilogue', ran: true });
    return { ends: this.#ends };
  }

  /** What the CPUs do, in their order, and then the interrupts. */
  #scripts(): readonly Script[] {
    const { program, scenario } = this.#compiled;
    const script = (actor: number, kind: Script['kind'], uses: Script['uses']): Script => {
      return { actor, kind, uses, next: 0, waits: false };
    };
    const actors = [...program.actors.entries()];
    return [
      ...actors
        .filter(([, { kind }]) => kind === 'cpu')
        .map(([index, { cpu }]) =>
          script(index, 'operation', scenario.cpus[cpu]?.operations ?? []),
        ),
      ...actors
        .filter(([, { kind }]) => kind === 'interrupt')
        .map(([index, { cpu }]) => {
          const own = scenario.interrupts.filter((use) => use.cpu === cpu);
          return script(index, 'interrupt', own);
        }),
    ];
  }

  /** Goes on with those that waited, as far as they can; false where that stopped the machine. */
  #resume(scripts: readonly Script[]): boolean {
    let before: State | undefined;
    while (before !== this.#state) {
      before = this.#state;
      for (const script of scripts.filter(({ waits }) => waits)) {
        let came = this.#advance(script);
        while (came === 'ended') came = this.#advance(script);
        if (came === 'stopped') return false;
      }
    }
    return true;
  }

  /** Runs the next operation of a script to its end, or to where it waits. */
  #advance(script: Script): 'ended' | 'waits' | 'done' | 'stopped' {
    const { machine } = this.#compiled;
    const { actor, kind } = script;
    const use = script.uses[script.next];
    if (use === undefined) return 'done';
    while (this.#completed.length === 0) {
      const status = machine.status(this.#state, actor);
      if (status.kind === 'done' || status.kind === 'finished') break;
      const move = this.#moveFor(actor);
      if (move === undefined) {
        if (machine.outcome(this.#state).kind === 'stopped') return 'stopped';
        const waitsFor = status.kind === 'waiting' ? placePath(this.#compiled, status) : '';
        if (!script.waits) this.#end({ kind: 'wait', actor, ...use, waitsFor, ran: true });
        script.waits = true;
        return 'waits';
      }
      this.#step(move);
    }
    const ended = this.#completed.shift();
    const result = ended?.result === undefined ? {} : { result: ended.result };
    script.next += 1;
    script.waits = false;
    this.#end({ kind, actor, ...use, ...result, ran: ended !== undefined });
    return machine.outcome(this.#state).kind === 'stopped' ? 'stopped' : 'ended';
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

  #failed(): OperationsRun {
    return { ends: this.#ends, problem: this.#problem() };
  }

  #problem(): string {
    const { machine, program } = this.#compiled;
    const outcome = machine.outcome(this.#state);
    if (outcome.kind === 'stopped') {
      return `${program.actors[outcome.actor]?.id ?? ''} stopped the machine: ${outcome.text}`;
    }
    const waits = program.actors.flatMap((actor, index) => {
      const status = machine.status(this.#state, index);
      return status.kind === 'waiting'
        ? [`${actor.id} waits for ${placePath(this.#compiled, status)}`]
        : [];
    });
    return `nobody can go on: ${waits.join('; ')}`;
  }
}
