/**
 * The search of what is open, as the page sees it: one at a time, kept until something else is
 * searched, so that going to the stepper and back costs nothing.
 */
import { createStore } from 'zustand/vanilla';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { ExplorationOptions, ExplorationProgress } from '../worker/exploration.ts';
import type {
  ExplorationOutcome,
  ExplorerClient,
  RunningExploration,
} from '../worker/explorer-client.ts';
import { firstSettings, offersSymmetry } from './explorer-settings.ts';
import type {
  Answer,
  ExplorerActions,
  ExplorerState,
  ExplorerStore,
  SearchSettings,
} from './explorer-state.ts';

const MEGABYTE = 1_000_000;

/** The part of the client that the store needs. */
export type Explorer = Pick<ExplorerClient, 'explore' | 'warm'>;

/** A store over `explorer`, with nothing searched. */
export function explorerStore(explorer: Explorer): ExplorerStore {
  return createStore<ExplorerState & ExplorerActions>()((set, get) => {
    let running: RunningExploration | undefined;

    const start = (compiled: CompiledScenario, asked?: string): void => {
      const { settings, property, variant } = get();
      const isOther = compiled !== get().compiled;
      const mine = explorer.explore(compiled, optionsOf(settings), (progress) => {
        const { search } = get();
        if (running !== mine || search.kind !== 'running') return;
        set({ search: { ...search, progress: withKnownFirst(progress, search.progress) } });
      });
      running = mine;
      set({
        compiled,
        search: { kind: 'running', isPaused: false, progress: undefined },
        property: asked ?? (isOther ? undefined : property),
        variant: isOther ? 'shortest' : variant,
        ...(isOther ? { question: '' } : {}),
        answer: { kind: 'none' },
        map: { kind: 'none' },
      });
      void mine.outcome.then((outcome) => {
        if (running === mine) finish(outcome);
      });
    };

    const finish = (outcome: ExplorationOutcome): void => {
      if (outcome.kind === 'superseded') return;
      if (outcome.kind === 'failed') {
        set({ search: outcome });
        return;
      }
      const { exploration } = outcome;
      const broken = exploration.verdicts.filter(({ verdict }) => verdict === 'broken');
      const kept = broken.find(({ id }) => id === get().property);
      set({
        search: { kind: 'explored', exploration },
        property: (kept ?? broken.toSorted(byLength)[0])?.id,
      });
    };

    const setPaused = (isPaused: boolean): void => {
      const { search } = get();
      if (search.kind !== 'running' || search.isPaused === isPaused) return;
      if (isPaused) running?.pause();
      else running?.resume();
      set({ search: { ...search, isPaused } });
    };

    return {
      compiled: undefined,
      search: { kind: 'none' },
      settings: firstSettings,
      property: undefined,
      variant: 'shortest',
      question: '',
      answer: { kind: 'none' },
      map: { kind: 'none' },

      explore(compiled, asked) {
        if (get().compiled !== compiled) start(compiled, asked);
        else if (asked !== undefined) set({ property: asked, variant: 'shortest' });
      },
      again() {
        const { compiled } = get();
        if (compiled !== undefined) start(compiled);
      },
      warm(compiled) {
        if (running === undefined) explorer.warm(compiled);
      },
      pause() {
        setPaused(true);
      },
      resume() {
        setPaused(false);
      },
      cancel() {
        if (get().search.kind === 'running') running?.cancel();
      },
      setSettings(settings) {
        set({ settings: { ...get().settings, ...settings } });
      },
      choose(property, variant = 'shortest') {
        set({ property, variant });
      },
      async ask(question) {
        const asked = running;
        if (asked === undefined || question.trim() === '') return;
        set({ question, answer: { kind: 'asked' } });
        const answer = await asked.can(question);
        if (running === asked && get().question === question) set({ answer: answerOf(answer) });
      },
      async loadMap() {
        const asked = running;
        if (asked === undefined || get().map.kind !== 'none') return;
        set({ map: { kind: 'asked' } });
        const map = await asked.map();
        if (running === asked) set({ map: answerOf(map) });
      },
      async scheduleTo(state) {
        const schedule = await running?.scheduleTo(state);
        return schedule?.ok === true ? schedule.value : undefined;
      },
    };
  });
}

/** Every message brings its own copy of what was found first; it is the same schedule. */
function withKnownFirst(
  progress: ExplorationProgress,
  before: ExplorationProgress | undefined,
): ExplorationProgress {
  const known = before?.first;
  if (known === undefined || known.property !== progress.first?.property) return progress;
  return { ...progress, first: known };
}

function optionsOf(settings: SearchSettings): ExplorationOptions {
  const { engine, symmetry, maxStates, maxMegabytes } = settings;
  return {
    engine,
    symmetry: symmetry && offersSymmetry(settings),
    limits: { maxStates, maxBytes: maxMegabytes * MEGABYTE },
  };
}

function byLength(
  one: { readonly shortest?: { readonly schedule: readonly unknown[] } },
  other: { readonly shortest?: { readonly schedule: readonly unknown[] } },
): number {
  return (one.shortest?.schedule.length ?? 0) - (other.shortest?.schedule.length ?? 0);
}

function answerOf<Value>(
  answer:
    { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string },
): Answer<Value> {
  return answer.ok
    ? { kind: 'answered', value: answer.value }
    : { kind: 'refused', error: answer.error };
}
