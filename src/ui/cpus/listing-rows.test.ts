import { beforeAll, describe, expect, test } from 'vitest';
import { openedStore } from '../../store/testing/opened-store.ts';
import { actorViews } from '../../trace/call-stack.ts';
import type { Run } from '../../trace/run.ts';
import { listingOf, type Listing } from './listing-rows.ts';

/** The run of a schedule thrown with a seed, to its end. */
async function randomRun(scenario: string, seed: number): Promise<Run> {
  const store = await openedStore();
  await store.getState().open({ scenario });
  store.getState().setSeed(seed);
  for (let count = 0; count < 400; count += 1) {
    store.getState().play('random');
    store.getState().playOn();
  }
  return store.getState().session.run;
}

function listingsAt(run: Run, cursor: number): readonly Listing[] {
  const views = actorViews(run, cursor);
  const before = cursor > 0 ? actorViews(run, cursor - 1) : [];
  return views.map((view) => listingOf(run, cursor, view, before[view.actor]));
}

describe.each([
  ['kara-race', 3],
  ['slow-fast', 5],
  ['pin-in-pagevec', 8],
  ['fork-exit', 13],
])('the listings of %s, played with seed %i', (scenario, seed) => {
  let run: Run;
  beforeAll(async () => {
    run = await randomRun(scenario, seed);
  });

  test('show the next line of everybody who has one, once', () => {
    expect(run.steps.length).toBeGreaterThan(60);
    for (let cursor = 0; cursor <= run.steps.length; cursor += 1) {
      const views = actorViews(run, cursor);
      listingsAt(run, cursor).forEach((listing, actor) => {
        const next = listing.rows.filter((row) => row.isNext);
        expect(next).toHaveLength(views[actor]?.next === undefined ? 0 : 1);
      });
    }
  });

  test('show the line of the step at the cursor in the listing of who ran it, nowhere else', () => {
    for (const step of run.steps) {
      listingsAt(run, step.index).forEach((listing, actor) => {
        const now = listing.rows.filter((row) => row.isNow);
        expect(now).toHaveLength(actor === step.actor ? 1 : 0);
      });
    }
  });

  test('have no two rows with one key', () => {
    for (let cursor = 0; cursor <= run.steps.length; cursor += 7) {
      for (const { rows } of listingsAt(run, cursor)) {
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      }
    }
  });

  test('draw a rail beside the next line of everybody who holds a lock', () => {
    for (let cursor = 0; cursor <= run.steps.length; cursor += 1) {
      const views = actorViews(run, cursor);
      listingsAt(run, cursor).forEach((listing, actor) => {
        const held = (views[actor]?.locks ?? []).map((lock) => lock.name);
        const next = listing.rows.find((row) => row.isNext);
        if (next === undefined) return;
        expect(next.rails.map((rail) => rail.lock).toSorted()).toEqual(held.toSorted());
      });
    }
  });
});

test('a decrement of the pin count outside the lock says that there is no lock', async () => {
  const store = await openedStore();
  const leave = (actor: number, name: string): void => {
    const { run, cursor, compiled } = store.getState().session;
    const frames = actorViews(run, cursor)[actor]?.frames ?? [];
    const named = (fn: number) => compiled.program.functions[fn]?.name === name;
    store.getState().stepOut(
      actor,
      frames.findIndex((frame) => named(frame.fn)),
    );
  };
  leave(1, 'get_page');
  leave(0, 'slow_pin');
  store.getState().runToEnd(1);
  const { run } = store.getState().session;
  const dropped = run.steps.find(
    (step) =>
      step.actor === 1 &&
      step.effects.some((one) => one.kind === 'write' && one.place.endsWith('.dma_pinned_count')),
  );
  const rows = listingsAt(run, dropped?.index ?? 0)[1]?.rows ?? [];
  expect(rows.filter((row) => row.isUnlocked).map((row) => [row.text, row.isNow])).toEqual([
    ['left = atomic page.dma_pinned_count -= 1', true],
  ]);
});
