/**
 * The one store of the page: what is open, where the cursor is, what plays, and what the user set.
 * Everything shown is computed from it; nothing in it can be computed from the rest.
 */
import { createStore } from 'zustand/vanilla';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import {
  firstChoice,
  type Choice,
  type Opened,
  type ScenarioLibrary,
} from '../kernel/scenario-library.ts';
import { nextEvent, previousEvent } from './interest.ts';
import type { BrowserMemory } from './memory.ts';
import { nextChoice } from './next-choice.ts';
import { actorIn, isDevice, loaded, opened, openedAgain, pageIn, type Opening } from './opening.ts';
import {
  themes,
  type PinscopeActions,
  type PinscopeState,
  type PinscopeStore,
  type Speed,
} from './pinscope-state.ts';
import { randomMove } from './random-scheduler.ts';
import { runToEnd, runToEvent, stepOut, stepOver, type Ahead } from './run-ahead.ts';
import {
  atStep,
  choiceOf,
  movesOf,
  onOtherBranch,
  openSession,
  possibleMoves,
  withSchedule,
  withStep,
  type Session,
} from './session.ts';

/**
 * A store with `kept` open, what a tab has kept of the last visit, else `link`, else the first
 * scenario at its start; a sentence where none of them can be.
 */
export async function openPinscopeStore(
  memory: BrowserMemory,
  library: ScenarioLibrary,
  link?: string,
  kept?: string,
): Promise<Opened<PinscopeStore>> {
  const first = await (kept === undefined
    ? opened(library, link)
    : openedAgain(library, kept, link));
  return first.ok ? { ok: true, value: storeWith(first.value, memory, library) } : first;
}

function storeWith(first: Opening, memory: BrowserMemory, library: ScenarioLibrary): PinscopeStore {
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

    /** The opening that is under way, the latest of them; undefined when there is none. */
    let underWay: Promise<void> | undefined;

    /** Shows what is found, unless something else has been asked for in the meantime. */
    const openWhen = <Found>(
      choice: Choice | undefined,
      found: Promise<Opened<Found>>,
      showFound: (value: Found) => void,
    ): Promise<void> => {
      const isLatest = (): boolean => underWay === mine;
      const close = (): void => {
        underWay = undefined;
        set({ opening: undefined });
      };
      const mine: Promise<void> = found.then(
        (answer) => {
          if (!isLatest()) return underWay;
          close();
          if (answer.ok) showFound(answer.value);
          else set({ notice: { text: answer.error, stays: true } });
          return undefined;
        },
        (reason: unknown) => {
          if (isLatest()) close();
          throw reason;
        },
      );
      underWay = mine;
      set({ opening: choice, playback: 'paused' });
      return mine;
    };

    /** An act on the session; while another is opened, on that. */
    const onSession =
      <Words extends readonly unknown[]>(act: (...words: Words) => void) =>
      (...words: Words): void => {
        if (underWay === undefined) act(...words);
        else {
          void underWay.then(() => {
            act(...words);
          });
        }
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
      ...first,
      catalogue: library.catalogue,
      opening: undefined,
      actor: actorIn(first.session, 0),
      playback: 'paused',
      speed: speedOf(memory.read('speed')),
      seed: 1,
      theme: themes.find((one) => one === memory.read('theme')) ?? 'system',
      shortcuts: memory.read('shortcuts') !== 'off',

      step: onSession((actor, choice) => {
        const { session } = get();
        const moves = movesOf(session, actor);
        const move =
          choice === undefined && moves.length === 1
            ? moves[0]
            : moves.find((one) => one.choice === choice);
        if (move !== undefined) show(withStep(session, move), { playback: 'paused' });
        else if (!isDevice(session, actor)) set({ actor });
      }),
      stepOver: onSession((actor) => {
        run(actor, stepOver);
      }),
      stepOut: onSession((actor, frame) => {
        run(actor, (session, who) => stepOut(session, who, frame));
      }),
      runToEnd: onSession((actor) => {
        run(actor, runToEnd);
      }),
      back: onSession(() => {
        const { session } = get();
        show(atStep(session, session.cursor - 1), { playback: 'paused' });
      }),
      forward: onSession(() => {
        const { session } = get();
        show(atStep(session, session.cursor + 1), { playback: 'paused' });
      }),
      toNextEvent: onSession(() => {
        const { session } = get();
        const known = nextEvent(session.run, session.cursor);
        if (known !== undefined) get().seek(known);
        else if (session.cursor < session.run.steps.length) get().seek(session.run.steps.length);
        else run(undefined, runToEvent);
      }),
      toPreviousEvent: onSession(() => {
        const { session } = get();
        get().seek(previousEvent(session.run, session.cursor));
      }),
      seek: onSession((depth) => {
        show(atStep(get().session, depth), { playback: 'paused' });
      }),
      showBranch: onSession((node) => {
        show(onOtherBranch(get().session, node), { playback: 'paused' });
      }),
      follow: onSession((schedule) => {
        show(withSchedule(get().session, schedule), { playback: 'paused' });
      }),
      reset: onSession(() => {
        const { session } = get();
        if (session.history.nodes.length === 1) return;
        show(openSession(session.compiled), {
          actor: 0,
          playback: 'paused',
          notice: { text: 'Back at the start.', undo: session },
        });
      }),
      undo: onSession(() => {
        const undo = get().notice?.undo;
        if (undo !== undefined) show(undo, { playback: 'paused' });
      }),
      open(wanted, options = {}) {
        const { session: current, opening, catalogue } = get();
        const choice = nextChoice(opening ?? choiceOf(current), wanted, catalogue);
        return openWhen(choice, withNext(library.compiled(choice)), ({ compiled, openedAnew }) => {
          const isGiven = wanted.edition !== undefined;
          const { session, notice } = openedAnew(get().session, compiled, isGiven, options);
          show(session, { actor: actorIn(session, 0), playback: 'paused', notice });
        });
      },
      openFirst() {
        return get().open(firstChoice);
      },
      openLink(link) {
        return openWhen(undefined, opened(library, link), (opening) => {
          set({ actor: actorIn(opening.session, 0), playback: 'paused', ...opening });
        });
      },
      look: onSession((page) => {
        set({ page: pageIn(get().session, page) });
      }),
      play: onSession((playback) => {
        set({ playback });
      }),
      togglePlay: onSession(() => {
        const { playback, session } = get();
        const next = session.cursor < session.run.steps.length ? 'recorded' : 'random';
        set({ playback: playback === 'paused' ? next : 'paused' });
      }),
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
      ask(text) {
        set({ notice: { text, stays: true } });
      },
      dismissNotice() {
        set({ notice: undefined });
      },
    };
  });
}

/** What is opened, with what takes it to the place of what is open: needed only from then on. */
async function withNext(
  found: Promise<Opened<CompiledScenario>>,
): Promise<Opened<{ readonly compiled: CompiledScenario } & typeof import('./open-anew.ts')>> {
  const [answer, next] = await Promise.all([found, loaded(() => import('./open-anew.ts'))]);
  if (!answer.ok) return answer;
  return next.ok ? { ok: true, value: { compiled: answer.value, ...next.value } } : next;
}

/** The session after the next throw of the random scheduler; the same where nobody can move. */
function thrown(session: Session, seed: number): Session {
  const move = randomMove(possibleMoves(session), seed, session.cursor);
  return move === undefined ? session : withStep(session, move);
}

function speedOf(text: string | undefined): Speed {
  return text === '0' ? 0 : text === '2' ? 2 : 1;
}
