/** Probes: read-only functions of the listing asked about one state, in one go and without a step. */
import type { Program } from '../listing/program.ts';
import { PreparedCode } from './prepared-code.ts';
import { Run } from './run.ts';
import type { StateLayout } from './state-layout.ts';
import type { State } from './state.ts';

/** Touches that one answer may take. */
const TOUCH_LIMIT = 100_000;

interface PreparedProbe {
  readonly code: PreparedCode;
  readonly argument: number;
  readonly result: number;
}

export class Probes {
  readonly #layout: StateLayout;
  readonly #probes: ReadonlyMap<string, PreparedProbe>;
  readonly #run: Run;

  constructor(program: Program, layout: StateLayout) {
    this.#layout = layout;
    this.#probes = new Map(
      program.probes.map(({ name, code, argument, result }) => {
        return [name, { code: new PreparedCode(code, layout.space), argument, result }];
      }),
    );
    const slots = program.probes.map((probe) => probe.code.slots);
    this.#run = new Run(layout, Math.max(0, ...slots) * 8);
  }

  /** The result for an argument; 0 where memory or a check did not let the probe through. */
  result(state: State, name: string, argument: bigint): bigint {
    const probe = this.#probes.get(name);
    if (probe === undefined) throw new Error(`the program has no probe ${name}`);
    const run = this.#run;
    const { code } = probe;
    run.load(state);
    run.stopped = false;
    run.actor = -1;
    run.cpu = -1;
    run.slots = this.#layout.size;
    run.clearLocals(code.slots);
    run.setLocal(probe.argument, argument);
    let at = code.start;
    for (let touches = 0; touches < TOUCH_LIMIT; touches++) {
      at = code.approach(run, at);
      if (run.stopped) return 0n;
      const touch = code.touchAt(at);
      if (touch === undefined) return run.local(probe.result);
      if (touch.touch.kind === 'lock' || touch.touch.kind === 'choose') {
        throw new Error(`the probe ${name} is not read-only: it has a ${touch.touch.kind}`);
      }
      touch.perform(run, 0);
      if (run.stopped) return 0n;
      at++;
    }
    throw new Error(`the probe ${name} does not come to an end`);
  }
}
