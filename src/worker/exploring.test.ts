import { describe, expect, test } from 'vitest';
import { replaySchedule } from '../trace/run.ts';
import { compiledScenario, ownScenario } from '../trace/testing/scheduled.ts';
import pinned from './counts.snapshot.json';
import { shortestDepths, statesAlong } from './exploration-map.ts';
import { type ExplorationOptions, GRAPH_STATES } from './exploration.ts';
import { explorationProblem, Exploring } from './exploring.ts';

const kara = compiledScenario('kara-race');

const everything: ExplorationOptions = {
  engine: 'auto',
  symmetry: false,
  limits: { maxStates: 1_000_000, maxBytes: 2 ** 30 },
};

/** A clock that goes on by a millisecond whenever somebody looks. */
function ticking(): () => number {
  let time = 0;
  return () => (time += 1);
}

function explored(options: Partial<ExplorationOptions> = {}, compiled = kara): Exploring {
  const exploring = new Exploring(compiled, { ...everything, ...options }, ticking());
  while (exploring.slice(5));
  return exploring;
}

describe('an exploration', { timeout: 30_000 }, () => {
  const exploring = explored();
  const result = exploring.result();
  const expected = pinned['kara-race | july-2018 | vm'];

  test('has seen all states, and says so', () => {
    expect(result).toMatchObject({
      engine: 'bfs',
      complete: true,
      states: expected.states,
      transitions: expected.transitions,
      symmetry: false,
    });
    expect(result.bytes).toBeGreaterThan(expected.states);
    expect(result.elapsed).toBeGreaterThan(0);
    expect(result).not.toHaveProperty('interrupted');
  });

  test('gives a verdict of every property, in the order of the page', () => {
    expect(result.verdicts.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
      'pin-seen broken',
      'no-phantom-pin broken',
      'union-exclusive broken',
      'lists-whole holds',
      'not-stranded broken',
      'dma-safe holds',
      'references-balance holds',
      'no-deadlock holds',
      'bug holds',
    ]);
    const lengths = result.verdicts.flatMap(({ id, shortest }) =>
      shortest === undefined ? [] : [[id, shortest.schedule.length]],
    );
    expect(Object.fromEntries(lengths)).toEqual(expected.broken);
  });

  test('every counterexample breaks its property in its last step, and the calmest switches less', () => {
    for (const { id, message, shortest, calmest } of result.verdicts) {
      for (const found of [shortest, calmest]) {
        if (found === undefined) continue;
        const replay = replaySchedule(kara, found.schedule);
        expect(replay.ok).toBe(true);
        const said = replay.run.steps.at(-1)?.standing.filter(({ property }) => property === id);
        expect(said).not.toEqual([]);
        expect(found === shortest ? said?.[0]?.message : message).toBe(message);
        const actors = found.schedule.map(({ actor }) => actor);
        expect(actors.filter((actor, at) => at > 0 && actor !== actors[at - 1])).toHaveLength(
          found.switches,
        );
      }
      if (shortest === undefined || calmest === undefined) continue;
      expect(calmest.switches).toBeLessThanOrEqual(shortest.switches);
      expect(calmest.schedule.length).toBeGreaterThanOrEqual(shortest.schedule.length);
    }
    expect(result.verdicts[0]?.calmest?.switches).toBe(2);
  });

  test('names the pair of steps whose order decides, and the odds', () => {
    const [pinSeen] = result.verdicts;
    expect(pinSeen?.criticalPair).toMatchObject({ first: 62, second: 63 });
    expect(pinSeen?.criticalPair?.sentence).toMatch(
      /^CPU1 reads P’s dma_pinned_flags before CPU0 writes it\./,
    );
    expect(pinSeen?.odds).toMatchObject({
      schedules: '1416110614418446',
      breaking: '215326467233922',
    });
    expect(1 / (pinSeen?.odds?.likelihood ?? 1)).toBeCloseTo(487_979_480_532, -1);
  });

  test('ends in three ways, each with a schedule that gets there', () => {
    expect(result.ends.map(({ kind, states }) => [kind, states])).toEqual([
      ['rest', 1],
      ['rest', 1],
      ['rest', 1],
    ]);
    for (const { schedule } of result.ends) {
      expect(replaySchedule(kara, schedule).run.steps.at(-1)?.outcome.kind).toBe('rest');
    }
  });

  test('knows the lines that no schedule reaches, and no others', () => {
    const names = result.unreached.map(({ fn, line }) => {
      return `${kara.program.functions[fn]?.name}:${line}`;
    });
    // Somebody always holds a reference, so the page is never freed; P is on its list when it is pinned.
    expect(names).toContain('__put_page:18');
    expect(names).toContain('follow_page_pte:17');
    expect(names).not.toContain('put_page:17');
    expect(names).not.toContain('get_page:8');
    expect(new Set(names).size).toBe(names.length);
  });

  test('keeps the map: every state, how far it is, and where a fair scheduler comes by', () => {
    const map = exploring.map();
    if (map === undefined) throw new Error('there is no map');
    const { graph, depths, visits } = map;
    expect(graph.states).toBe(result.states);
    expect(Math.max(...depths)).toBe(result.depth);
    expect(visits?.[0]).toBe(1);
    const [pinSeen] = result.verdicts;
    const along = statesAlong(graph, pinSeen?.shortest?.schedule ?? []);
    expect(along).toHaveLength(77);
    expect([...along].map((state) => depths[state])).toEqual([...along.keys()]);
    const last = along.at(-1) ?? 0;
    expect(exploring.scheduleTo(last)).toHaveLength(76);
    expect(exploring.scheduleTo(result.states)).toBeUndefined();
    expect(statesAlong(graph, [{ actor: 2 }])).toEqual(Int32Array.of(0));
    expect(shortestDepths(graph)).toEqual(depths);
    // Whoever gets the map may take it away: the next one is another.
    graph.starts.fill(-1);
    expect(exploring.map()?.graph.starts[1]).toBeGreaterThan(0);
  });

  test('answers what can be, with a shortest schedule there', () => {
    const found = exploring.answer('P says pinned and pins(P) == 0 and cpu1 at put_page');
    if (found.kind !== 'found') throw new Error(found.kind);
    expect(found.of).toBe(1280);
    const { run } = replaySchedule(kara, found.schedule);
    const reached = run.steps.map(({ state }) =>
      kara.machine.probe(state, 'says_pinned', kara.pages[0]?.address ?? 0n),
    );
    expect(reached.at(-1)).toBe(1n);
    expect(exploring.answer('P says unpinned and pins(P) > 0')).toMatchObject({
      kind: 'found',
      schedule: expect.objectContaining({ length: 76 }),
    });
    expect(exploring.answer('P.refcount > 5')).toEqual({ kind: 'none', of: 1280, complete: true });
    expect(exploring.answer('P.refcount >')).toMatchObject({
      kind: 'unclear',
      problem: { line: 1, column: 13 },
    });
  });
});

describe('engines', { timeout: 30_000 }, () => {
  test.each(['interpreter', 'bfs', 'sweep'] as const)('%s finds the same', (engine) => {
    const exploring = explored({ engine });
    const result = exploring.result();
    const { states, transitions, depth, complete, verdicts, ends, unreached } = result;
    const plain = explored().result();
    expect(result.engine).toBe(engine);
    expect(verdicts.map(({ odds }) => odds)).toEqual(plain.verdicts.map(({ odds }) => odds));
    expect(exploring.map()?.graph.states).toBe(states);
    expect(exploring.answer('rest')).toMatchObject({ kind: 'found', states: 3, of: states });
    expect({ states, transitions, depth, complete }).toEqual({
      states: plain.states,
      transitions: plain.transitions,
      depth: plain.depth,
      complete: true,
    });
    const lengths = (of: typeof verdicts) =>
      of.map(({ id, verdict, shortest }) => [id, verdict, shortest?.schedule.length]);
    expect(lengths(verdicts)).toEqual(lengths(plain.verdicts));
    expect(ends.map(({ kind, states: alike }) => [kind, alike])).toEqual(
      plain.ends.map(({ kind, states: alike }) => [kind, alike]),
    );
    expect(unreached).toEqual(plain.unreached);
  });

  test('the sweep that stops early has kept no states, and says so when asked', () => {
    const limits = { maxStates: 500, maxBytes: 2 ** 30 };
    expect(explored({ engine: 'sweep', limits }).answer('rest')).toMatchObject({
      kind: 'forgotten',
      error: expect.stringMatching(/does not keep/),
    });
    expect(explored({ engine: 'bfs', limits }).answer('rest')).toMatchObject({ kind: 'none' });
  });

  test('auto stays with the interpreter where there are few states', () => {
    expect(explored({}, compiledScenario('stranded')).result()).toMatchObject({
      engine: 'interpreter',
      states: pinned['stranded | july-2018 | vm'].states,
    });
  });

  test('auto leaves the interpreter where there are many states, and ends with the same numbers', () => {
    const many = ownScenario({
      pages: [{ name: 'P', pfn: 9, flags: ['PG_uptodate'], refcount: 4, mapcount: 1 }],
      cpus: Array.from({ length: 4 }, (_, cpu) => ({
        role: `user ${cpu}`,
        operations: ['get_page', 'put_page', 'get_page'].map((operation) => ({
          operation,
          page: 'P',
        })),
      })),
    });
    const auto = explored({}, many).result();
    expect(auto.engine).not.toBe('interpreter');
    expect(auto.states).toBeGreaterThan(20_000);
    expect(auto.states).toBeLessThan(GRAPH_STATES);
    const plain = explored({ engine: 'interpreter' }, many).result();
    expect([auto.states, auto.transitions, auto.depth]).toEqual([
      plain.states,
      plain.transitions,
      plain.depth,
    ]);
  }, 60_000);

  test('auto stays with the engine that knows symmetry, however many states there are', () => {
    const holders = ownScenario({
      pages: [{ name: 'P', pfn: 9, flags: ['PG_uptodate'], refcount: 5, mapcount: 1 }],
      cpus: Array.from({ length: 4 }, () => ({
        role: 'user',
        operations: Array.from({ length: 12 }, (_, index) => ({
          operation: index % 2 === 0 ? 'get_page' : 'put_page',
          page: 'P',
        })),
      })),
    });
    const limits = { ...everything.limits, maxStates: GRAPH_STATES + 60_000 };
    const stopped = { complete: false, interrupted: 'states', states: limits.maxStates };
    const options = { symmetry: true, limits } as const;
    expect(explored(options, holders).result()).toMatchObject({
      ...stopped,
      engine: 'bfs',
      symmetry: true,
    });
    expect(explored({ limits }, holders).result()).toMatchObject({
      ...stopped,
      engine: 'sweep',
      symmetry: false,
    });
  }, 60_000);

  test('what cannot be done is told before it is begun', () => {
    const loops = compiledScenario('lockless-lookup');
    const ask = (options: Partial<ExplorationOptions>, of = kara) =>
      explorationProblem(of, { ...everything, ...options });
    expect(ask({})).toBeUndefined();
    expect(ask({ engine: 'sweep' })).toBeUndefined();
    expect(ask({ engine: 'sweep' }, loops)).toMatch(/^The sweep needs programs in which nobody /);
    expect(ask({ engine: 'interpreter', symmetry: true })).toMatch(/without symmetry/);
    expect(ask({ property: 'pin-sen' })).toMatch(
      /^There is no property “pin-sen”; there are pin-seen, /,
    );
  });
});

describe('limits', { timeout: 30_000 }, () => {
  test.each(['interpreter', 'bfs', 'sweep'] as const)(
    '%s stops at the states it may have, and what is not broken is unknown',
    (engine) => {
      const limits = { maxStates: 500, maxBytes: 2 ** 30 };
      const result = explored({ engine, limits }).result();
      expect(result).toMatchObject({ complete: false, interrupted: 'states', unreached: [] });
      expect(result.states).toBeLessThanOrEqual(500);
      expect(new Set(result.verdicts.map(({ verdict }) => verdict))).toEqual(new Set(['unknown']));
      expect(result.verdicts[0]).not.toHaveProperty('odds');
    },
  );

  test('the interpreter stops at the memory it may take', () => {
    const limits = { maxStates: 1_000_000, maxBytes: 100_000 };
    const result = explored({ engine: 'interpreter', limits }).result();
    expect(result).toMatchObject({ complete: false, interrupted: 'memory' });
    expect(result.states).toBeLessThan(1280);
  });

  test('an unfinished search is no proof that something cannot be', () => {
    const limits = { maxStates: 500, maxBytes: 2 ** 30 };
    expect(explored({ limits }).answer('P.refcount > 5')).toEqual({
      kind: 'none',
      of: 500,
      complete: false,
    });
    expect(explored({ limits }).map()).toBeUndefined();
  });

  test('cancelled, it ends with what it has', () => {
    const exploring = new Exploring(kara, everything, ticking());
    expect(exploring.slice(1)).toBe(true);
    exploring.cancel();
    while (exploring.slice(1));
    const result = exploring.result();
    expect(result).toMatchObject({ complete: false, interrupted: 'cancelled' });
    expect(result.states).toBeGreaterThan(100);
    expect(result.states).toBeLessThan(1280);
  });
});

describe('progress', () => {
  test('grows, and shows the first counterexample as soon as it is there', () => {
    const exploring = new Exploring(kara, everything, ticking());
    const seen = [exploring.progress()];
    while (exploring.slice(1)) seen.push(exploring.progress());
    const states = seen.map((progress) => progress.states);
    expect(states).toEqual(states.toSorted((a, b) => a - b));
    expect(states[0]).toBe(1);
    const broken = seen.find((progress) => progress.broken.length > 0);
    expect(broken?.waiting).toBeGreaterThan(0);
    expect(broken?.first).toMatchObject({ property: 'pin-seen' });
    expect(broken?.first?.schedule).toHaveLength(76);
  });

  test('only the property asked for is judged', () => {
    const { verdicts } = explored({ property: 'lists-whole' }).result();
    expect(verdicts).toEqual([{ id: 'lists-whole', title: 'lists are whole', verdict: 'holds' }]);
  });

  test('there is no result before the end', () => {
    const exploring = new Exploring(kara, everything, ticking());
    expect(() => exploring.result()).toThrow('not done');
  });
});

describe('an exploration that ends at the first counterexample', { timeout: 60_000 }, () => {
  const scenarios = ['kara-race', 'slow-fast', 'two-putters', 'pin-in-pagevec'] as const;

  describe.each(scenarios)('%s', (scenario) => {
    const compiled = compiledScenario(scenario);
    const broken = explored({}, compiled)
      .result()
      .verdicts.filter(({ verdict }) => verdict === 'broken');

    test.each(['interpreter', 'bfs'] as const)(
      '%s gives the same as the whole search',
      (engine) => {
        expect(broken.length).toBeGreaterThan(0);
        for (const { id, shortest } of broken) {
          const { verdicts } = explored({ engine, property: id, first: true }, compiled).result();
          expect(verdicts).toMatchObject([{ id, verdict: 'broken', shortest }]);
          expect(verdicts[0]).not.toHaveProperty('odds');
        }
      },
    );
  });

  test('has left states unseen, and says why', () => {
    const result = explored({ engine: 'bfs', property: 'pin-seen', first: true }).result();
    expect(result).toMatchObject({ complete: false, interrupted: 'first', unreached: [] });
    expect(result.states).toBeLessThan(pinned['kara-race | july-2018 | vm'].states);
  });

  test('sees everything where the property holds', () => {
    const result = explored({ engine: 'bfs', property: 'bug', first: true }).result();
    expect(result).toMatchObject({
      complete: true,
      states: pinned['kara-race | july-2018 | vm'].states,
      verdicts: [{ id: 'bug', verdict: 'holds' }],
    });
  });

  test('cannot be a sweep', () => {
    expect(explorationProblem(kara, { ...everything, engine: 'sweep', first: true })).toMatch(
      /take the engine bfs/,
    );
  });
});
