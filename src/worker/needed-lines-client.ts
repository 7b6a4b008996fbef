/**
 * Asks which lines are needed, in a worker of its own: a search of the explorer goes on beside it, and
 * to cancel is to end the worker.
 */
import type { NeededLinesProgress, NeededLinesRequest } from './needed-lines-report.ts';
import type { StartWorker, WorkerPort } from './worker-port.ts';

export interface AskedLines {
  /** Ends the work; what was told stays true. Nothing is heard of it any more. */
  cancel(): void;
}

export interface LinesListener {
  /** Last with `isDone`. */
  told(progress: NeededLinesProgress): void;
  /** A sentence. */
  failed(error: string): void;
}

/** Starts the work. The listener hears of it until it is done, has failed, or is cancelled. */
export function askNeededLines(
  start: StartWorker,
  asked: NeededLinesRequest,
  listener: LinesListener,
): AskedLines {
  let port: WorkerPort | undefined;
  const end = (): void => {
    port?.end();
    port = undefined;
  };
  const fail = (error: string): void => {
    if (port === undefined) return;
    end();
    listener.failed(error);
  };
  port = start({
    replied(reply) {
      if (port === undefined) return;
      if (reply.kind === 'failed') fail(reply.error);
      if (reply.kind !== 'needed-lines') return;
      if (reply.progress.isDone) end();
      listener.told(reply.progress);
    },
    died(reason) {
      const why = reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`;
      fail(`The search broke down${why}. Nothing on the page is lost; ask again.`);
    },
  });
  port.post({ kind: 'needed-lines', id: 1, asked });
  return { cancel: end };
}
