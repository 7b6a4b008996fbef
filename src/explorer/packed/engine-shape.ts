/** What the code of an engine is written for: the rows of one model, and where things lie in memory. */
import type { ImageTable } from './image-tables.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { RowLayout } from './row-layout.ts';

export interface EngineShape {
  readonly layout: RowLayout;
  readonly plan: MemoryPlan;
  readonly actors: number;
  readonly mostChoices: number;
  readonly stopCell: number;
  /** By word: the bits that `brokenIn` depends on. */
  readonly checkMasks: readonly number[];
  /** None: the search is plain. */
  readonly images: readonly ImageTable[];
  /** By word: the bits that are set when all are late who can; undefined where one never was. */
  readonly lateMasks: readonly number[] | undefined;
}
