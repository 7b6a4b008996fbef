import { beforeEach, describe, expect, test } from 'vitest';
import { compiledChoice } from '../kernel/compiling-library.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { firstChoice } from '../kernel/scenario-library.ts';
import type {
  Exploration,
  ExplorationOptions,
  ExplorationProgress,
} from '../worker/exploration.ts';
import type { ExplorationOutcome } from '../worker/explorer-client.ts';
import type { QueryAnswer } from '../worker/query/query-answer.ts';
import { chosenSchedule, chosenVerdict, type ExplorerStore } from './explorer-state.ts';
import { type Explorer, explorerStore } from './explorer-store.ts';

function compiled(scenario: string): CompiledScenario {
  const found = compiledChoice({ ...firstChoice, scenario });
  if (!found.ok) throw new Error(found.error);
  return found.value;
}

const race = compiled('kara-race');
const stranded = compiled('stranded');

const schedule = (length: number) => Array.from({ length }, () => ({ actor: 0 }));

const exploration: Exploration = {
  engine: 'bfs',
  complete: true,
  states: 5,
  transitions: 6,
  depth: 4,
  bytes: 100,
  elapsed: 1,
  symmetry: false,
  verdicts: [
    {
      id: 'late',
      title: 'late',
      verdict: 'broken',
      shortest: { schedule: schedule(4), switches: 3 },
      calmest: { schedule: schedule(6), switches: 1 },
    },
    {
      id: 'soon',
      title: 'soon',
      verdict: 'broken',
      shortest: { schedule: schedule(2), switches: 0 },
    },
    { id: 'never', title: 'never', verdict: 'holds' },
  ],
  ends: [],
  unreached: [],
};

const progress = (states: number): ExplorationProgress => ({
  engine: 'bfs',
  states,
  transitions: states,
  depth: 1,
  waiting: 1,
  searched: false,
  bytes: 1,
  elapsed: 1,
  broken: [],
});

/** A search that does what a test says. */
class ScriptedExplorer implements Explorer {
  readonly asked: { readonly of: CompiledScenario; readonly options: ExplorationOptions }[] = [];
  readonly done: string[] = [];
  answer: QueryAnswer = { kind: 'none', of: 5, complete: true };
  show: (progress: ExplorationProgress) => void = () => undefined;
  settle: (outcome: ExplorationOutcome) => void = () => undefined;

  warm(): void {
    this.done.push('warm');
  }

  explore(
    of: CompiledScenario,
    options: ExplorationOptions,
    show: (progress: ExplorationProgress) => void,
  ): ReturnType<Explorer['explore']> {
    this.asked.push({ of, options });
    this.settle({ kind: 'superseded' });
    this.show = show;
    const outcome = new Promise<ExplorationOutcome>((settle) => {
      this.settle = settle;
    });
    const act = (what: string) => () => {
      this.done.push(what);
    };
    return {
      outcome,
      pause: act('pause'),
      resume: act('resume'),
      cancel: act('cancel'),
      can: () => Promise.resolve({ ok: true, value: this.answer }),
      map: () => Promise.resolve({ ok: false, error: 'There is no map.' }),
      scheduleTo: () => Promise.resolve({ ok: true, value: schedule(3) }),
    };
  }
}

let explorer: ScriptedExplorer;
let store: ExplorerStore;
const state = () => store.getState();
const ended = async (outcome: ExplorationOutcome): Promise<void> => {
  explorer.settle(outcome);
  await Promise.resolve();
  await Promise.resolve();
};

beforeEach(() => {
  explorer = new ScriptedExplorer();
  store = explorerStore(explorer);
});

describe('a search', () => {
  test('asks for what is open, within the limits that are set', () => {
    state().setSettings({ maxStates: 1000, maxMegabytes: 20 });
    state().explore(race);
    expect(explorer.asked).toEqual([
      {
        of: race,
        options: {
          engine: 'auto',
          symmetry: false,
          limits: { maxStates: 1000, maxBytes: 20_000_000 },
        },
      },
    ]);
  });

  test.each(['interpreter', 'sweep'] as const)('never asks the %s for symmetry', (engine) => {
    state().setSettings({ engine, symmetry: true });
    state().explore(race);
    expect(explorer.asked[0]?.options.symmetry).toBe(false);
  });

  test('of the same is kept, of something else begins again', async () => {
    state().explore(race);
    await ended({ kind: 'explored', exploration });
    state().explore(race);
    expect(explorer.asked).toHaveLength(1);
    expect(state().search).toEqual({ kind: 'explored', exploration });
    state().explore(stranded);
    expect(explorer.asked).toHaveLength(2);
    expect(state().search.kind).toBe('running');
    expect(state().property).toBeUndefined();
  });

  test('that was overtaken changes nothing when it speaks or ends', async () => {
    state().explore(race);
    const { show, settle } = explorer;
    state().explore(stranded);
    show(progress(7));
    settle({ kind: 'explored', exploration });
    await Promise.resolve();
    expect(state().search).toEqual({ kind: 'running', isPaused: false, progress: undefined });
  });

  test('tells its progress, and keeps the schedule found first the same object', () => {
    state().explore(race);
    const first = { property: 'soon', schedule: schedule(2) };
    explorer.show({ ...progress(1), first });
    explorer.show({ ...progress(2), first: structuredClone(first) });
    const { search } = state();
    expect(search.kind === 'running' && search.progress?.states).toBe(2);
    expect(chosenSchedule(state())).toBe(first.schedule);
  });

  test('is paused once, goes on, and is cancelled only while it runs', async () => {
    state().explore(race);
    state().pause();
    state().pause();
    expect(state().search).toMatchObject({ isPaused: true });
    state().resume();
    state().cancel();
    await ended({ kind: 'explored', exploration });
    state().cancel();
    state().pause();
    expect(explorer.done).toEqual(['pause', 'resume', 'cancel']);
  });

  test('that fails says why, and can be made again', async () => {
    state().explore(race);
    await ended({ kind: 'failed', error: 'The search broke down.' });
    expect(state().search).toEqual({ kind: 'failed', error: 'The search broke down.' });
    state().explore(race);
    expect(explorer.asked).toHaveLength(1);
    state().again();
    expect(explorer.asked).toHaveLength(2);
  });
});

describe('the property looked at', () => {
  beforeEach(async () => {
    state().explore(race);
    await ended({ kind: 'explored', exploration });
  });

  test('is at first the one that breaks soonest', () => {
    expect(chosenVerdict(state())?.id).toBe('soon');
    expect(chosenSchedule(state())).toHaveLength(2);
  });

  test('can be another, by its shortest schedule or the one with the fewest switches', () => {
    state().choose('late');
    expect(chosenSchedule(state())).toHaveLength(4);
    state().choose('late', 'calmest');
    expect(chosenSchedule(state())).toHaveLength(6);
  });

  test('stays chosen when the same is searched again', async () => {
    state().choose('late');
    state().again();
    await ended({ kind: 'explored', exploration });
    expect(state().property).toBe('late');
  });
});

describe('a question', () => {
  test('without a search, or of nothing, is not asked', async () => {
    await state().ask('stuck');
    state().explore(race);
    await state().ask('  ');
    expect(state().answer).toEqual({ kind: 'none' });
  });

  test('is answered, and forgotten with the search', async () => {
    state().explore(race);
    await ended({ kind: 'explored', exploration });
    await state().ask('stuck');
    expect(state().answer).toEqual({ kind: 'answered', value: explorer.answer });
    state().again();
    expect(state().answer).toEqual({ kind: 'none' });
    expect(state().question).toBe('stuck');
    state().explore(stranded);
    expect(state().question).toBe('');
  });

  test('for a map that was not kept is refused with the sentence', async () => {
    state().explore(race);
    await ended({ kind: 'explored', exploration });
    await state().loadMap();
    expect(state().map).toEqual({ kind: 'refused', error: 'There is no map.' });
  });
});
