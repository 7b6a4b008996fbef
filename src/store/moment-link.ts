/** The link of the moment shown: what the address bar holds, Share copies and a reload reopens. */
import { schedule } from '../trace/history.ts';
import { encodeLink } from '../trace/link.ts';
import type { Session } from './session.ts';

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
