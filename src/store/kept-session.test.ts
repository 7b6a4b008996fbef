import * as fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { firstChoice } from '../kernel/scenario-library.ts';
import { branchesAt, type History, schedule } from '../trace/history.ts';
import { keptAddresses, keptText } from './kept-session.ts';
import { keptTree, treeText } from './kept-tree.ts';
import { openPinscopeStore } from './pinscope-store.ts';
import { plantedTree, treeOf } from './planted-tree.ts';
import { reopened } from './reopened-session.ts';
import {
  atStep,
  onOtherBranch,
  openSession,
  possibleMoves,
  type Session,
  withStep,
} from './session.ts';
import { forgetful } from './testing/opened-store.ts';

let compiled: CompiledScenario;

beforeAll(async () => {
  const opened = await compilingLibrary.compiled(firstChoice);
  if (!opened.ok) throw new Error(opened.error);
  compiled = opened.value;
});

/** A session after acts that are told by numbers: mostly steps, sometimes a jump, sometimes a branch. */
function driven(acts: readonly number[]): Session {
  return acts.reduce((session, act) => {
    if (act % 7 === 0) return atStep(session, act % (session.run.steps.length + 1));
    if (act % 11 === 0) return onOtherBranch(session, act % session.history.nodes.length);
    const moves = possibleMoves(session);
    const move = moves[act % moves.length];
    return move === undefined ? session : withStep(session, move);
  }, openSession(compiled));
}

/** Steps of CPU0 and CPU1: `ab<a` is CPU0, CPU1, back one step, CPU0. */
function walked(text: string): Session {
  return text.split('').reduce((session, letter) => {
    if (letter === '<') return atStep(session, session.cursor - 1);
    return withStep(session, { actor: letter === 'a' ? 0 : 1 });
  }, openSession(compiled));
}

async function reopenedFrom(text: string) {
  const again = await reopened(text, compilingLibrary);
  if (!again.ok) throw new Error(again.error);
  return again.value;
}

describe('what a tab keeps', () => {
  test('brings back every future, the shown branch, the moment and the page under the lens', async () => {
    const session = walked('aabb<<<ba<b');
    expect(branchesAt(session.history)).toHaveLength(2);
    const again = await reopenedFrom(keptText(session, 'C', ['#/']));
    expect(again.session.history).toEqual(session.history);
    expect(again.session.cursor).toBe(session.cursor);
    expect(again.page).toBe('C');
    expect(again.notice).toBeUndefined();
  });

  test('is the same after any schedule, with jumps and branches', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(10_000), { maxLength: 80 }), async (acts) => {
        const session = driven(acts);
        const { session: again } = await reopenedFrom(keptText(session, 'P', []));
        expect(again.history).toEqual(session.history);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  test('is found under its addresses, whatever stands in them', () => {
    const addresses = ['#/s/kara-race/july-2018/vm-list/A_b-', '#/ä, b%'];
    expect(keptAddresses(keptText(walked('a'), 'P', addresses))).toEqual(addresses);
    expect(keptAddresses('1 %E0%A4%A')).toEqual([]);
  });

  test('is as short as its runs of one actor', () => {
    expect(treeText(keptTree(walked('aaab<bb').history, 100))).toBe('0:0*3;3:1*2');
    expect(treeText(keptTree(walked('aaa<<ba').history, 100))).toBe('0:0*3;1:1;4:0');
    expect(treeText(keptTree(walked('').history, 100))).toBe('');
  });
});

describe('of more than is kept', () => {
  const kept = (history: History, most: number) => {
    const tree = keptTree(history, most);
    return { tree, planted: plantedTree(compiled, tree) };
  };

  test('the shown branch stays, then the latest futures; the number of the others is told', () => {
    // Three futures: of 3 steps, of 2 steps, and the shown one of 2.
    const { history } = walked('aaa<<<bb<<ab<aa');
    const whole = kept(history, 100);
    expect(whole.tree.left).toBe(0);
    expect(whole.planted.history).toEqual(history);
    for (let most = 0; most < history.nodes.length; most += 1) {
      const { tree, planted } = kept(history, most);
      expect(tree.nodes.length).toBeLessThanOrEqual(most);
      expect(tree.nodes.length + tree.left).toBe(history.nodes.length - 1);
      expect(planted.lost).toBe(0);
      expect(schedule(planted.history)).toEqual(schedule(history).slice(0, most));
    }
  });

  test('what is left out is told when the tab is opened again', async () => {
    const text = keptText(walked('ab<a'), 'P', []).replace(/ (\d+\.\d+)\.0 /, ' $1.17 ');
    const { notice } = await reopenedFrom(text);
    expect(notice).toBe('Other futures of 17 steps in all, the oldest, were too many to be kept.');
  });
});

describe('what was kept and cannot be done any more', () => {
  test('loses those steps and what comes after them, with a sentence, and opens the rest', async () => {
    const good = walked('ab<a');
    // Step 2 is of the device, which sleeps until somebody wakes it.
    const text = keptText(good, 'P', []).replace('0:0;1:1;1:0', '0:0;1:2*3;1:0');
    const { session, notice } = await reopenedFrom(text);
    expect(session.run.steps.map((step) => step.actor)).toEqual([0]);
    expect(notice).toContain('3 of the 5 steps that were kept cannot be done here');
  });

  test('is told where the listings have changed', async () => {
    const text = keptText(walked('ab'), 'P', []).split(' ');
    text[5] = '1';
    const { session, notice } = await reopenedFrom(text.join(' '));
    expect(session.run.steps).toHaveLength(2);
    expect(notice).toContain('The listings or the scenario have changed since this was open');
  });

  test.each([
    ['of a later release', '3 x y z', /another version of Pinscope/],
    ['cut off', '1 %23%2F kara-race july-2018 vm', /cannot be read/],
    ['nothing', '', /cannot be read/],
    ['of a scenario that is none', '1 , nowhere july-2018 vm 1 P 0.0.0 ', /no scenario “nowhere”/],
    ['with a step before its time', '1 , kara-race july-2018 vm 1 P 0.0.0 5:0', /cannot be read/],
    ['with steps without end', '1 , kara-race july-2018 vm 1 P 0.0.0 0:0*999999', /cannot be read/],
    ['with a moment beyond its end', '1 , kara-race july-2018 vm 1 P 0.9.0 0:0', /cannot be read/],
  ])('%s: the link is opened instead, and a sentence says why', async (_what, kept, why) => {
    expect(await reopened(kept, compilingLibrary)).toEqual({
      ok: false,
      error: expect.stringMatching(why),
    });
    const store = await openPinscopeStore(
      forgetful,
      compilingLibrary,
      '#/s/two-putters/v4.18/none/!A',
      kept,
    );
    if (!store.ok) throw new Error(store.error);
    const { session, notice } = store.value.getState();
    expect(session.compiled.scenario.id).toBe('two-putters');
    expect(notice?.text).toMatch(why);
    expect(notice?.text).toContain('which no link contains');
  });

  test('mangled anyhow, gives a session or a sentence', async () => {
    const text = keptText(walked('aabb<<<ba<b'), 'P', ['#/']);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length),
        fc.nat(4),
        fc.string({ maxLength: 4, unit: fc.constantFrom(...'0129:;*=. ,%kv-'.split('')) }),
        async (at, gone, put) => {
          const mangled = text.slice(0, at) + put + text.slice(at + gone);
          const again = await reopened(mangled, compilingLibrary);
          const said = again.ok ? 'a session' : again.error;
          expect(said).toMatch(/^a session$|\.$/);
        },
      ),
      { seed: 6, numRuns: 1500 },
    );
  });

  test('is no tree where its text is none', () => {
    expect(treeOf('0:0*2;1:1', 3, 3, 0)?.nodes).toEqual([
      { parent: 0, move: { actor: 0 } },
      { parent: 1, move: { actor: 0 } },
      { parent: 1, move: { actor: 1 } },
    ]);
    const texts = ['0', '0:', ':0', '0:0;', '0:0*', '0:0=', 'x', '0:0*0'];
    expect(texts.filter((text) => treeOf(text, 0, 0, 0) !== undefined)).toEqual([]);
  });
});
