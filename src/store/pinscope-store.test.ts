import { beforeEach, describe, expect, test, vi } from 'vitest';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { pageWords } from '../kernel/page-words.ts';
import { firstChoice, type ScenarioLibrary } from '../kernel/scenario-library.ts';
import { actorViews } from '../trace/call-stack.ts';
import { stateAt } from '../trace/run.ts';
import type { BrowserMemory, MemoryKey } from './memory.ts';
import { momentLink } from './moment-link.ts';
import { type PinscopeStore } from './pinscope-state.ts';
import { drivePlayback } from './playback.ts';
import { movesOf, possibleMoves } from './session.ts';
import { forgetful, openedStore } from './testing/opened-store.ts';

function rememberingMemory(): BrowserMemory {
  const kept = new Map<MemoryKey, string>();
  return {
    read: (key) => kept.get(key),
    write: (key, value) => {
      kept.set(key, value);
      return true;
    },
  };
}

let store: PinscopeStore;
const session = () => store.getState().session;
const steps = () => session().run.steps;
const broken = () => steps().flatMap((step) => step.violations.map((one) => one.property));

/** Index of a function in the call stack of an actor. */
function frameOf(actor: number, name: string): number {
  const { run, cursor, compiled } = session();
  const frames = actorViews(run, cursor)[actor]?.frames ?? [];
  return frames.findIndex((frame) => compiled.program.functions[frame.fn]?.name === name);
}

/** CPU1 takes its reference, CPU0 pins, CPU1 drops it: Kara’s race by whole functions. */
function breakIt(): void {
  store.getState().stepOut(1, frameOf(1, 'get_page'));
  store.getState().stepOut(0, frameOf(0, 'slow_pin'));
  store.getState().runToEnd(1);
}

beforeEach(async () => {
  store = await openedStore(rememberingMemory());
});

describe('a fresh store', () => {
  test('has Kara’s race under July 2018 at its start, page P under the lens', () => {
    expect(session().compiled.scenario.id).toBe('kara-race');
    expect(session().compiled.design.id).toBe('july-2018');
    expect(session().compiled.debug).toBe('vm');
    expect(session().cursor).toBe(0);
    expect(store.getState().page).toBe('P');
    expect(store.getState().notice).toBeUndefined();
  });
});

describe('stepping', () => {
  test('goes on, back and forward; the future stays known', () => {
    store.getState().step(0);
    store.getState().step(1);
    store.getState().back();
    expect(session().cursor).toBe(1);
    expect(steps()).toHaveLength(2);
    store.getState().forward();
    expect(session().cursor).toBe(2);
    store.getState().forward();
    expect(session().cursor).toBe(2);
  });

  test('another way after going back keeps the old future as a branch', () => {
    store.getState().step(0);
    store.getState().step(0);
    store.getState().back();
    store.getState().step(1);
    expect(steps().map((step) => step.actor)).toEqual([0, 1]);
    const old = session().history.nodes.find((node) => node.id === 2);
    store.getState().showBranch(old?.id ?? -1);
    expect(steps().map((step) => step.actor)).toEqual([0, 0]);
  });

  test('of a device that sleeps changes nothing, and the keys go on to mean the CPU stepped last', () => {
    const device = session().compiled.program.actors.findIndex((one) => one.kind === 'device');
    store.getState().step(1);
    store.getState().step(device);
    expect(session().cursor).toBe(1);
    expect(store.getState().actor).toBe(1);
    store.getState().runToEnd(0);
    store.getState().step(device);
    expect(steps().at(-1)?.actor).toBe(device);
    expect(store.getState().actor).toBe(0);
  });

  test('out of get_page returns it to its script', () => {
    store.getState().stepOut(1, frameOf(1, 'get_page'));
    const [word] = session().compiled.pages;
    if (word === undefined) throw new Error('the scenario has no page');
    const refcount = pageWords(
      session().compiled,
      stateAt(session().run, session().cursor),
      word,
    ).refcount;
    expect(refcount).toBe(3);
    expect(steps().every((step) => step.actor === 1)).toBe(true);
    expect(
      steps()
        .at(-1)
        ?.effects.some((effect) => effect.kind === 'leave'),
    ).toBe(true);
  });

  test('over a call takes at least one step and comes back to the same function', () => {
    store.getState().stepOver(1);
    expect(session().cursor).toBeGreaterThan(0);
  });

  test('to the end stops where a CPU has to wait for its device', () => {
    store.getState().runToEnd(0);
    expect(movesOf(session(), 0)).toEqual([]);
    expect(possibleMoves(session()).some((move) => move.actor === 2)).toBe(true);
  });

  test('by whole functions breaks the patch: get, pin, put', () => {
    breakIt();
    expect(broken()).toContain('pin-seen');
    expect(
      steps()
        .at(-1)
        ?.violations.map((one) => one.property),
    ).toContain('pin-seen');
  });
});

describe('events of interest', () => {
  test('are found by running where nothing is recorded, and by jumping where it is', () => {
    store.getState().step(0);
    store.getState().seek(0);
    store.getState().toNextEvent();
    const first = session().cursor;
    const kinds = steps()[first - 1]?.effects.map((effect) => effect.kind) ?? [];
    expect(kinds).toContain('lock');
    store.getState().toNextEvent();
    expect(session().cursor).toBeGreaterThan(first);
    store.getState().toPreviousEvent();
    expect(session().cursor).toBe(first);
    store.getState().toPreviousEvent();
    expect(session().cursor).toBe(0);
  });
});

describe('resetting and opening', () => {
  test('can be undone', async () => {
    store.getState().step(0);
    store.getState().step(1);
    const before = session();
    store.getState().reset();
    expect(session().history.nodes).toHaveLength(1);
    store.getState().undo();
    expect(session()).toBe(before);
    await store.getState().open({ design: 'v4.18' });
    expect(session().compiled.design.id).toBe('v4.18');
    expect(session().cursor).toBe(0);
    store.getState().undo();
    expect(session()).toBe(before);
  });

  test('a scenario keeps design and debug setting', async () => {
    await store.getState().open({ debug: 'none' });
    await store.getState().open({ scenario: 'fork-exit' });
    expect(session().compiled.scenario.id).toBe('fork-exit');
    expect(session().compiled.debug).toBe('none');
    expect(session().compiled.design.id).toBe('july-2018');
  });

  test('what does not exist is said and changes nothing', async () => {
    const before = session();
    await store.getState().open({ scenario: 'nowhere' });
    expect(session()).toBe(before);
    expect(store.getState().notice?.text).toContain('nowhere');
  });

  test('a link brings back schedule and cursor', async () => {
    store.getState().stepOut(1, frameOf(1, 'get_page'));
    store.getState().runToEnd(0);
    store.getState().seek(7);
    const link = momentLink(session());
    const other = await openedStore(rememberingMemory(), link);
    const opened = other.getState().session;
    expect(other.getState().notice).toBeUndefined();
    expect(opened.cursor).toBe(7);
    expect(opened.run.steps.map((step) => step.move)).toEqual(steps().map((step) => step.move));
    expect(stateAt(opened.run, 7)).toEqual(stateAt(session().run, 7));
  });

  test('a broken link says so and opens what it can', async () => {
    const other = await openedStore(rememberingMemory(), '#/s/fork-exit/july-2018/vm/!!');
    expect(other.getState().notice?.text).not.toBe('');
    expect(other.getState().session.compiled.scenario.id).toBe('fork-exit');
    expect(other.getState().session.cursor).toBe(0);
  });
});

/** A library that waits before it gives what is not opened first; `give` lets the next one go. */
function slowLibrary() {
  const waiting: (() => void)[] = [];
  const library: ScenarioLibrary = {
    ...compilingLibrary,
    async compiled(choice) {
      if (choice.scenario !== firstChoice.scenario) {
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
      return choice.scenario === 'stranded'
        ? { ok: false, error: 'It is not there.' }
        : compilingLibrary.compiled(choice);
    },
  };
  return { library, give: (index: number) => waiting[index]?.() };
}

describe('while something is being opened', () => {
  test('what was open stays, and the choice is known; the next choice goes on from it', async () => {
    const { library, give } = slowLibrary();
    store = await openedStore(forgetful, undefined, library);
    store.getState().play('random');
    const first = store.getState().open({ scenario: 'fork-exit' });
    const second = store.getState().open({ debug: 'none' });
    expect(session().compiled.scenario.id).toBe('kara-race');
    expect(store.getState().playback).toBe('paused');
    expect(store.getState().opening).toEqual({
      scenario: 'fork-exit',
      design: 'july-2018',
      debug: 'none',
    });
    give(1);
    give(0);
    await Promise.all([first, second]);
    expect(store.getState().opening).toBeUndefined();
    expect(session().compiled.scenario.id).toBe('fork-exit');
    expect(session().compiled.debug).toBe('none');
  });

  test('the latest choice wins, also over one that comes later', async () => {
    const { library, give } = slowLibrary();
    store = await openedStore(forgetful, undefined, library);
    const first = store.getState().open({ scenario: 'fork-exit' });
    const second = store.getState().open({ scenario: 'two-putters' });
    give(1);
    await second;
    expect(session().compiled.scenario.id).toBe('two-putters');
    give(0);
    await first;
    expect(session().compiled.scenario.id).toBe('two-putters');
  });

  test('a step is one of what opens, not of what was open', async () => {
    const { library, give } = slowLibrary();
    store = await openedStore(forgetful, undefined, library);
    const opening = store.getState().open({ scenario: 'fork-exit' });
    store.getState().step(0);
    store.getState().step(0);
    expect(session().cursor).toBe(0);
    give(0);
    await opening;
    expect(session().compiled.scenario.id).toBe('fork-exit');
    expect(steps().map((step) => step.actor)).toEqual([0, 0]);
  });

  test('what cannot be opened is said, and what was open goes on', async () => {
    const { library, give } = slowLibrary();
    store = await openedStore(forgetful, undefined, library);
    store.getState().step(0);
    const before = session();
    const opening = store.getState().open({ scenario: 'stranded' });
    give(0);
    await opening;
    expect(session()).toBe(before);
    expect(store.getState().opening).toBeUndefined();
    expect(store.getState().notice).toEqual({ text: 'It is not there.', stays: true });
  });
});

describe('playing', () => {
  test('by the random scheduler repeats itself with the same seed', async () => {
    const played = async (seed: number): Promise<readonly number[]> => {
      const one = await openedStore(rememberingMemory());
      one.getState().setSeed(seed);
      one.getState().play('random');
      for (let count = 0; count < 30; count += 1) one.getState().playOn();
      return one.getState().session.run.steps.map((step) => step.actor);
    };
    expect(await played(7)).toEqual(await played(7));
    expect(await played(7)).not.toEqual(await played(8));
  });

  test('pauses at the end of what is recorded', () => {
    store.getState().step(0);
    store.getState().step(0);
    store.getState().seek(0);
    store.getState().togglePlay();
    expect(store.getState().playback).toBe('recorded');
    store.getState().playOn();
    store.getState().playOn();
    expect(store.getState().playback).toBe('recorded');
    store.getState().playOn();
    expect(store.getState().playback).toBe('paused');
    expect(session().cursor).toBe(2);
  });

  test('pauses where a step breaks a property', () => {
    breakIt();
    const end = session().cursor;
    store.getState().seek(end - 1);
    store.getState().play('recorded');
    store.getState().playOn();
    expect(session().cursor).toBe(end);
    expect(store.getState().playback).toBe('paused');
  });

  test('takes a step at each tick of its clock until it is paused', () => {
    vi.useFakeTimers();
    try {
      const stop = drivePlayback(store);
      store.getState().play('random');
      vi.advanceTimersByTime(2050);
      expect(session().cursor).toBe(5);
      store.getState().play('paused');
      vi.advanceTimersByTime(5000);
      expect(session().cursor).toBe(5);
      stop();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('what the user set', () => {
  test('is remembered', async () => {
    const memory = rememberingMemory();
    const first = await openedStore(memory);
    first.getState().setTheme('dark');
    first.getState().setShortcuts(false);
    first.getState().setSpeed(2);
    const second = await openedStore(memory);
    expect(second.getState()).toMatchObject({ theme: 'dark', shortcuts: false, speed: 2 });
  });
});
