/**
 * The one store of the page: what is open, where the cursor is, what plays, and what the user set.
 * Everything shown is computed from it; nothing in it can be computed from the rest.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  compileScenario,
  type CompiledScenario,
  type DebugSetting,
} from '../kernel/compiled-scenario.ts';
import { designById } from '../kernel/design.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { problemText } from '../listing/problem.ts';
import { openLink, type OpenedLink } from '../trace/open-link.ts';
import type { BrowserMemory } from './memory.ts';
import { nextEvent, previousEvent } from './interest.ts';
import { randomMove } from './random-scheduler.ts';
import { runToEnd, runToEvent, stepOut, stepOver, type Ahead } from './run-ahead.ts';
import {
  atStep,
  movesOf,
  onOtherBranch,
  openSession,
  possibleMoves,
  withStep,
  type Session,
} from './session.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Milliseconds per step of the three speeds. */
export const speeds = [1000, 400, 120] as const;
export type Speed = 0 | 1 | 2;

/** `recorded`: along the known future. `random`: the seeded scheduler chooses. */
export type Playback = 'paused' | 'recorded' | 'random';

/** A sentence for the user. `undo`: it tells of something that can be taken back. */
export interface Notice {
  readonly text: string;
  readonly undo?: Session;
}

/** What can be opened by its parts. What is absent stays as it is. */
export interface Choice {
  readonly scenario?: string;
  readonly design?: string;
  readonly debug?: DebugSetting;
}

export interface PinscopeState {
  readonly session: Session;
  /** Name of the page under the lens. */
  readonly page: string;
  /** The CPU stepped last: the one that the keys without a number mean. A device is never meant. */
  readonly actor: number;
  readonly playback: Playback;
  readonly speed: Speed;
  /** What the random scheduler throws its die with. */
  readonly seed: number;
  readonly theme: Theme;
  /** Whether single keys do anything. */
  readonly shortcuts: boolean;
  readonly notice: Notice | undefined;
}

export interface PinscopeActions {
  /** One step of an actor, if it is possible; `choice` where its line is a `choose`. */
  step(actor: number, choice?: number): void;
  stepOver(actor?: number): void;
  /** Until the innermost function, or the one at `frame` of the call stack, has returned. */
  stepOut(actor?: number, frame?: number): void;
  runToEnd(actor?: number): void;
  back(): void;
  /** Along the known future; nothing where there is none. */
  forward(): void;
  /** In the known future, else by running the actor stepped last. */
  toNextEvent(): void;
  toPreviousEvent(): void;
  seek(depth: number): void;
  showBranch(node: number): void;
  /** To the start with no schedule; can be undone. */
  reset(): void;
  undo(): void;
  open(choice: Choice): void;
  /** The scenario, design and debug setting that the page begins with. */
  openFirst(): void;
  /** Opens what the link says, as far as it can, and says what it could not. */
  openLink(link: string): void;
  look(page: string): void;
  play(playback: Playback): void;
  togglePlay(): void;
  /** One step of the playback; pauses where it can go no further or has broken a property. */
  playOn(): void;
  setSpeed(speed: Speed): void;
  setSeed(seed: number): void;
  setTheme(theme: Theme): void;
  setShortcuts(on: boolean): void;
  say(text: string): void;
  dismissNotice(): void;
}

export type PinscopeStore = StoreApi<PinscopeState & PinscopeActions>;

/** The scenario, design and debug setting that the page opens with. */
export const firstChoice = { scenario: 'kara-race', design: 'july-2018', debug: 'vm' } as const;

/** A store with `link` open, or the first scenario at its start. */
export function createPinscopeStore(memory: BrowserMemory, link?: string): PinscopeStore {
  return createStore<PinscopeState & PinscopeActions>()((set, get) => {
    const remember = (key: Parameters<BrowserMemory['write']>[0], value: string): void => {
      memory.write(key, value);
    };

    /** Shows a session; the page under the lens stays where the scenario has it, too. */
    const show = (session: Session, more: Partial<PinscopeState> = {}): void => {
      const page = pageIn(session, get().page);
      const actor = actorIn(session, get().actor);
      set({ session, page, actor, notice: undefined, ...more });
    };

    const run = (
      actor: number | undefined,
      ahead: (session: Session, actor: number) => Ahead,
    ): void => {
      const who = actor ?? get().actor;
      const { session, halt } = ahead(get().session, who);
      const text =
        halt === 'limit' ? 'Stopped after 5,000 steps: this may go on for ever.' : undefined;
      show(session, {
        actor: who,
        playback: 'paused',
        notice: text === undefined ? undefined : { text },
      });
    };

    return {
      ...opened(link),
      actor: 0,
      playback: 'paused',
      speed: speedOf(memory.read('speed')),
      seed: 1,
      theme: themes.find((one) => one === memory.read('theme')) ?? 'system',
      shortcuts: memory.read('shortcuts') !== 'off',

      step(actor, choice) {
        const { session } = get();
        const moves = movesOf(session, actor);
        const move =
          choice === undefined && moves.length === 1
            ? moves[0]
            : moves.find((one) => one.choice === choice);
        if (move !== undefined) show(withStep(session, move), { playback: 'paused' });
        else if (!isDevice(session, actor)) set({ actor });
      },
      stepOver(actor) {
        run(actor, stepOver);
      },
      stepOut(actor, frame) {
        run(actor, (session, who) => stepOut(session, who, frame));
      },
      runToEnd(actor) {
        run(actor, runToEnd);
      },
      back() {
        const { session } = get();
        show(atStep(session, session.cursor - 1), { playback: 'paused' });
      },
      forward() {
        const { session } = get();
        show(atStep(session, session.cursor + 1), { playback: 'paused' });
      },
      toNextEvent() {
        const { session } = get();
        const known = nextEvent(session.run, session.cursor);
        if (known !== undefined) get().seek(known);
        else if (session.cursor < session.run.steps.length) get().seek(session.run.steps.length);
        else run(undefined, runToEvent);
      },
      toPreviousEvent() {
        const { session } = get();
        get().seek(previousEvent(session.run, session.cursor));
      },
      seek(depth) {
        show(atStep(get().session, depth), { playback: 'paused' });
      },
      showBranch(node) {
        show(onOtherBranch(get().session, node), { playback: 'paused' });
      },
      reset() {
        const { session } = get();
        if (session.history.nodes.length === 1) return;
        show(openSession(session.compiled), {
          actor: 0,
          playback: 'paused',
          notice: { text: 'Back at the start.', undo: session },
        });
      },
      undo() {
        const undo = get().notice?.undo;
        if (undo !== undefined) show(undo, { playback: 'paused' });
      },
      open(choice) {
        const before = get().session;
        const { design, scenario, debug } = before.compiled;
        const compiled = compile({
          scenario: choice.scenario ?? scenario.id,
          design: choice.design ?? design.id,
          debug: choice.debug ?? debug,
        });
        if (typeof compiled === 'string') {
          set({ notice: { text: compiled } });
          return;
        }
        const left = before.history.nodes.length > 1;
        const text = `Opened ${compiled.scenario.title} under ${compiled.design.title} at its start.`;
        show(openSession(compiled), {
          actor: 0,
          playback: 'paused',
          notice: left ? { text, undo: before } : undefined,
        });
      },
      openFirst() {
        get().open(firstChoice);
      },
      openLink(text) {
        set({ actor: 0, playback: 'paused', ...opened(text) });
      },
      look(page) {
        set({ page: pageIn(get().session, page) });
      },
      play(playback) {
        set({ playback });
      },
      togglePlay() {
        const { playback, session } = get();
        const next = session.cursor < session.run.steps.length ? 'recorded' : 'random';
        set({ playback: playback === 'paused' ? next : 'paused' });
      },
      playOn() {
        const { playback, session, seed } = get();
        if (playback === 'paused') return;
        const next =
          playback === 'recorded' ? atStep(session, session.cursor + 1) : thrown(session, seed);
        if (next === session) {
          set({ playback: 'paused' });
          return;
        }
        const step = next.run.steps[next.cursor - 1];
        const stops = (step?.violations.length ?? 0) > 0 || step?.outcome.kind !== 'running';
        show(next, stops ? { playback: 'paused' } : {});
      },
      setSpeed(speed) {
        set({ speed });
        remember('speed', String(speed));
      },
      setSeed(seed) {
        if (Number.isInteger(seed) && seed >= 0) set({ seed });
      },
      setTheme(theme) {
        set({ theme });
        remember('theme', theme);
      },
      setShortcuts(shortcuts) {
        set({ shortcuts });
        remember('shortcuts', shortcuts ? 'on' : 'off');
      },
      say(text) {
        set({ notice: { text } });
      },
      dismissNotice() {
        set({ notice: undefined });
      },
    };
  });
}

/** The session after the next throw of the random scheduler; the same where nobody can move. */
function thrown(session: Session, seed: number): Session {
  const move = randomMove(possibleMoves(session), seed, session.cursor);
  return move === undefined ? session : withStep(session, move);
}

/** What a link opens, or the first scenario; with a notice where the link could not be followed. */
function opened(link?: string): Pick<PinscopeState, 'session' | 'page' | 'notice'> {
  const result: OpenedLink | undefined = link === undefined ? undefined : openLink(link);
  const compiled = result?.compiled ?? firstCompiled();
  const session = openSession(compiled, result?.history);
  const notice = result?.notice === undefined ? undefined : { text: result.notice };
  return { session, page: pageIn(session, ''), notice };
}

function firstCompiled(): CompiledScenario {
  const compiled = compile(firstChoice);
  if (typeof compiled === 'string')
    throw new Error(`the first scenario does not open: ${compiled}`);
  return compiled;
}

/** A compiled scenario, or the sentence that says why there is none. */
function compile(choice: Required<Choice>): CompiledScenario | string {
  const design = designById(choice.design);
  if (design === undefined) return `There is no design "${choice.design}".`;
  const scenario = scenarioById(choice.scenario);
  if (scenario === undefined) return `There is no scenario "${choice.scenario}".`;
  const compiled = compileScenario({ design, scenario, debug: choice.debug });
  if (compiled.ok) return compiled.value;
  const [first] = compiled.error;
  const why = first === undefined ? '' : `: ${problemText(first)}`;
  return `${scenario.title} cannot run under ${design.title}${why}`;
}

/** A page of the session: `wanted` if it has it, else the page of the story. */
function pageIn(session: Session, wanted: string): string {
  const { pages } = session.compiled;
  return (pages.find((page) => page.name === wanted) ?? pages[0])?.name ?? '';
}

/** The actor of the step at the cursor, unless that is a device; else the one meant before. */
function actorIn(session: Session, before: number): number {
  const last = session.run.steps[session.cursor - 1]?.actor;
  if (last !== undefined && !isDevice(session, last)) return last;
  return before < session.compiled.program.actors.length && !isDevice(session, before) ? before : 0;
}

function isDevice(session: Session, actor: number): boolean {
  return session.compiled.program.actors[actor]?.kind === 'device';
}

function speedOf(text: string | undefined): Speed {
  return text === '0' ? 0 : text === '2' ? 2 : 1;
}
