/**
 * What is counted over the graph of a scenario, against the plainest recursion over its model, which
 * knows no graph: schedules, those that break a property, and how likely a fair scheduler breaks it.
 */
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import { criticalPair } from '../explorer/critical-pair.ts';
import { fairLikelihood } from '../explorer/fair-scheduler.ts';
import { fewestSwitches } from '../explorer/fewest-switches.ts';
import { movesAlong, pathAlong } from '../explorer/graph-path.ts';
import { scheduleCounts } from '../explorer/schedule-counts.ts';
import type { StateGraph } from '../explorer/state-graph.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Move, State } from '../machine/state.ts';
import { compiledScenario } from '../trace/testing/scheduled.ts';
import { replaySchedule, type Run } from '../trace/run.ts';
import { criticalPairSentence } from './critical-pair-sentence.ts';
import { ScenarioModel } from './scenario-model.ts';
import { stepTouches } from './step-touches.ts';

interface Searched {
  readonly compiled: CompiledScenario;
  readonly graph: StateGraph;
  /** Shortest schedules by property. */
  readonly shortest: ReadonlyMap<string, readonly Move[]>;
}

function searched(scenario: string): Searched {
  const compiled = compiledScenario(scenario);
  const limits = { maxStates: 100_000, graphStates: 100_000 };
  const search = new BreadthFirst(new ScenarioModel(compiled), limits);
  while (search.run(10_000));
  const graph = search.graph();
  if (graph === undefined) throw new Error('no graph');
  const { violations } = search.report();
  return {
    compiled,
    graph,
    shortest: new Map(violations.map(({ property, schedule }) => [property, schedule])),
  };
}

interface Plain {
  readonly schedules: bigint;
  /** By property: how many keep it, and how likely it is broken. */
  readonly keeping: bigint[];
  readonly likelihood: number[];
}

/** Counts from the first state on, by recursion. */
function plainly(compiled: CompiledScenario, properties: readonly string[]): Plain {
  const model = new ScenarioModel(compiled);
  const known = new Map<string, Plain>();
  const from = (state: State): Plain => {
    const key = Buffer.from(state).toString('latin1');
    const before = known.get(key);
    if (before !== undefined) return before;
    const moves = model.ending(state) === 'running' ? model.moves(state) : [];
    const ends = moves.length === 0 ? 1n : 0n;
    let schedules: bigint = ends;
    const keeping = properties.map((): bigint => ends);
    const likelihood = properties.map(() => 0);
    const actors = new Set(moves.map(({ actor }) => actor));
    for (const move of moves) {
      const { state: after, broken } = model.next(state, move);
      const rest = from(after);
      const share = 1 / actors.size / moves.filter(({ actor }) => actor === move.actor).length;
      schedules += rest.schedules;
      for (const [at, property] of properties.entries()) {
        const isBroken = broken.some((one) => one.property === property);
        keeping[at] = (keeping[at] ?? 0n) + (isBroken ? 0n : (rest.keeping[at] ?? 0n));
        likelihood[at] =
          (likelihood[at] ?? 0) + (isBroken ? 1 : (rest.likelihood[at] ?? 0)) * share;
      }
    }
    const counted = { schedules, keeping, likelihood };
    known.set(key, counted);
    return counted;
  };
  return from(model.start().state);
}

describe('Kara’s race', () => {
  const { compiled, graph, shortest } = searched('kara-race');
  const counts = scheduleCounts(graph);
  const numberOf = (property: string): number => graph.properties.indexOf(property);

  test('of 1,416,110,614,418,446 schedules 15 % break pin-seen', () => {
    expect(graph.states).toBe(1280);
    expect(counts?.schedules).toBe(1_416_110_614_418_446n);
    expect(counts?.breaking[numberOf('pin-seen')]).toBe(215_326_467_233_922n);
    expect(counts?.breaking[numberOf('union-exclusive')]).toBe(202_314_067_880_820n);
    expect(counts?.breaking[numberOf('no-phantom-pin')]).toBe(12_426_493_410_774n);
    expect(counts?.breaking[numberOf('no-deadlock')]).toBe(0n);
  });

  test('every schedule strands the page, so that a scheduler is certain to', () => {
    expect(counts?.breaking[numberOf('not-stranded')]).toBe(counts?.schedules);
    expect(fairLikelihood(graph, numberOf('not-stranded'))).toEqual({ value: 1, left: 0 });
  });

  test('flipping coins breaks pin-seen once in 487,979,480,532 runs', () => {
    const { value, left } = fairLikelihood(graph, numberOf('pin-seen'));
    expect(Math.round(1 / value)).toBe(487_979_480_532);
    expect(left).toBe(0);
  });

  test('two switches are enough where the shortest schedule has three', () => {
    const path = pathAlong(graph, shortest.get('pin-seen') ?? []);
    const calmest = fewestSwitches(graph, numberOf('pin-seen'));
    expect(path).toHaveLength(76);
    expect(calmest?.switches).toBe(2);
    expect(calmest?.path).toHaveLength(76);
    const moves = movesAlong(graph, calmest?.path ?? [], new ScenarioModel(compiled));
    const replay = replaySchedule(compiled, moves);
    expect(replay.run.steps.at(-1)?.violations.map(({ property }) => property)).toEqual([
      'pin-seen',
    ]);
  });

  test('the flag is read before it is written: that decides', () => {
    for (const property of ['pin-seen', 'union-exclusive', 'no-phantom-pin']) {
      expect(pairOf({ compiled, graph, shortest }, property)?.sentence).toBe(
        'CPU1 reads P’s dma_pinned_flags before CPU0 writes it.',
      );
    }
    const { pair, run } = pairOf({ compiled, graph, shortest }, 'pin-seen') ?? {};
    expect(pair).toEqual({ first: 62, second: 63 });
    const leaves = run?.steps[62]?.effects.flatMap((effect) =>
      effect.kind === 'leave' ? [compiled.program.functions[effect.fn]?.name] : [],
    );
    expect(leaves).toContain('get_page');
  });

  test('what every schedule breaks is no matter of order', () => {
    expect(pairOf({ compiled, graph, shortest }, 'not-stranded')).toBeUndefined();
  });
});

function pairOf(
  { compiled, graph, shortest }: Searched,
  property: string,
):
  | {
      readonly pair: { readonly first: number; readonly second: number };
      readonly run: Run;
      readonly sentence: string;
    }
  | undefined {
  const schedule = shortest.get(property) ?? [];
  const path = pathAlong(graph, schedule) ?? [];
  const replay = replaySchedule(compiled, schedule);
  if (!replay.ok) throw new Error(replay.error.text);
  const { run } = replay;
  const number = graph.properties.indexOf(property);
  const touches = stepTouches(run);
  const pair = criticalPair({ graph, property: number, path, touches });
  if (pair === undefined) return undefined;
  return { pair, run, sentence: criticalPairSentence(run, pair) };
}

describe('other scenarios, by the sentence of their critical pair', () => {
  test.each([
    ['pin-in-pagevec', 'not-stranded', 'CPU1 sets P’s PG_lru before CPU0 looks at it.'],
    ['slow-slow', 'pin-seen', 'CPU0 takes pinned_dma_lock before CPU1 takes it.'],
    ['fork-exit', 'no-phantom-pin', 'CPU0 writes P’s dma_pinned_flags before CPU1 reads it.'],
    [
      'two-putters',
      'no-phantom-pin',
      'CPU0 counts down P’s dma_pinned_count before CPU1 reads it.',
    ],
    [
      'two-putters',
      'union-exclusive',
      'CPU0 reads P’s dma_pinned_flags before CPU1 writes P’s lru.next, the same word.',
    ],
    [
      'completion-interrupt',
      'no-deadlock',
      'CPU0 writes P’s dma_pinned_flags before the interrupt on CPU0 reads P’s compound_head, the same word.',
    ],
  ])(
    '%s, %s: %s',
    (scenario, property, sentence) => {
      expect(pairOf(searched(scenario), property)?.sentence).toBe(sentence);
    },
    60_000,
  );
});

describe('the graph and the plainest recursion agree', () => {
  test.each([
    'kara-race',
    'lockless-lookup',
    'two-putters',
    'slow-slow',
    'completion-interrupt',
    'read-only',
    'nothing-mapped',
  ])(
    '%s',
    (scenario) => {
      const { compiled, graph } = searched(scenario);
      const counts = scheduleCounts(graph);
      const plain = plainly(compiled, graph.properties);
      expect(counts?.schedules).toBe(plain.schedules);
      expect(counts?.breaking).toEqual(plain.keeping.map((kept) => plain.schedules - kept));
      for (const [number, expected] of plain.likelihood.entries()) {
        const { value } = fairLikelihood(graph, number);
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(expected * 1e-12);
      }
    },
    60_000,
  );
});
