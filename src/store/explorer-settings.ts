/** What a search is asked for unless somebody says otherwise, and what can be asked for at all. */
import { knowsSymmetry } from '../worker/exploration.ts';
import type { SearchSettings } from './explorer-state.ts';

/**
 * Limits that a page can bear: a search that needs more says that it is no proof. Without symmetry,
 * since only then the graph is kept that odds, pairs and the map are computed from.
 */
export const firstSettings: SearchSettings = {
  maxStates: 20_000_000,
  maxMegabytes: 1000,
  engine: 'auto',
  symmetry: false,
};

/** From the least to the most. */
export const settingLimits = {
  maxStates: { least: 1, most: 500_000_000 },
  maxMegabytes: { least: 16, most: 3500 },
} as const;

/** Whether the setting of symmetry means anything with the engine that is set. */
export function offersSymmetry({ engine }: SearchSettings): boolean {
  return knowsSymmetry(engine);
}
