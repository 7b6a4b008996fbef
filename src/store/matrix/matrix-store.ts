/**
 * The verdict matrix: searches every scenario of its rows under every design, one after the other,
 * while the page is looked at, and keeps what was found for the next visit.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { MatrixResult } from '../../kernel/matrix/matrix-cell.ts';
import { matrixRows } from '../../kernel/matrix/matrix-rows.ts';
import { type Choice, choiceName, type ScenarioLibrary } from '../../kernel/scenario-library.ts';
import type { ExplorationOptions } from '../../worker/exploration.ts';
import type { ExplorerClient } from '../../worker/explorer-client.ts';
import type { BrowserMemory } from '../memory.ts';
import { keptResults, type Results, resultsText } from './kept-results.ts';
import { resultOf } from './matrix-result.ts';

/** Enough for every scenario of the rows; what is larger is told as not known. */
const options: ExplorationOptions = {
  engine: 'auto',
  symmetry: false,
  limits: { maxStates: 300_000, maxBytes: 500_000_000 },
};

interface MatrixState {
  /** By `matrixKey`. */
  readonly results: Results;
  /** What is searched now; undefined where nothing is. */
  readonly searching: Choice | undefined;
  /** All that is to be searched. */
  readonly choices: readonly Choice[];
  /** Searches what is not known. Ends with `stop`, which leaves what is known. */
  readonly start: () => Promise<void>;
  readonly stop: () => void;
}

export type MatrixStore = StoreApi<MatrixState>;

/** `kara-race/july-2018/vm`. */
export function matrixKey(scenario: string, design: string): string {
  return choiceName({ scenario, design, debug: 'vm' });
}

/** `version`: of programs and engines; undefined where what is found is not to be kept. */
export function matrixStore(
  library: ScenarioLibrary,
  explorer: Pick<ExplorerClient, 'explore' | 'close'>,
  memory: BrowserMemory,
  version: string | undefined,
): MatrixStore {
  const scenarios = [...new Set(matrixRows.map(({ scenario }) => scenario))];
  const choices = scenarios.flatMap((scenario) =>
    library.catalogue.designs.map(({ id }): Choice => ({ scenario, design: id, debug: 'vm' })),
  );
  let round = 0;

  const search = async (choice: Choice): Promise<MatrixResult | undefined> => {
    const opened = await library.compiled(choice);
    if (!opened.ok) return { kind: 'refused', reason: opened.error };
    const outcome = await explorer.explore(opened.value, options, () => undefined).outcome;
    if (outcome.kind === 'explored') return resultOf(outcome.exploration);
    return outcome.kind === 'failed' ? { kind: 'failed', reason: outcome.error } : undefined;
  };

  return createStore<MatrixState>()((set, get) => ({
    results: version === undefined ? new Map() : keptResults(memory.read('matrix'), version),
    searching: undefined,
    choices,
    async start() {
      round += 1;
      const mine = round;
      for (const choice of choices) {
        const key = choiceName(choice);
        if (get().results.get(key)?.kind === 'searched') continue;
        set({ searching: choice });
        // One search after the other: there is one worker.
        // oxlint-disable-next-line no-await-in-loop
        const result = await search(choice);
        if (round !== mine) return;
        if (result === undefined) continue;
        set({ results: new Map(get().results).set(key, result) });
        if (version !== undefined) memory.write('matrix', resultsText(get().results, version));
      }
      set({ searching: undefined });
      explorer.close();
    },
    stop() {
      round += 1;
      set({ searching: undefined });
      explorer.close();
    },
  }));
}
