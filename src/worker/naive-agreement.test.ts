/**
 * A second interpreter and the plainest enumeration, neither with a line of those that the product
 * runs, against machine and search: for every scenario the same moves, the same bytes after every
 * step, the same ends, and in the end the same numbers.
 */
import { expect, test } from 'vitest';
import { StateLayout } from '../machine/state-layout.ts';
import type { State } from '../machine/state.ts';
import { ScenarioModel } from './scenario-model.ts';
import { PlainMachine, type PlainState } from './testing/plain-machine.ts';
import { compiledRow, rowName, rowsFor, searched } from './testing/search-numbers.ts';

test.each(rowsFor().map((row) => [rowName(row), row] as const))(
  '%s: two interpreters agree on every step',
  (_, row) => {
    const compiled = compiledRow(row);
    const { machine, program } = compiled;
    const plain = new PlainMachine(program);
    const { space } = new StateLayout(program);
    const offsets = [...plain.cells.keys()].map((address) => space.offsetOf(address, 1));
    const differences = (state: State, own: PlainState): readonly string[] => {
      const ending = plain.ending(own);
      const moves = JSON.stringify(plain.moves(own));
      const cell = own.memory.findIndex((byte, i) => byte !== state[offsets[i] ?? -1]);
      return [
        ...(cell < 0 ? [] : [`byte ${[...plain.cells.keys()][cell]?.toString(16)}`]),
        ...(machine.outcome(state).kind === ending ? [] : [`the ending, ${ending}`]),
        ...(JSON.stringify(machine.moves(state)) === moves ? [] : [`the moves, ${moves}`]),
      ];
    };

    const ends = { rest: 0, stopped: 0, stuck: 0 };
    let transitions = 0;
    /** The machine's bytes for each of the oracle's moments: one to one, or the counts differ. */
    const known = new Map<string, string>();
    const bytes = new Set<string>();
    const open: [State, PlainState][] = [];
    const meet = (state: State, own: PlainState): void => {
      const text = plain.text(own);
      const same = Buffer.from(state).toString('latin1');
      const seen = known.get(text);
      const wrong = seen === undefined ? differences(state, own) : seen === same ? [] : ['a byte'];
      if (wrong.length > 0) throw new Error(`the interpreters differ in ${wrong.join(' and ')}`);
      if (seen !== undefined) return;
      known.set(text, same);
      bytes.add(same);
      const ending = plain.ending(own);
      if (ending === 'running') open.push([state, own]);
      else ends[ending]++;
    };

    meet(machine.start().state, plain.start());
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const [state, own] = pair;
      for (const move of plain.moves(own)) {
        transitions++;
        meet(machine.step(state, move).state, plain.step(own, move));
      }
    }

    expect(bytes.size).toBe(known.size);
    const report = searched(new ScenarioModel(compiled));
    expect({ states: known.size, transitions, ...ends }).toEqual({
      states: report.states,
      transitions: report.transitions,
      rest: report.restStates.length,
      stopped: report.stoppedStates.length,
      stuck: report.stuckStates.length,
    });
  },
  120_000,
);
