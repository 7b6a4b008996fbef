/**
 * Hands a compiled scenario to the search: the machine's moves, the properties at every transition.
 * The search knows nothing of Linux, the kernel model nothing of the search; they meet here.
 */
import type { Broken, Ending, GraphFacts, Model, Transition } from '../explorer/model.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { type Moment, properties, violationsOf } from '../kernel/property.ts';
import type { Outcome } from '../machine/machine.ts';
import { StateLayout } from '../machine/state-layout.ts';
import type { Move, State } from '../machine/state.ts';
import type { LineCoverage } from './line-coverage.ts';

export class ScenarioModel implements Model<Move> {
  readonly graph: GraphFacts<Move>;
  readonly #compiled: CompiledScenario;
  readonly #coverage: LineCoverage | undefined;
  /** Of the state that came out of the last transition: the search asks for its ending next. */
  #last: { readonly state: State; readonly outcome: Outcome } | undefined;

  /** `coverage`: is told of every step that is tried. */
  constructor(compiled: CompiledScenario, coverage?: LineCoverage) {
    this.#compiled = compiled;
    this.#coverage = coverage;
    this.graph = graphFacts(compiled);
  }

  start(): Transition {
    const { state, effects } = this.#compiled.machine.start();
    return this.#transition({ state, effects });
  }

  moves(state: State): readonly Move[] {
    return this.#compiled.machine.moves(state);
  }

  next(before: State, move: Move): Transition {
    const { state, effects } = this.#compiled.machine.step(before, move);
    return this.#transition({ before, state, effects });
  }

  ending(state: State): Ending {
    return this.#outcome(state).kind;
  }

  /** What is broken at rest or stuck is seen with the transition that leads there. */
  brokenAtEnd(): readonly Broken[] {
    return [];
  }

  #transition(step: Pick<Moment, 'before' | 'state' | 'effects'>): Transition {
    const outcome = this.#compiled.machine.outcome(step.state);
    this.#last = { state: step.state, outcome };
    this.#coverage?.note(step.effects);
    const broken = violationsOf({ compiled: this.#compiled, ...step, outcome });
    return { state: step.state, broken };
  }

  #outcome(state: State): Outcome {
    if (this.#last?.state === state) return this.#last.outcome;
    return this.#compiled.machine.outcome(state);
  }
}

function graphFacts({ program }: CompiledScenario): GraphFacts<Move> {
  const { actors } = new StateLayout(program);
  return {
    properties: properties.map(({ id }) => id),
    actors: actors.length,
    moverOf: ({ actor }) => actor,
    choiceOf: ({ choice }) => choice ?? 0,
    positions(state) {
      const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
      return actors.map(({ counter }) => view.getUint32(counter, true));
    },
  };
}
