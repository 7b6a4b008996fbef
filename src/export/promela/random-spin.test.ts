/** SPIN and our machine on programs that nobody would write. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ending, Model, Transition } from '../../explorer/model.ts';
import { Machine } from '../../machine/machine.ts';
import type { Move } from '../../machine/state.ts';
import { scenarioPromela } from './scenario-promela.ts';
import { ownNumbers } from '../../worker/testing/own-numbers.ts';
import { randomProgram } from './testing/random-program.ts';
import { spinNumbers, spinTools } from './testing/spin.ts';

/** The machine alone: programs of a test have no properties. */
function machineModel(machine: Machine): Model<Move> {
  return {
    start: (): Transition => ({ state: machine.start().state, broken: [] }),
    moves: (state) => machine.moves(state),
    next: (state, move): Transition => ({ state: machine.step(state, move).state, broken: [] }),
    ending: (state): Ending => machine.outcome(state).kind,
    brokenAtEnd: () => [],
  };
}

const programs = fc
  .sample(randomProgram, { seed: 20180702, numRuns: 60 })
  .filter((program) => {
    const machine = new Machine(program);
    return machine.outcome(machine.start().state).kind !== 'stopped';
  })
  .map((program, index) => [index, program] as const);

describe.runIf(spinTools.missing === '')('SPIN counts what our search counts', () => {
  test.concurrent.each(programs)(
    'in random program %i',
    async (_, program) => {
      const machine = new Machine(program);
      const own = ownNumbers(machineModel(machine), 5_000);
      if (own === undefined) return;
      const promela = scenarioPromela({ program, machine, head: [], maxStates: 5_000 });
      if (!promela.ok) throw new Error(promela.error);
      expect(await spinNumbers(promela.text)).toEqual(own.numbers);
    },
    300_000,
  );
});
