/** One search by a packed engine, timed where it runs: the same file in node and in a browser's worker. */
import { PackedBreadthFirst } from '../explorer/packed/packed-breadth-first.ts';
import { PackedSweep } from '../explorer/packed/packed-sweep.ts';
import { compileScenario } from '../kernel/compile-scenario.ts';
import { designById } from '../kernel/design.ts';
import { parseScenario } from '../kernel/scenario.ts';
import { engineHost } from '../worker/engine-host.ts';
import { learnableScenario } from '../worker/learnable-scenario.ts';

export interface BenchResult {
  readonly states: number;
  readonly transitions: number;
  readonly bytes: number;
  /** Of the search, compilation and start of the engine included. */
  readonly milliseconds: number;
}

const AMPLE = { maxStates: 2 ** 25, maxBytes: 2 ** 31 };

/** `scenario`: the text of a scenario file; runs under july-2018 with VM_BUG_ON. */
export function benchSearch(scenario: string, engine: 'bfs' | 'sweep'): BenchResult {
  const parsed = parseScenario(JSON.parse(scenario));
  const design = designById('july-2018');
  if (!parsed.ok || design === undefined) throw new Error('that is no scenario for july-2018');
  const compiled = compileScenario({ design, scenario: parsed.value, debug: 'vm' });
  if (!compiled.ok) throw new Error('that scenario does not compile');
  const start = performance.now();
  const model = learnableScenario(compiled.value);
  const search =
    engine === 'sweep'
      ? new PackedSweep(model, engineHost, AMPLE)
      : new PackedBreadthFirst(model, engineHost, AMPLE);
  while (search.run(100_000));
  const { states, transitions } = search.report();
  const milliseconds = performance.now() - start;
  return { states, transitions, bytes: search.progress().bytes, milliseconds };
}
