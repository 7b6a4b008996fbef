import { beforeEach, describe, expect, test } from 'vitest';
import { scenarioById } from '../kernel/scenario.ts';
import { branchesAt } from '../trace/history.ts';
import { stateAt } from '../trace/run.ts';
import { wordsOf } from '../trace/checksum.ts';
import { keeperScenario } from '../trace/testing/own-edition.ts';
import { plainReferences } from '../trace/testing/keeper.ts';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { keptText } from './kept-session.ts';
import { momentLink } from './moment-link.ts';
import { openPinscopeStore } from './pinscope-store.ts';
import type { PinscopeActions, PinscopeStore } from './pinscope-state.ts';
import { reopened } from './reopened-session.ts';
import { choiceOf, type Session } from './session.ts';
import { forgetful, openedStore } from './testing/opened-store.ts';

let store: PinscopeStore;
const session = (): Session => store.getState().session;
const open = (...words: Parameters<PinscopeActions['open']>): Promise<void> =>
  store.getState().open(...words);
const words = (one: Session, step = one.cursor): readonly bigint[] =>
  wordsOf(one.compiled, stateAt(one.run, step));

const scenario = keeperScenario;
const overlay = plainReferences;
const edition = { scenario, overlay };

beforeEach(async () => {
  store = await openedStore();
});

describe('opening', () => {
  test('a scenario of one’s own, a listing, and both', async () => {
    await open({ edition: { scenario } });
    expect(choiceOf(session())).toEqual({
      scenario: 'keeper',
      design: 'july-2018',
      debug: 'vm',
      edition: { scenario },
    });
    await open({ edition });
    expect(choiceOf(session()).edition).toEqual(edition);
    await open({ scenario: 'stranded', edition: { overlay } });
    expect(choiceOf(session())).toMatchObject({ scenario: 'stranded', edition: { overlay } });
    await open({ edition: {} });
    expect(choiceOf(session())).toEqual({ scenario: 'stranded', design: 'july-2018', debug: 'vm' });
    expect(store.getState().notice).toBeUndefined();
  });

  test('a built-in scenario drops one’s own and keeps the listing', async () => {
    await open({ edition });
    const before = session();
    await open({ scenario: 'stranded' });
    expect(choiceOf(session())).toMatchObject({ scenario: 'stranded', edition: { overlay } });
    expect(session().compiled.edition).not.toHaveProperty('scenario');
    expect(store.getState().notice?.text).toBe(
      `Opened ${scenarioById('stranded')?.title} under July 2018, edited. Your “Keeps a reference” is left behind.`,
    );
    store.getState().undo();
    expect(session()).toBe(before);
  });

  test('one’s own that is called like a built-in scenario gives way to that', async () => {
    const kara = scenarioById('kara-race') ?? scenario;
    await open({ edition: { scenario: { ...kara, title: 'My Kara' } } });
    expect(session().compiled.scenario.title).toBe('My Kara');
    await open({ scenario: 'kara-race' });
    expect(session().compiled.scenario).toEqual(kara);
    expect(session().compiled).not.toHaveProperty('edition');
  });

  test('one’s own by its id keeps it', async () => {
    await open({ edition });
    await open({ scenario: 'keeper', debug: 'none' });
    expect(choiceOf(session())).toMatchObject({ debug: 'none', edition });
  });

  test('a design keeps one’s own scenario and drops the listing, which is said; undo brings it back', async () => {
    await open({ edition });
    store.getState().step(0);
    const before = session();
    await open({ design: 'v4.18' });
    expect(choiceOf(session())).toEqual({
      scenario: 'keeper',
      design: 'v4.18',
      debug: 'vm',
      edition: { scenario },
    });
    expect(store.getState().notice?.text).toBe(
      'Opened Keeps a reference under Linux v4.18 at its start. The edited listing of July 2018 is left behind.',
    );
    store.getState().undo();
    expect(session()).toBe(before);
  });

  test('the design that is open already is the listing as posted', async () => {
    await open({ edition: { overlay } });
    await open({ design: 'july-2018' });
    expect(session().compiled).not.toHaveProperty('edition');
    expect(store.getState().notice?.text).toContain('is left behind');
  });

  test('a debug setting keeps both', async () => {
    await open({ edition });
    store.getState().step(0);
    await open({ debug: 'vm,list' });
    expect(choiceOf(session())).toMatchObject({ debug: 'vm,list', edition });
    expect(store.getState().notice?.text).toBe(
      'Opened Keeps a reference under July 2018, edited, at its start.',
    );
  });

  test('the first one drops all', async () => {
    await open({ edition });
    await store.getState().openFirst();
    expect(choiceOf(session())).toEqual({
      scenario: 'kara-race',
      design: 'july-2018',
      debug: 'vm',
    });
  });

  test('what is on its way counts: the next choice goes on from it', async () => {
    const first = open({ edition });
    const second = open({ debug: 'none' });
    await Promise.all([first, second]);
    expect(choiceOf(session())).toMatchObject({ scenario: 'keeper', debug: 'none', edition });
  });

  test('what does not compile is said and changes nothing', async () => {
    const before = session();
    await open({ edition: { overlay: 'operation put_page(page)\n    fly(page)\n' } });
    expect(session()).toBe(before);
    expect(store.getState().notice).toMatchObject({ stays: true });
    expect(store.getState().notice?.text).toMatch(/edited: edited\.step, line 2, column 5: /);
  });
});

describe('opening with the schedule kept', () => {
  const keep = { keep: 'schedule' } as const;

  /** CPU1 takes its reference and drops it, then CPU0 goes to its end. */
  function playThrough(): Session {
    for (let step = 0; step < 8; step += 1) store.getState().step(1);
    store.getState().runToEnd(0);
    return session();
  }

  test('a listing that does the same keeps it whole, and there is nothing to say', async () => {
    playThrough();
    store.getState().seek(11);
    const before = session();
    await open({ edition: { overlay: '# nothing but a remark' } }, keep);
    expect(session().compiled.edition).toEqual({ overlay: '# nothing but a remark' });
    expect(session().run.steps.map(({ move }) => move)).toEqual(
      before.run.steps.map(({ move }) => move),
    );
    expect(session().cursor).toBe(11);
    expect(words(session())).toEqual(words(before));
    expect(store.getState().notice).toBeUndefined();
  });

  test('a listing that does something else keeps it up to there, and says where that is', async () => {
    const before = playThrough();
    await open({ edition: { overlay } }, keep);
    const kept = session().run.steps.length;
    expect(kept).toBeGreaterThan(0);
    expect(kept).toBeLessThan(before.run.steps.length);
    for (let step = 0; step <= kept; step += 1) {
      expect(words(session(), step)).toEqual(words(before, step));
    }
    expect(session().cursor).toBe(kept);
    expect(store.getState().notice?.text).toBe(
      `Opened Kara's race under July 2018, edited, up to step ${kept} of ${before.run.steps.length}: step ${kept + 1} leaves other words in memory here.`,
    );
    store.getState().undo();
    expect(session()).toBe(before);
  });

  test('operations added at the end of a script leave it whole', async () => {
    await open({ edition: { scenario } });
    store.getState().runToEnd(1);
    const before = session();
    const cpus = scenario.cpus.map((cpu, index) =>
      index === 1
        ? { ...cpu, operations: [...cpu.operations, { operation: 'put_page', page: 'P' }] }
        : cpu,
    );
    await open({ edition: { scenario: { ...scenario, cpus } } }, keep);
    expect(session().run.steps.length).toBe(before.run.steps.length);
    expect(store.getState().notice).toBeUndefined();
  });

  test('another start keeps who went, as far as they can go', async () => {
    await open({ edition: { scenario } });
    store.getState().runToEnd(1);
    store.getState().runToEnd(0);
    const before = session();
    const pages = scenario.pages.map((page) => ({ ...page, refcount: 7 }));
    await open({ edition: { scenario: { ...scenario, pages } } }, keep);
    expect(session().run.steps.length).toBe(before.run.steps.length);
    const shorter = [
      { role: 'pinner', operations: [] },
      { role: 'keeper', operations: [{ operation: 'get_page', page: 'P' }] },
    ];
    await open(
      { edition: { scenario: { ...scenario, pages: scenario.pages, cpus: shorter } } },
      keep,
    );
    expect(session().run.steps.length).toBeLessThan(before.run.steps.length);
    expect(store.getState().notice?.text).toMatch(
      /^Opened Keeps a reference under July 2018, up to step \d+ of \d+: step \d+ cannot be done here: /,
    );
  });

  test('leaves other futures behind, which is said', async () => {
    store.getState().step(0);
    store.getState().back();
    store.getState().step(1);
    expect(session().history.nodes).toHaveLength(3);
    await open({ edition: { overlay: '# nothing but a remark' } }, keep);
    expect(session().history.nodes).toHaveLength(2);
    expect(store.getState().notice?.text).toBe(
      "Opened Kara's race under July 2018, edited, with the schedule shown, without its other futures.",
    );
    store.getState().undo();
    expect(session().history.nodes).toHaveLength(3);
  });

  test('the listing as posted is come back to with it', async () => {
    await open({ edition: { overlay: '# nothing but a remark' } });
    store.getState().step(1);
    await open({ design: 'july-2018' }, keep);
    expect(session().compiled).not.toHaveProperty('edition');
    expect(session().run.steps).toHaveLength(1);
    expect(store.getState().notice?.text).toBe(
      "Opened Kara's race under July 2018. The edited listing of July 2018 is left behind.",
    );
  });
});

describe('what is the user’s own', () => {
  beforeEach(async () => {
    await open({ edition });
    store.getState().step(0);
    store.getState().step(1);
    store.getState().back();
    store.getState().step(0);
  });

  test('is opened by its link', async () => {
    const other = await openedStore(forgetful, momentLink(session()));
    expect(other.getState().notice).toBeUndefined();
    const { session: there } = other.getState();
    expect(choiceOf(there)).toEqual(choiceOf(session()));
    expect(words(there)).toEqual(words(session()));
  });

  test('is kept over a reload, with its other futures', async () => {
    const again = await reopened(keptText(session(), 'P', []), compilingLibrary);
    if (!again.ok) throw new Error(again.error);
    expect(again.value.notice).toBeUndefined();
    expect(choiceOf(again.value.session)).toEqual(choiceOf(session()));
    expect(again.value.session.history).toEqual(session().history);
    store.getState().back();
    expect(branchesAt(session().history)).toHaveLength(1);
  });

  test('that was kept and cannot be read: the link is opened instead, and a sentence says why', async () => {
    const kept = keptText(session(), 'P', []).slice(0, -9);
    const opened = await openPinscopeStore(
      forgetful,
      compilingLibrary,
      momentLink(session()),
      kept,
    );
    if (!opened.ok) throw new Error(opened.error);
    expect(opened.value.getState().notice?.text).toMatch(
      /^What was open in this tab cannot be read again\. The link is cut off: /,
    );
    expect(choiceOf(opened.value.getState().session)).toEqual(choiceOf(session()));
  });

  test('is kept under a format that older releases do not take for one without', () => {
    expect(keptText(session(), 'P', [])).toMatch(/^2 /);
  });
});
