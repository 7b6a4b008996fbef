/** The searches by the engines in WebAssembly: breadth first, or as a sweep. */
import type { LearnableModel } from '../explorer/packed/learnable-model.ts';
import { PackedBreadthFirst } from '../explorer/packed/packed-breadth-first.ts';
import type { PackedEnd } from '../explorer/packed/packed-report.ts';
import { PackedSweep } from '../explorer/packed/packed-sweep.ts';
import type { StateGraph } from '../explorer/state-graph.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { type ExplorationLimits, GRAPH_STATES } from './exploration.ts';
import { engineHost } from './engine-host.ts';
import { learnableScenario } from './learnable-scenario.ts';
import type { LineCoverage } from './line-coverage.ts';
import {
  type FoundEnd,
  type FoundViolation,
  type KeptStates,
  MOST_ENDS,
  type ScenarioSearch,
  type SearchFindings,
  type SearchProgress,
} from './scenario-search.ts';

export class PackedSearch implements ScenarioSearch {
  readonly engine: 'bfs' | 'sweep';
  readonly kept?: KeptStates;
  readonly #compiled: CompiledScenario;
  readonly #search: PackedBreadthFirst | PackedSweep;

  /** Throws a RangeError where there is no memory even for the beginning. */
  constructor(
    engine: 'bfs' | 'sweep',
    compiled: CompiledScenario,
    model: LearnableModel,
    limits: ExplorationLimits,
  ) {
    this.engine = engine;
    this.#compiled = compiled;
    if (engine === 'sweep') {
      this.#search = new PackedSweep(model, engineHost, limits);
      return;
    }
    const search = new PackedBreadthFirst(model, engineHost, limits);
    this.#search = search;
    this.kept = {
      state: (number) => search.state(number),
      scheduleTo: (number) => search.scheduleTo(number),
    };
  }

  run(states: number): boolean {
    return this.#search.run(states);
  }

  cancel(): void {
    this.#search.cancel();
  }

  progress(): SearchProgress {
    return this.#search.progress();
  }

  first(): FoundViolation | undefined {
    return this.engine === 'sweep' ? undefined : this.#search.report().violations[0];
  }

  findings(): SearchFindings {
    const { complete, interrupted, violations } = this.#search.report();
    const reason = interrupted === 'limit' ? 'states' : interrupted;
    return {
      complete,
      ...(reason === undefined ? {} : { interrupted: reason }),
      violations,
      ends: this.#search.ends(MOST_ENDS).map(foundEnd),
    };
  }

  *graph(): Generator<undefined, StateGraph | undefined, undefined> {
    if (this.#search instanceof PackedSweep || this.#search.states > GRAPH_STATES) return undefined;
    const { machine } = this.#compiled;
    return yield* this.#search.graph((state, actor) => machine.at(state, actor));
  }
}

function foundEnd({ kind, state, schedule }: PackedEnd): FoundEnd {
  return { kind, state, schedule: () => schedule };
}

/**
 * The model of the packed engines, which work out every different step once: a good moment to see
 * which lines it runs. Without `symmetry` every state counts as itself.
 */
export function coveredModel(
  compiled: CompiledScenario,
  coverage: LineCoverage,
  symmetry: boolean,
): LearnableModel {
  coverage.note(compiled.machine.start().effects);
  return learnableScenario(compiled, { symmetry, seen: (effects) => coverage.note(effects) });
}
