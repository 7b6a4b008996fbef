/** The search over the machine itself: breadth first, and everything kept. */
import { BreadthFirst } from '../explorer/breadth-first.ts';
import type { StateGraph } from '../explorer/state-graph.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move, State } from '../machine/state.ts';
import { type ExplorationLimits, GRAPH_STATES } from './exploration.ts';
import type { LineCoverage } from './line-coverage.ts';
import { ScenarioModel } from './scenario-model.ts';
import type {
  FoundEnd,
  FoundViolation,
  KeptStates,
  ScenarioSearch,
  SearchFindings,
  SearchProgress,
} from './scenario-search.ts';

/** States between two looks at the memory. */
const STRETCH = 1000;

export class InterpreterSearch implements ScenarioSearch {
  readonly engine = 'interpreter';
  readonly kept: KeptStates;
  readonly #search: BreadthFirst<Move>;
  readonly #limits: ExplorationLimits;
  #isFull = false;

  constructor(compiled: CompiledScenario, coverage: LineCoverage, limits: ExplorationLimits) {
    const { maxStates } = limits;
    this.#limits = limits;
    const model = new ScenarioModel(compiled, coverage);
    this.#search = new BreadthFirst(model, { maxStates, graphStates: GRAPH_STATES });
    this.kept = {
      state: (number) => this.#search.state(number),
      scheduleTo: (number) => this.#scheduleTo(this.#search.state(number)),
    };
  }

  run(states: number): boolean {
    let isGoingOn = true;
    for (let left = states; left > 0 && isGoingOn; left -= STRETCH) {
      isGoingOn = this.#search.run(Math.min(left, STRETCH));
      if (isGoingOn && this.#search.bytes > this.#limits.maxBytes) {
        this.#isFull = true;
        this.#search.cancel();
        isGoingOn = false;
      }
    }
    return isGoingOn;
  }

  cancel(): void {
    this.#search.cancel();
  }

  progress(): SearchProgress {
    const { states, transitions, depth, waiting } = this.#search.progress();
    const { bytes } = this.#search;
    return { states, transitions, depth, waiting, bytes, broken: this.#search.broken };
  }

  first(): FoundViolation | undefined {
    return this.#search.broken.length === 0 ? undefined : this.#search.report().violations[0];
  }

  findings(): SearchFindings {
    const report = this.#search.report();
    const { complete, interrupted, violations } = report;
    const ends = (kind: FoundEnd['kind'], states: readonly State[]): readonly FoundEnd[] =>
      states.map((state) => ({ kind, state, schedule: () => this.#scheduleTo(state) }));
    return {
      complete,
      ...(interrupted === undefined ? {} : { interrupted: this.#reason(interrupted) }),
      violations: violations.map(({ property, schedule }) => ({ property, schedule })),
      ends: [
        ...ends('rest', report.restStates),
        ...ends('stopped', report.stoppedStates),
        ...ends('stuck', report.stuckStates),
      ],
    };
  }

  *graph(): Generator<undefined, StateGraph | undefined, undefined> {
    yield undefined;
    return this.#search.graph();
  }

  #reason(interrupted: 'limit' | 'cancelled'): 'states' | 'memory' | 'cancelled' {
    if (this.#isFull) return 'memory';
    return interrupted === 'limit' ? 'states' : 'cancelled';
  }

  #scheduleTo(state: State): readonly Move[] {
    const schedule = this.#search.scheduleTo(state);
    if (schedule === undefined) throw new Error('the search has lost a state that it found');
    return schedule;
  }
}
