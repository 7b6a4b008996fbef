/** The link of the moment shown: what the address bar holds, Share copies and a reload reopens. */
import { schedule } from '../trace/history.ts';
import { encodeLink } from '../trace/link.ts';
import type { Run } from '../trace/run.ts';
import { choiceOf, type Session } from './session.ts';

/** `#/s/…` for scenario, design, debug setting, the shown branch and the cursor. */
export function momentLink(session: Session): string {
  const { compiled, history, cursor, run } = session;
  return encodeLink(
    {
      scenario: compiled.scenario.id,
      design: compiled.design.id,
      debug: compiled.debug,
      schedule: schedule(history),
      cursor,
    },
    run,
  );
}

/** The link of the end of a schedule that nobody has gone yet. */
export function endLink(run: Run): string {
  const moves = run.steps.map(({ move }) => move);
  return encodeLink({ ...choiceOf(run), schedule: moves, cursor: moves.length }, run);
}
