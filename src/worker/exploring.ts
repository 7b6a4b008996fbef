/**
 * An exploration at work: search, then whatever its graph has to say, in slices, so that whoever
 * drives it can show how far it has come, pause, and cancel. What was found stays for questions.
 *
 *     const exploring = new Exploring(compiled, options, () => performance.now());
 *     while (exploring.slice(25)) show(exploring.progress());
 *     exploring.result(); exploring.answer('P says unpinned and pins(P) > 0');
 */
import { fairVisits } from '../explorer/fair-scheduler.ts';
import type { StateGraph } from '../explorer/state-graph.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move } from '../machine/state.ts';
import { explorationEnds } from './exploration-ends.ts';
import { copiedGraph, type ExplorationMap, shortestDepths } from './exploration-map.ts';
import {
  type Exploration,
  type ExplorationOptions,
  type ExplorationProgress,
  GRAPH_STATES,
  knowsSymmetry,
} from './exploration.ts';
import { InterpreterSearch } from './interpreter-search.ts';
import { isLoopFree } from './code-rank.ts';
import { learnableScenario } from './learnable-scenario.ts';
import { LineCoverage } from './line-coverage.ts';
import { coveredModel, PackedSearch } from './packed-search.ts';
import { askedProperties, propertyVerdicts } from './property-verdicts.ts';
import type { QueryAnswer } from './query/query-answer.ts';
import { stateQuery } from './query/state-query.ts';
import type { FoundViolation, ScenarioSearch } from './scenario-search.ts';

/** Beyond so many states `auto` leaves the interpreter: what it takes to start an engine is earned. */
const INTERPRETED_STATES = 100;

/** States of a batch of the second search, which nobody watches. */
const RECORD_BATCH = 5000;

/** States of a batch of an engine that begins; later ones are as large as fits a slice. */
const FIRST_BATCH = 500;

export class Exploring {
  readonly #compiled: CompiledScenario;
  readonly #options: ExplorationOptions;
  readonly #now: () => number;
  readonly #work: Generator<undefined, Exploration, undefined>;
  #coverage: LineCoverage;
  #isSymmetric = false;
  #search: ScenarioSearch;
  /** The search whose states and graph answer questions: the first one, or a second to keep them. */
  #record: ScenarioSearch | undefined;
  #first: FoundViolation | undefined;
  #graph: StateGraph | undefined;
  /** Milliseconds of searching. */
  #elapsed = 0;
  #sliceEnd = 0;
  #isCancelled = false;
  #isFirstFound = false;
  #isSearched = false;
  /** There is something to tell that nobody should wait for. */
  #hasNews = false;
  #result: Exploration | undefined;

  /** `now`: a clock in milliseconds. Throws a RangeError where there is no memory to begin with. */
  constructor(compiled: CompiledScenario, options: ExplorationOptions, now: () => number) {
    this.#compiled = compiled;
    this.#options = options;
    this.#now = now;
    this.#coverage = new LineCoverage(compiled.program);
    this.#search = this.#firstSearch();
    this.#work = this.#steps();
  }

  /**
   * Works for about so many milliseconds, or until there is news: the first counterexample, the end of
   * the search. True while there is more to do.
   */
  slice(milliseconds: number): boolean {
    if (this.#result !== undefined) return false;
    this.#hasNews = false;
    this.#sliceEnd = this.#now() + milliseconds;
    do {
      const { done, value } = this.#work.next();
      if (done === true) this.#result = value;
    } while (this.#result === undefined && !this.#hasNews && this.#now() < this.#sliceEnd);
    return this.#result === undefined;
  }

  /** Ends the search where it is; what is left to say of it takes another slice. */
  cancel(): void {
    this.#isCancelled = true;
    this.#search.cancel();
  }

  progress(): ExplorationProgress {
    const { engine } = this.#search;
    const progress = this.#search.progress();
    if (progress.broken.length > 0) this.#first ??= this.#search.first();
    const first = this.#first;
    return {
      engine,
      ...progress,
      elapsed: this.#elapsed,
      searched: this.#isSearched,
      ...(first === undefined ? {} : { first }),
    };
  }

  /** Throws before everything is done. */
  result(): Exploration {
    if (this.#result === undefined) throw new Error('the exploration is not done');
    return this.#result;
  }

  /** Can this be? Looks through all states that were found. */
  answer(text: string): QueryAnswer {
    const { complete } = this.result();
    const { kept } = this.#keeper;
    const { states } = this.#keeper.progress();
    return stateQuery(this.#compiled, text, {
      complete,
      states,
      ...(kept === undefined ? {} : { kept }),
    });
  }

  /** A shortest schedule to a state of the map, by its number; undefined where none was kept. */
  scheduleTo(state: number): readonly Move[] | undefined {
    if (state < 0 || state >= this.#keeper.progress().states) return undefined;
    return this.#keeper.kept?.scheduleTo(state);
  }

  /** The state space, in arrays of its own; undefined where the graph was not kept. */
  map(): ExplorationMap | undefined {
    const graph = this.#graph;
    if (graph === undefined) return undefined;
    const { visits } = fairVisits(graph);
    return { graph: copiedGraph(graph), depths: shortestDepths(graph), visits };
  }

  *#steps(): Generator<undefined, Exploration, undefined> {
    yield* this.#searching();
    this.#isSearched = true;
    this.#hasNews = true;
    yield undefined;
    const findings = this.#search.findings();
    yield undefined;
    yield* this.#recording(findings.complete);
    const asked = askedProperties(this.#options.property);
    const verdicts = yield* propertyVerdicts(this.#compiled, findings, this.#graph, asked);
    const ends = explorationEnds(this.#compiled, findings.ends);
    yield undefined;
    const { states, transitions, depth, bytes } = this.#search.progress();
    const { complete } = findings;
    const interrupted = this.#isFirstFound ? 'first' : findings.interrupted;
    return {
      engine: this.#search.engine,
      complete,
      ...(interrupted === undefined ? {} : { interrupted }),
      states,
      transitions,
      depth,
      bytes,
      elapsed: this.#elapsed,
      symmetry: this.#isSymmetric,
      verdicts,
      ends,
      unreached: complete ? this.#coverage.unreached() : [],
    };
  }

  get #keeper(): ScenarioSearch {
    return this.#record ?? this.#search;
  }

  /**
   * The sweep keeps no graph, and with symmetries states are left out: there the search is made once
   * more, plainly and breadth first, as long as there are few enough states.
   */
  *#recording(isComplete: boolean): Generator<undefined, void, undefined> {
    const isSmall = this.#search.progress().states <= GRAPH_STATES;
    if (!isComplete || !isSmall || this.#options.first === true) return;
    this.#graph = yield* this.#search.graph();
    if (this.#graph !== undefined) return;
    const { maxBytes } = this.#options.limits;
    const model = learnableScenario(this.#compiled);
    const limits = { maxStates: GRAPH_STATES, maxBytes };
    const record = new PackedSearch('bfs', this.#compiled, model, limits);
    while (record.run(RECORD_BATCH)) {
      if (this.#isCancelled) return;
      yield undefined;
    }
    this.#graph = yield* record.graph();
    if (this.#graph !== undefined) this.#record = record;
  }

  *#searching(): Generator<undefined, void, undefined> {
    const isTrial = this.#options.engine === 'auto' && this.#search.engine === 'interpreter';
    let batch = isTrial ? INTERPRETED_STATES : FIRST_BATCH;
    for (;;) {
      const before = this.#now();
      const isGoingOn = this.#search.run(batch);
      const took = this.#now() - before;
      this.#elapsed += took;
      if (this.#changesEngine(isGoingOn)) {
        batch = FIRST_BATCH;
        continue;
      }
      if (!isGoingOn) return;
      if (this.#first === undefined && this.#search.progress().broken.length > 0) {
        this.#hasNews = true;
      }
      if (this.#options.first === true && this.#hasShortest()) {
        this.#search.cancel();
        this.#isFirstFound = true;
        return;
      }
      yield undefined;
      // Half of what is left of a slice, so that the last batch does not end long after it.
      const left = Math.max(1, (this.#sliceEnd - this.#now()) / 2);
      const ratio = took > 0 ? Math.min(8, left / took) : 8;
      batch = Math.max(FIRST_BATCH, Math.floor(batch * ratio));
      if (this.#options.first === true) batch = FIRST_BATCH;
    }
  }

  /** Whether nothing that is still to come can break a judged property in fewer steps. */
  #hasShortest(): boolean {
    const { broken, depth } = this.#search.progress();
    const asked = askedProperties(this.#options.property).map(({ id }) => id);
    if (!asked.some((id) => broken.includes(id))) return false;
    // Ends are judged when their turn comes: those as near as the counterexample have had theirs.
    const found = this.#search
      .findings()
      .violations.find(({ property }) => asked.includes(property));
    return found !== undefined && depth > found.schedule.length;
  }

  /** `auto`: from the interpreter to breadth first, from there to the sweep where there are no loops. */
  #changesEngine(isGoingOn: boolean): boolean {
    if (this.#options.engine !== 'auto' || this.#isCancelled || !isGoingOn) return false;
    const { states } = this.#search.progress();
    if (this.#search.engine === 'interpreter' && states > INTERPRETED_STATES) {
      this.#search = this.#newSearch('bfs');
      return true;
    }
    const isLarge = this.#search.engine === 'bfs' && states > GRAPH_STATES;
    const canSweep = !this.#isSymmetric && this.#options.first !== true;
    if (isLarge && canSweep && isLoopFree(this.#compiled.program)) {
      this.#search = this.#newSearch('sweep');
      return true;
    }
    return false;
  }

  /** `auto`: the interpreter, where it can do what is asked; the first counterexample is often far off. */
  #firstSearch(): ScenarioSearch {
    const { engine, symmetry, first } = this.#options;
    if (engine !== 'auto') return this.#newSearch(engine);
    if (!symmetry) return this.#newSearch(first === true ? 'bfs' : 'interpreter');
    const search = this.#newSearch('bfs');
    return this.#isSymmetric ? search : this.#newSearch('interpreter');
  }

  #newSearch(engine: ScenarioSearch['engine']): ScenarioSearch {
    this.#coverage = new LineCoverage(this.#compiled.program);
    const { limits } = this.#options;
    if (engine === 'interpreter') {
      this.#isSymmetric = false;
      return new InterpreterSearch(this.#compiled, this.#coverage, limits);
    }
    const model = coveredModel(this.#compiled, this.#coverage, this.#options.symmetry);
    this.#isSymmetric = model.symmetries.length > 0;
    return new PackedSearch(engine, this.#compiled, model, limits);
  }
}

/** Why an exploration cannot be made as it is asked for, as a sentence; undefined where it can. */
export function explorationProblem(
  compiled: CompiledScenario,
  { engine, symmetry, property, first }: ExplorationOptions,
): string | undefined {
  if (askedProperties(property).length === 0) {
    const ids = askedProperties(undefined).map(({ id }) => id);
    return `There is no property “${property}”; there are ${ids.join(', ')}.`;
  }
  if (symmetry && !knowsSymmetry(engine)) {
    const who = engine === 'sweep' ? 'sweep' : 'interpreter';
    return `The ${who} searches without symmetry: turn that off, or take the engine bfs.`;
  }
  if (engine === 'sweep' && first === true) {
    return 'The sweep finds others before the shortest: to end at the first, take the engine bfs.';
  }
  if (engine === 'sweep' && !isLoopFree(compiled.program)) {
    return (
      'The sweep needs programs in which nobody comes to where it has been, and this one has a loop ' +
      'that counts no rounds: take the engine bfs.'
    );
  }
  return undefined;
}
