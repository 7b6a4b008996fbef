import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from './breadth-first.ts';
import type { GraphFacts, Model } from './model.ts';
import { endingNumbers } from './state-graph.ts';
import { type Digraph, crossedLocks, twoCounters, walkOf } from './testing/toy-models.ts';

const facts: GraphFacts<number> = {
  properties: ['never-both', 'no-deadlock', 'p', 'q'],
  actors: 2,
  moverOf: (move) => move,
  choiceOf: () => 0,
  positions: (state) => state.subarray(0, 2),
};

function kept(model: Model<number>, graphStates: number, maxStates = 1000) {
  const search = new BreadthFirst(model, { maxStates, graphStates });
  while (search.run(3));
  return search.graph();
}

describe('two counters to 1', () => {
  const graph = kept({ ...twoCounters(1), graph: facts }, 4);

  test('a square of four states and four edges, each with its mover', () => {
    expect(graph).toMatchObject({ states: 4, actors: 2, brokenAtStart: 0 });
    expect([...(graph?.starts ?? [])]).toEqual([0, 2, 3, 4, 4]);
    expect([...(graph?.targets ?? [])]).toEqual([1, 2, 3, 3]);
    expect([...(graph?.movers ?? [])]).toEqual([0, 1, 1, 0]);
  });

  test('what an end breaks is on all edges that lead there', () => {
    expect([...(graph?.broken ?? [])]).toEqual([0, 0, 1, 1]);
  });

  test('endings and positions are by state', () => {
    expect([...(graph?.endings ?? [])].map((number) => endingNumbers[number])).toEqual([
      'running',
      'running',
      'running',
      'rest',
    ]);
    expect([...(graph?.positions ?? [])]).toEqual([0, 0, 1, 0, 0, 1, 1, 1]);
  });
});

test('crossed locks: the deadlock is an end with a bit of its own', () => {
  const graph = kept({ ...crossedLocks(), graph: facts }, 99);
  const stuck = [...(graph?.endings ?? [])].indexOf(endingNumbers.indexOf('stuck'));
  const into = [...(graph?.targets ?? [])].flatMap((target, edge) =>
    target === stuck ? [graph?.broken[edge]] : [],
  );
  expect(into).toEqual([2, 2]);
});

test('a first state that is an end can be broken at once, by either', () => {
  const end: Digraph = { nodes: [{ edges: [], ending: 'stuck', breaksAtEnd: 'q' }] };
  const model = walkOf(end);
  const broken = [{ property: 'p', message: '' }];
  const start = () => ({ ...model.start(), broken });
  expect(kept({ ...model, start, graph: facts }, 9)?.brokenAtStart).toBe(0b1100);
});

test('movers and choices are those of the moves', () => {
  const chooser = {
    ...facts,
    moverOf: (move: number) => move % 2,
    choiceOf: (move: number) => move * 50,
  };
  const edges = [{ to: 1 }, { to: 1 }, { to: 1 }];
  const digraph: Digraph = {
    nodes: [
      { edges, ending: 'rest' },
      { edges: [], ending: 'rest' },
    ],
  };
  const graph = kept({ ...walkOf(digraph), graph: chooser }, 9);
  expect([...(graph?.movers ?? [])]).toEqual([0, 1, 0]);
  expect([...(graph?.choices ?? [])]).toEqual([0, 50, 100]);
  const beyond = { ...chooser, choiceOf: () => 256 };
  expect(() => kept({ ...walkOf(digraph), graph: beyond }, 9)).toThrow('choices to 255, not 256');
});

describe('no graph', () => {
  const model = { ...twoCounters(1), graph: facts };

  test.each([
    ['where nobody asked for it', kept(model, 0)],
    ['where there is one state too many', kept(model, 3)],
    ['where the model says nothing of movers', kept(twoCounters(1), 99)],
    ['where the search was cut off', kept(model, 99, 3)],
  ])('%s', (_, graph) => {
    expect(graph).toBeUndefined();
  });

  test('before the search is complete', () => {
    const search = new BreadthFirst(model, { maxStates: 99, graphStates: 99 });
    search.run(1);
    expect(search.graph()).toBeUndefined();
  });
});

test('a property that was not announced is a mistake of the model', () => {
  const silent = { ...facts, properties: ['p'] };
  expect(() => kept({ ...twoCounters(1), graph: silent }, 99)).toThrow(
    'did not announce the property never-both',
  );
});

test('the graph has the moves of the model, state by state', () => {
  const digraphs = fc.integer({ min: 1, max: 8 }).chain((size) => {
    const edge = fc.record({ to: fc.nat(size - 1), breaks: fc.constantFrom('p', 'q') });
    const node = fc.record({
      edges: fc.array(edge, { maxLength: 3 }),
      ending: fc.constantFrom('rest', 'stopped', 'stuck'),
    });
    return fc.array(node, { minLength: size, maxLength: size }).map((nodes) => ({ nodes }));
  });
  fc.assert(
    fc.property(digraphs, (digraph: Digraph) => {
      const graph = kept({ ...walkOf(digraph), graph: facts }, 99);
      if (graph === undefined) throw new Error('the graph was not kept');
      const nodes = [0];
      for (const node of nodes) {
        for (const { to } of digraph.nodes[node]?.edges ?? [])
          if (!nodes.includes(to)) nodes.push(to);
      }
      expect(graph.states).toBe(nodes.length);
      for (const [state, node] of nodes.entries()) {
        const edges = digraph.nodes[node]?.edges ?? [];
        const from = graph.starts[state] ?? 0;
        expect(graph.starts[state + 1]).toBe(from + edges.length);
        for (const [at, { to, breaks }] of edges.entries()) {
          expect(nodes[graph.targets[from + at] ?? -1]).toBe(to);
          expect(graph.movers[from + at]).toBe(at);
          expect(graph.broken[from + at]).toBe(breaks === 'p' ? 4 : 8);
        }
      }
    }),
    { seed: 20180702, numRuns: 300 },
  );
});
