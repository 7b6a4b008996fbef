/** The near end of a worker: what the client needs of one, and the real thing. */
import type { ExplorerReply, ExplorerRequest } from './protocol.ts';

export interface WorkerPort {
  post(request: ExplorerRequest): void;
  /** Ends the worker at once; nothing is heard of it any more. */
  end(): void;
}

export interface PortListener {
  replied(reply: ExplorerReply): void;
  /** The worker could not be loaded, or broke down. `reason` may be empty: browsers do not always say. */
  died(reason: string): void;
}

/** Starts a worker that tells a listener what it has to say. */
export type StartWorker = (listener: PortListener) => WorkerPort;

/** The explorer's worker, loaded as one file when it is started. Only where there is `Worker`. */
export function startExplorerWorker(listener: PortListener): WorkerPort {
  const worker = new Worker(new URL('./explorer-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<ExplorerReply>) => {
    listener.replied(data);
  });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    listener.died(event.message ?? '');
  });
  worker.addEventListener('messageerror', () => listener.died('its answer could not be read'));
  return {
    post: (request) => worker.postMessage(request, { transfer: [] }),
    end: () => worker.terminate(),
  };
}
