/** Which lines are needed, as the page asks it: the thread that works it out stays behind this. */
import {
  askNeededLines,
  type AskedLines,
  type LinesListener,
} from '../worker/needed-lines-client.ts';
import type { NeededLinesRequest } from '../worker/needed-lines-report.ts';
import { startExplorerWorker } from '../worker/worker-port.ts';

export type { AskedLines } from '../worker/needed-lines-client.ts';
export type { LeftOut } from '../worker/left-out-lines.ts';
export type {
  DeletionOutcome,
  NeededLine,
  NeededLinesProgress,
  VerdictChange,
} from '../worker/needed-lines-report.ts';

/** So much of each search as a page can wait for, line after line. */
const limits = { maxStates: 300_000, maxBytes: 500_000_000 };

/** Starts the work in a worker of its own. Only where there is `Worker`. */
export function findNeededLines(
  asked: Omit<NeededLinesRequest, 'limits'>,
  listener: LinesListener,
): AskedLines {
  return askNeededLines(startExplorerWorker, { ...asked, limits }, listener);
}
