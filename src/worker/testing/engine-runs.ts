/** Test support: the packed engines run to their end, and what they found in the form of the pinned table. */
import type { EngineHost } from '../../explorer/packed/engine.ts';
import type { LearnableModel } from '../../explorer/packed/learnable-model.ts';
import { PackedBreadthFirst } from '../../explorer/packed/packed-breadth-first.ts';
import type { PackedLimits, PackedReport } from '../../explorer/packed/packed-report.ts';
import { PackedSweep } from '../../explorer/packed/packed-sweep.ts';
import { engineHost } from '../engine-host.ts';
import type { Numbers } from './search-numbers.ts';

/** More than any search of a test needs. */
const AMPLE: PackedLimits = { maxStates: 5_000_000, maxBytes: 2 ** 30 };

export interface EngineSetting {
  readonly host?: EngineHost;
  readonly limits?: PackedLimits;
  /** States per slice. */
  readonly slice?: number;
}

/** A packed breadth-first search that has come to its end. */
export function packedSearch(
  model: LearnableModel,
  { host = engineHost, limits = AMPLE, slice = 1_000_000 }: EngineSetting = {},
): PackedBreadthFirst {
  const search = new PackedBreadthFirst(model, host, limits);
  while (search.run(slice));
  return search;
}

/** A sweep that has come to its end. */
export function sweep(
  model: LearnableModel,
  { host = engineHost, limits = AMPLE, slice = 1_000_000 }: EngineSetting = {},
): PackedSweep {
  const search = new PackedSweep(model, host, limits);
  while (search.run(slice));
  return search;
}

export function packedNumbers(report: PackedReport): Numbers {
  const { states, transitions, rest, stopped, stuck, violations } = report;
  return {
    states,
    transitions,
    rest,
    stopped,
    stuck,
    broken: Object.fromEntries(violations.map((each) => [each.property, each.schedule.length])),
  };
}
