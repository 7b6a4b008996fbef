/** The search of the page: the client of a worker that is started when it is first needed. */
import { ExplorerClient } from '../worker/explorer-client.ts';
import { startExplorerWorker } from '../worker/worker-port.ts';

/** Only where there is `Worker`. */
export function pageSearch(): ExplorerClient {
  return new ExplorerClient(startExplorerWorker);
}
