/**
 * Several steps of one actor at once: over a call, out of a function, to its end, to the next event.
 * All stop early where the actor has to wait, has to choose, or has just broken a property.
 */
import { actorViews } from '../trace/call-stack.ts';
import type { RunStep } from '../trace/run.ts';
import { isOfInterest } from './interest.ts';
import { movesOf, withStep, type Session } from './session.ts';

/** Why it stopped: where it was sent, or before that. */
type Halt = 'there' | 'waits' | 'chooses' | 'breaks' | 'limit';

export interface Ahead {
  readonly session: Session;
  readonly halt: Halt;
}

/** More steps than any script of the model has; a livelock must not hang the page. */
const LIMIT = 5000;

/** Steps until the actor rests in this function again, or has left it. Always at least one step. */
export function stepOver(session: Session, actor: number): Ahead {
  const depth = depthOf(session, actor);
  return ahead(session, actor, (depths) => depths.after <= depth || depths.lowest < depth);
}

/**
 * Steps until the function at `frame` has returned: an index into the call stack, outermost 0.
 * Without one, the innermost function.
 */
export function stepOut(session: Session, actor: number, frame?: number): Ahead {
  const depth = depthOf(session, actor);
  const left = frame ?? depth - 1;
  return ahead(session, actor, (depths) => depths.lowest <= left);
}

/** Steps until the actor can go no further. */
export function runToEnd(session: Session, actor: number): Ahead {
  return ahead(session, actor, () => false);
}

/** Steps until one of them is an event of interest. */
export function runToEvent(session: Session, actor: number): Ahead {
  return ahead(session, actor, (_, step) => isOfInterest(session.compiled, step));
}

interface Depths {
  /** Length of the call stack after the step. */
  readonly after: number;
  /** The shortest it has been within the steps so far: a function left and another entered shows here. */
  readonly lowest: number;
}

function ahead(
  from: Session,
  actor: number,
  isThere: (depths: Depths, step: RunStep) => boolean,
): Ahead {
  let session = from;
  let depth = depthOf(from, actor);
  let lowest = depth;
  for (let count = 0; count < LIMIT; count += 1) {
    const moves = movesOf(session, actor);
    const [move, another] = moves;
    if (move === undefined) return { session, halt: 'waits' };
    if (another !== undefined) return { session, halt: 'chooses' };
    session = withStep(session, move);
    const step = session.run.steps[session.cursor - 1];
    if (step === undefined) throw new Error(`step ${session.cursor} is missing from its own run`);
    for (const effect of step.effects) {
      if (effect.actor !== actor) continue;
      if (effect.kind === 'enter') depth += 1;
      if (effect.kind === 'leave') depth -= 1;
      lowest = Math.min(lowest, depth);
    }
    if (step.violations.length > 0) return { session, halt: 'breaks' };
    if (isThere({ after: depth, lowest }, step)) return { session, halt: 'there' };
  }
  return { session, halt: 'limit' };
}

/** Length of the actor's call stack at the cursor. */
function depthOf(session: Session, actor: number): number {
  return actorViews(session.run, session.cursor)[actor]?.frames.length ?? 0;
}
