/** What a search says of each property, and what its graph says of those that are broken. */
import { criticalPair } from '../explorer/critical-pair.ts';
import { fairLikelihood } from '../explorer/fair-scheduler.ts';
import { fewestSwitches } from '../explorer/fewest-switches.ts';
import { movesAlong, pathAlong } from '../explorer/graph-path.ts';
import { type ScheduleCounts, scheduleCounts } from '../explorer/schedule-counts.ts';
import type { StateGraph } from '../explorer/state-graph.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { properties, type Property } from '../kernel/property.ts';
import type { Move } from '../machine/state.ts';
import { replaySchedule, type Run } from '../trace/run.ts';
import { criticalPairSentence } from './critical-pair-sentence.ts';
import type { Counterexample, CriticalPair, Odds, PropertyVerdict } from './exploration.ts';
import { ScenarioModel } from './scenario-model.ts';
import type { SearchFindings } from './scenario-search.ts';
import { stepTouches } from './step-touches.ts';

/** The properties asked about: one by its id, or all. */
export function askedProperties(id: string | undefined): readonly Property[] {
  return id === undefined ? properties : properties.filter((property) => property.id === id);
}

/**
 * Works the verdicts out one after the other; pauses between them, for whoever has something else
 * to do. `graph`: undefined where it was not kept.
 */
export function* propertyVerdicts(
  compiled: CompiledScenario,
  findings: SearchFindings,
  graph: StateGraph | undefined,
  asked: readonly Property[],
): Generator<undefined, readonly PropertyVerdict[], undefined> {
  const counts = graph === undefined ? undefined : scheduleCounts(graph);
  const verdicts: PropertyVerdict[] = [];
  for (const { id, title } of asked) {
    yield undefined;
    const found = findings.violations.find(({ property }) => property === id);
    if (found === undefined) {
      verdicts.push({ id, title, verdict: findings.complete ? 'holds' : 'unknown' });
      continue;
    }
    const { schedule } = found;
    const run = replayed(compiled, schedule);
    const message = messageAtEnd(run, id);
    const shortest = { schedule, switches: switchesOf(schedule) };
    const more =
      graph === undefined ? {} : yield* graphVerdict({ graph, counts, id, run, schedule });
    verdicts.push({
      id,
      title,
      verdict: 'broken',
      ...(message === undefined ? {} : { message }),
      shortest,
      ...more,
    });
  }
  return verdicts;
}

interface BrokenProperty {
  readonly graph: StateGraph;
  readonly counts: ScheduleCounts | undefined;
  readonly id: string;
  readonly run: Run;
  readonly schedule: readonly Move[];
}

function* graphVerdict({
  graph,
  counts,
  id,
  run,
  schedule,
}: BrokenProperty): Generator<
  undefined,
  Pick<PropertyVerdict, 'calmest' | 'criticalPair' | 'odds'>,
  undefined
> {
  const property = graph.properties.indexOf(id);
  if (property < 0) throw new Error(`the graph knows no property ${id}`);
  const calmest = calmestSchedule(run.compiled, graph, property);
  yield undefined;
  const pair = criticalPairOf(graph, property, run, schedule);
  yield undefined;
  const odds = counts === undefined ? undefined : oddsOf(graph, property, counts);
  return {
    ...(calmest === undefined ? {} : { calmest }),
    ...(pair === undefined ? {} : { criticalPair: pair }),
    ...(odds === undefined ? {} : { odds }),
  };
}

/** Times that the actor changes from one step to the next. */
function switchesOf(schedule: readonly Move[]): number {
  return schedule.filter(({ actor }, at) => at > 0 && schedule[at - 1]?.actor !== actor).length;
}

/** Runs by schedule: whoever tells of a counterexample runs it once more. */
const runs = new WeakMap<
  readonly Move[],
  { readonly compiled: CompiledScenario; readonly run: Run }
>();

/** The run of a schedule that the search has found. */
export function replayed(compiled: CompiledScenario, schedule: readonly Move[]): Run {
  const known = runs.get(schedule);
  if (known?.compiled === compiled) return known.run;
  const replay = replaySchedule(compiled, schedule);
  if (replay.ok) {
    runs.set(schedule, { compiled, run: replay.run });
    return replay.run;
  }
  throw new Error(`the search's own schedule does not run: ${replay.error.text}`);
}

/** What is wrong with a property at the end of a run, as a sentence. */
function messageAtEnd(run: Run, property: string): string | undefined {
  const standing = run.steps.at(-1)?.standing ?? run.start.standing;
  return standing.find((violation) => violation.property === property)?.message;
}

function calmestSchedule(
  compiled: CompiledScenario,
  graph: StateGraph,
  property: number,
): Counterexample | undefined {
  const calmest = fewestSwitches(graph, property);
  if (calmest === undefined) return undefined;
  const schedule = movesAlong(graph, calmest.path, new ScenarioModel(compiled));
  return { schedule, switches: calmest.switches };
}

function oddsOf(graph: StateGraph, property: number, counts: ScheduleCounts): Odds {
  return {
    schedules: String(counts.schedules),
    breaking: String(counts.breaking[property] ?? 0n),
    likelihood: fairLikelihood(graph, property).value,
  };
}

function criticalPairOf(
  graph: StateGraph,
  property: number,
  run: Run,
  schedule: readonly Move[],
): CriticalPair | undefined {
  const path = pathAlong(graph, schedule);
  if (path === undefined) throw new Error('the graph does not have the schedule of its own search');
  const touches = stepTouches(run);
  const pair = criticalPair({ graph, property, path, touches });
  if (pair === undefined) return undefined;
  return { ...pair, sentence: criticalPairSentence(run, pair) };
}
