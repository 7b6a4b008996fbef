/** The session that takes the place of the one that is open, and what is said about what is left. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designTitle } from '../kernel/edition.ts';
import { wordsOf } from '../trace/checksum.ts';
import { atDepth, historyOf } from '../trace/history.ts';
import { replaySchedule, type Run, stateAt } from '../trace/run.ts';
import type { Notice, OpenOptions } from './pinscope-state.ts';
import { runToEnd } from './run-ahead.ts';
import { openSession, type Session } from './session.ts';

interface OpenedAnew {
  readonly session: Session;
  /** Absent where nothing is left behind. */
  readonly notice: Notice | undefined;
}

/**
 * Opens `compiled` where `before` was. `isGiven`: what is edited in it was asked for by name, so that
 * nothing has to be said about what was edited before.
 */
export function openedAnew(
  before: Session,
  compiled: CompiledScenario,
  isGiven: boolean,
  { keep, say, run }: OpenOptions,
): OpenedAnew {
  const left = isGiven ? '' : leftEdition(before, compiled);
  const { session, end } =
    keep === 'schedule' ? withItsSchedule(before, compiled) : atTheStart(before, compiled);
  if (say !== undefined) {
    const steps = session.run.steps.length;
    const all = before.run.steps.length;
    const cut = steps < all ? ` The schedule is kept up to step ${steps} of ${all}.` : '';
    const shown = run === undefined ? session : runToEnd(session, run).session;
    return { session: shown, notice: { text: `${say}${cut}${left}`, undo: before } };
  }
  if (left === '' && end === '') return { session, notice: undefined };
  const opened = `Opened ${compiled.scenario.title} under ${designTitle(compiled)}`;
  const comma = compiled.edition?.overlay !== undefined && end.startsWith(' ') ? ',' : '';
  const text = `${opened}${comma}${end === '' ? '.' : end}${left}`;
  return { session, notice: { text, undo: before } };
}

interface Scheduled {
  readonly session: Session;
  /** The end of a sentence about what is left of the schedules; empty where nothing is lost. */
  readonly end: string;
}

function atTheStart(before: Session, compiled: CompiledScenario): Scheduled {
  const isLeft = before.history.nodes.length > 1;
  return { session: openSession(compiled), end: isLeft ? ' at its start.' : '' };
}

/**
 * Where the same words lie at the start, as far as every step leaves the same words. Where they do
 * not, the scenario itself is another one, and who goes next is all that can stay the same.
 */
function withItsSchedule(before: Session, compiled: CompiledScenario): Scheduled {
  const moves = before.run.steps.map(({ move }) => move);
  const replayed = replaySchedule(compiled, moves);
  const { run } = replayed;
  const isSame = sameWordsAt(before.run, run);
  const other = isSame(0) ? run.steps.findIndex((_, index) => !isSame(index + 1)) : -1;
  const kept = other < 0 ? run.steps.length : other;
  const history = atDepth(historyOf(moves.slice(0, kept)), Math.min(before.cursor, kept));
  const session = openSession(compiled, history);
  if (kept < moves.length) {
    const why =
      other < 0 && !replayed.ok
        ? `cannot be done here: ${replayed.error.text}`
        : 'leaves other words in memory here';
    const end = `, up to step ${kept} of ${moves.length}: step ${kept + 1} ${why}.`;
    return { session, end };
  }
  const hasOthers = before.history.nodes.length - 1 > moves.length;
  return { session, end: hasOthers ? ', with the schedule shown, without its other futures.' : '' };
}

/** Whether two runs have the same words after so many steps; both must have got there. */
function sameWordsAt(one: Run, other: Run): (step: number) => boolean {
  const words = (run: Run, step: number): string =>
    wordsOf(run.compiled, stateAt(run, step)).join();
  return (step) => words(one, step) === words(other, step);
}

/** Sentences about what was edited and is not open any more. */
function leftEdition(before: Session, { edition }: CompiledScenario): string {
  const { compiled } = before;
  const { scenario, overlay } = compiled.edition ?? {};
  const listing =
    overlay === undefined || edition?.overlay !== undefined
      ? ''
      : ` The edited listing of ${compiled.design.title} is left behind.`;
  const own =
    scenario === undefined || edition?.scenario !== undefined
      ? ''
      : ` Your “${scenario.title}” is left behind.`;
  return listing + own;
}
