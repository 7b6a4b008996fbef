import { beforeEach, describe, expect, test } from 'vitest';
import { type PinscopeStore } from '../store/pinscope-state.ts';
import { sandboxStore } from '../store/sandbox/sandbox-store.ts';
import { forgetful, openedStore } from '../store/testing/opened-store.ts';
import { explorerShortcuts } from './explorer-shortcuts.ts';
import { sandboxShortcuts } from './sandbox-shortcuts.ts';
import { shortcutsOf } from './stepper-shortcuts.ts';

describe('the shortcuts', () => {
  let store: PinscopeStore;
  let helps: number;
  let searches: number;
  let edits: number;
  let composed: number;
  const press = (binding: string): void => {
    const all = shortcutsOf(store, {
      toggleHelp: () => {
        helps += 1;
      },
      findBug: () => {
        searches += 1;
      },
      compose: () => {
        composed += 1;
      },
      editListing: () => {
        edits += 1;
      },
    });
    const found = all.filter((shortcut) => shortcut.bindings.includes(binding));
    expect(found).toHaveLength(1);
    found[0]?.run();
  };
  const cursor = (): number => store.getState().session.cursor;
  beforeEach(async () => {
    store = await openedStore();
    helps = 0;
    searches = 0;
    edits = 0;
    composed = 0;
  });

  test('use every key once', () => {
    const nothing = () => undefined;
    const acts = {
      again: nothing,
      stepThrough: nothing,
      togglePause: nothing,
      change: nothing,
      toggleHelp: nothing,
      back: nothing,
    };
    const sandbox = sandboxStore(forgetful, forgetful, { design: 'july-2018', debug: 'vm' });
    for (const all of [
      shortcutsOf(store, {
        toggleHelp: nothing,
        findBug: nothing,
        compose: nothing,
        editListing: nothing,
      }),
      explorerShortcuts(acts),
      sandboxShortcuts(sandbox, { ...acts, find: nothing, step: nothing, explore: nothing }),
    ]) {
      const bindings = all.flatMap((shortcut) => shortcut.bindings);
      expect(new Set(bindings).size).toBe(bindings.length);
      // What is printed is one key each in its group.
      const printed = all.map(({ group, keys }) => `${group} ${keys}`);
      expect(new Set(printed).size).toBe(printed.length);
    }
    // The arrows that lists use by themselves are told of, and heard by nobody else.
    for (const all of [
      shortcutsOf(store, {
        toggleHelp: nothing,
        findBug: nothing,
        compose: nothing,
        editListing: nothing,
      }),
      explorerShortcuts(acts),
    ]) {
      expect(all.filter(({ keys }) => keys === '↑ ↓').map((one) => one.bindings)).toEqual([[]]);
    }
  });

  test('1 and 2 step the CPUs, the arrows go back and forward', () => {
    press('2');
    press('1');
    expect(store.getState().session.run.steps.map((step) => step.actor)).toEqual([1, 0]);
    press('ArrowLeft');
    expect(cursor()).toBe(1);
    press('ArrowRight');
    expect(cursor()).toBe(2);
  });

  test('of CPUs that the scenario has not, and of a device that sleeps, do nothing', () => {
    press('3');
    press('4');
    press('d');
    press('i');
    expect(cursor()).toBe(0);
  });

  test('E runs the CPU stepped last as far as it goes, Home and End go to both ends', () => {
    press('1');
    press('e');
    const end = cursor();
    expect(end).toBeGreaterThan(10);
    press('Home');
    expect(cursor()).toBe(0);
    press('End');
    expect(cursor()).toBe(end);
  });

  test('[ and ] change the speed within its three', () => {
    press('[');
    press('[');
    expect(store.getState().speed).toBe(0);
    press(']');
    press(']');
    press(']');
    expect(store.getState().speed).toBe(2);
  });

  test('F asks for a search of every schedule', () => {
    press('f');
    expect(searches).toBe(1);
  });

  test('L asks for the editor', () => {
    press('l');
    expect(edits).toBe(1);
  });

  test('? asks for the help, R forgets the schedule', () => {
    press('?');
    expect(helps).toBe(1);
    press('1');
    press('r');
    expect(store.getState().session.run.steps).toHaveLength(0);
  });
});
