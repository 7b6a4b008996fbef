/**
 * What is open and where the cursor stands: a compiled scenario, the tree of schedules tried on it,
 * and the shown branch replayed. Transitions are pure; each gives a new session.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Choice } from '../kernel/scenario-library.ts';
import type { Move } from '../machine/state.ts';
import {
  atDepth,
  cursorDepth,
  emptyHistory,
  onBranch,
  withMove,
  type History,
} from '../trace/history.ts';
import { Replay, stateAt, type Run } from '../trace/run.ts';

export interface Session {
  readonly compiled: CompiledScenario;
  readonly replay: Replay;
  readonly history: History;
  /** The shown branch, also what lies beyond the cursor. */
  readonly run: Run;
  /** Steps done at the moment shown; 0 is the start. */
  readonly cursor: number;
}

/** Steps from which a whole schedule is too long to be gone through in the frame of every move of the cursor. */
const LONG = 1000;

export function isLong(run: Run): boolean {
  return run.steps.length > LONG;
}

/** A session with `history` replayed on it; without one, at the start with no schedule. */
export function openSession(compiled: CompiledScenario, history: History = emptyHistory): Session {
  return withHistory({ compiled, replay: new Replay(compiled) }, history);
}

/** The session after `move` at the cursor. Throws where the move is not possible. */
export function withStep(session: Session, move: Move): Session {
  return withHistory(session, withMove(session.history, move));
}

/** The session at another moment of the shown branch; `depth` is clamped to it. */
export function atStep(session: Session, depth: number): Session {
  const history = atDepth(session.history, depth);
  if (history.cursor === session.history.cursor) return session;
  return { ...session, history, cursor: cursorDepth(history) };
}

/** The session with the branch through `node` shown, the cursor at that node. */
export function onOtherBranch(session: Session, node: number): Session {
  return withHistory(session, onBranch(session.history, node));
}

/**
 * The session at the end of a schedule from the start. What was tried before stays in the tree.
 * Throws where a move is not possible.
 */
export function withSchedule(session: Session, moves: readonly Move[]): Session {
  const start = atDepth(session.history, 0);
  return withHistory(session, moves.reduce(withMove, start));
}

/** What is open, by its ids, and what of it is the user's own. */
export function choiceOf({ compiled }: Pick<Session, 'compiled'>): Choice {
  const { scenario, design, debug, edition } = compiled;
  return {
    scenario: scenario.id,
    design: design.id,
    debug,
    ...(edition === undefined ? {} : { edition }),
  };
}

/** Moves that are possible at the cursor, in the machine's order. */
export function possibleMoves(session: Session): readonly Move[] {
  return session.compiled.machine.moves(stateAt(session.run, session.cursor));
}

/** Moves of one actor that are possible at the cursor; several where its line is a `choose`. */
export function movesOf(session: Session, actor: number): readonly Move[] {
  return possibleMoves(session).filter((move) => move.actor === actor);
}

function withHistory(session: Pick<Session, 'compiled' | 'replay'>, history: History): Session {
  const { compiled, replay } = session;
  return { compiled, replay, history, run: replay.run(history), cursor: cursorDepth(history) };
}
