/**
 * One scenario after the other, searched as the page does it: by the client, in its worker, from the
 * request to what is told of it. `npm run bench` loads this into a browser.
 */
import { programOfFile } from '../kernel/program-file.ts';
import type { ExplorationOptions } from '../worker/exploration.ts';
import { ExplorerClient } from '../worker/explorer-client.ts';
import { startExplorerWorker } from '../worker/worker-port.ts';

/** Milliseconds from the request on. */
export interface PageTimes {
  readonly states: number;
  readonly engine: string;
  /** The shortest counterexample is there; undefined where nothing is broken. */
  readonly first?: number;
  /** Every state has been searched, and which properties are broken is known. */
  readonly searched: number;
  /** Odds, critical pairs, ends and everything else that the page shows, too. */
  readonly whole: number;
}

const OPTIONS: ExplorationOptions = {
  engine: 'auto',
  symmetry: false,
  limits: { maxStates: 1_000_000, maxBytes: 2 ** 30 },
};

const client = new ExplorerClient(startExplorerWorker);

/** `file`: a compiled scenario as text (data-packer.ts). The worker stays for the next. */
export async function pageTimes(file: string, rounds: number): Promise<readonly PageTimes[]> {
  const program = programOfFile(file);
  client.warm(program);
  const times: PageTimes[] = [];
  for (let round = 0; round < rounds; round++) {
    let [first, searched]: (number | undefined)[] = [];
    const asked = performance.now();
    const since = (): number => performance.now() - asked;
    const running = client.explore(program, OPTIONS, (progress) => {
      if (progress.first !== undefined) first ??= since();
      if (progress.searched) searched ??= since();
    });
    const outcome = await running.outcome;
    if (outcome.kind !== 'explored') throw new Error(outcome.kind);
    const { states, engine, complete } = outcome.exploration;
    if (!complete || searched === undefined) throw new Error('the search is not complete');
    const whole = since();
    times.push({ states, engine, searched, whole, ...(first === undefined ? {} : { first }) });
  }
  return times;
}
