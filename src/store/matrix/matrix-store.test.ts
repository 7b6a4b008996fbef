import { describe, expect, test } from 'vitest';
import { matrixRows } from '../../kernel/matrix/matrix-rows.ts';
import { compilingLibrary } from '../../kernel/compiling-library.ts';
import { choiceName, type ScenarioLibrary } from '../../kernel/scenario-library.ts';
import type { Exploration } from '../../worker/exploration.ts';
import type { ExplorationOutcome, ExplorerClient } from '../../worker/explorer-client.ts';
import type { BrowserMemory } from '../memory.ts';
import { matrixKey, matrixStore } from './matrix-store.ts';

const exploration: Exploration = {
  engine: 'bfs',
  complete: true,
  states: 12,
  transitions: 13,
  depth: 9,
  bytes: 0,
  elapsed: 0,
  symmetry: false,
  verdicts: [
    {
      id: 'pin-seen',
      title: 'pin is seen',
      verdict: 'broken',
      message: 'P does not say so.',
      shortest: { schedule: [{ actor: 0 }, { actor: 1 }], switches: 1 },
    },
    { id: 'no-deadlock', title: 'no deadlock', verdict: 'holds' },
  ],
  ends: [],
  unreached: [],
};

/** An explorer that answers at once, and says what it was asked. */
function explorer(answer: (count: number) => ExplorationOutcome) {
  const asked: string[] = [];
  let closed = 0;
  const client: Pick<ExplorerClient, 'explore' | 'close'> = {
    explore({ scenario, design, debug }) {
      asked.push(choiceName({ scenario: scenario.id, design: design.id, debug }));
      const never = async () => ({ ok: false, error: '' }) as const;
      return {
        outcome: Promise.resolve(answer(asked.length)),
        pause() {},
        resume() {},
        cancel() {},
        can: never,
        map: never,
        scheduleTo: never,
      };
    },
    close() {
      closed += 1;
    },
  };
  return { client, asked, closed: () => closed };
}

function memory(): BrowserMemory & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    read: (key) => kept.get(key),
    write(key, value) {
      kept.set(key, value);
      return true;
    },
  };
}

const explored = (): ExplorationOutcome => ({ kind: 'explored', exploration });

/** Two designs are as good as all of them, and compiled sooner. */
const twoDesigns: ScenarioLibrary = {
  ...compilingLibrary,
  catalogue: {
    ...compilingLibrary.catalogue,
    designs: compilingLibrary.catalogue.designs.slice(0, 2),
  },
};

const all = new Set(matrixRows.map(({ scenario }) => scenario)).size * 2;

describe('the matrix', { timeout: 60_000 }, () => {
  test('searches every scenario of its rows under every design once, and lets the worker go', async () => {
    const { client, asked, closed } = explorer(explored);
    const store = matrixStore(twoDesigns, client, memory(), 'a');
    await store.getState().start();
    expect(new Set(asked).size).toBe(asked.length);
    expect(store.getState().results.size).toBe(all);
    expect(store.getState().results.get(matrixKey('kara-race', 'july-2018'))).toEqual({
      kind: 'searched',
      states: 12,
      complete: true,
      broken: { 'pin-seen': { steps: 2, message: 'P does not say so.' } },
    });
    expect(store.getState().searching).toBeUndefined();
    expect(closed()).toBe(1);
  });

  test('searches nothing again at the next visit, and everything under another version', async () => {
    const kept = memory();
    await matrixStore(twoDesigns, explorer(explored).client, kept, 'a').getState().start();
    const same = explorer(explored);
    const store = matrixStore(twoDesigns, same.client, kept, 'a');
    expect(store.getState().results.size).toBe(all);
    await store.getState().start();
    expect(same.asked).toEqual([]);
    const other = explorer(explored);
    await matrixStore(twoDesigns, other.client, kept, 'b').getState().start();
    expect(other.asked.length).toBeGreaterThan(0);
  });

  test('keeps nothing where there is no version to keep it for', async () => {
    const kept = memory();
    const { client } = explorer(explored);
    await matrixStore(twoDesigns, client, kept, undefined).getState().start();
    expect(kept.kept.size).toBe(0);
  });

  test('a search that breaks down is told, does not end the others, and is tried again', async () => {
    const first = explorer((count) =>
      count === 2 ? { kind: 'failed', error: 'The search broke down.' } : explored(),
    );
    const store = matrixStore(twoDesigns, first.client, memory(), 'a');
    await store.getState().start();
    const failed = [...store.getState().results].filter(([, { kind }]) => kind === 'failed');
    expect(failed).toEqual([
      [first.asked[1], { kind: 'failed', reason: 'The search broke down.' }],
    ]);
    const asked = first.asked.length;
    await store.getState().start();
    expect(first.asked.slice(asked)).toEqual([first.asked[1]]);
  });

  test('a scenario that a design has no words for is told with the compiler’s reason', async () => {
    const library: ScenarioLibrary = {
      ...twoDesigns,
      compiled: async (choice) =>
        choice.scenario === 'irq-put'
          ? { ok: false, error: 'There is no interrupt here.' }
          : compilingLibrary.compiled(choice),
    };
    const store = matrixStore(library, explorer(explored).client, memory(), 'a');
    await store.getState().start();
    expect(store.getState().results.get(matrixKey('irq-put', 'july-2018'))).toEqual({
      kind: 'refused',
      reason: 'There is no interrupt here.',
    });
  });

  test('stopped, it keeps what it knows and goes on from there', async () => {
    const { client, asked } = explorer((count) => {
      if (count === 3) store.getState().stop();
      return explored();
    });
    const store = matrixStore(twoDesigns, client, memory(), 'a');
    await store.getState().start();
    expect(asked).toHaveLength(3);
    expect(store.getState().results.size).toBe(2);
    await store.getState().start();
    expect(store.getState().results.size).toBe(all);
  });
});
