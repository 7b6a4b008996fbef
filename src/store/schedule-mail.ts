/** A schedule that breaks something as the text of a mail, with the link that opens it. */
import { twoColumnTable } from '../export/two-column.ts';
import type { Run } from '../trace/run.ts';
import type { CriticalPair, PropertyVerdict } from './explorer-state.ts';
import { endLink } from './moment-link.ts';

/** `address`: of the page, which the link is added to. `pair`: where it belongs to this schedule. */
export function scheduleMail(
  run: Run,
  verdict: Pick<PropertyVerdict, 'title' | 'message'>,
  pair: CriticalPair | undefined,
  address: string,
): string {
  return twoColumnTable({
    run,
    message: verdict.message ?? verdict.title,
    ...(pair === undefined ? {} : { pair }),
    link: new URL(endLink(run), address).href,
  });
}
