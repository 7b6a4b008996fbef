/**
 * What a property may look at in its parts. `inState` knows of the actors nothing but what is
 * observed of them: put other actors' parts into a state, of whom the same is observed, and it says the
 * same. `ofStep` reads the state through the view it is given and no other way.
 */
import { describe, expect, test } from 'vitest';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { properties } from '../kernel/property.ts';
import { StateLayout } from '../machine/state-layout.ts';
import type { Step } from '../machine/stepper.ts';
import { learnableScenario } from './learnable-scenario.ts';
import { packedSearch } from './testing/engine-runs.ts';
import { compiledRow, type Row, rowName, rowsFor } from './testing/search-numbers.ts';

/** Scenarios, and whether a state or a step of theirs breaks something: else all answers are alike. */
const chosen: Readonly<Record<string, { readonly state: boolean; readonly step: boolean }>> = {
  'kara-race | july-2018 | vm': { state: true, step: true },
  'stranded | july-2018 | vm': { state: false, step: false },
  'two-putters | july-2018 | vm': { state: true, step: true },
  'isolate-putback | july-2018 | vm': { state: true, step: false },
  'last-reference | v4.18 | vm': { state: false, step: false },
  'completion-interrupt | july-2018 | vm': { state: true, step: true },
  'full-pagevec | july-2018 | vm': { state: false, step: false },
};
const rows = rowsFor().flatMap((row) => {
  const breaks = chosen[rowName(row)];
  return breaks === undefined ? [] : [[rowName(row), { row, breaks }] as const];
});

test('these are scenarios', () => {
  expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(chosen).toSorted());
});

function scattered(noise: number): number {
  return Math.imul(noise, 1664525) + 1013904223;
}

/** Steps along every counterexample, and along walks that look random and are the same every time. */
function stepsOf(compiled: CompiledScenario): readonly Step[] {
  const { machine } = compiled;
  const steps = [machine.start()];
  for (const { schedule } of packedSearch(learnableScenario(compiled)).report().violations) {
    let { state } = machine.start();
    for (const move of schedule) {
      const step = machine.step(state, move);
      steps.push(step);
      state = step.state;
    }
  }
  let noise = 11;
  for (let walk = 0; walk < 4; walk++) {
    let { state } = machine.start();
    for (;;) {
      const moves = machine.moves(state);
      noise = scattered(noise);
      const move = moves[(noise >>> 16) % Math.max(1, moves.length)];
      if (move === undefined) break;
      const step = machine.step(state, move);
      steps.push(step);
      state = step.state;
    }
  }
  return steps;
}

/** The same scenario with a machine that shows no state to anybody. */
function withoutStates(compiled: CompiledScenario): CompiledScenario {
  const machine = new Proxy(compiled.machine, {
    get(of, name) {
      if (name === 'program') return of.program;
      throw new Error(`a step may not ask the machine for ${String(name)}`);
    },
  });
  return { ...compiled, machine };
}

describe('inState depends on shared bytes and on what is observed', () => {
  const check = (row: Row): { readonly wasSwapped: boolean; readonly isBroken: boolean } => {
    const compiled = compiledRow(row);
    const model = learnableScenario(compiled);
    const { actors } = new StateLayout(compiled.program);
    const states = stepsOf(compiled).map(({ state }) => state);
    let [swapped, broken, noise] = [0, 0, 5];
    for (const state of states) {
      const expected = model.brokenIn(state);
      broken += expected === 0 ? 0 : 1;
      for (let round = 0; round < 3; round++) {
        const other = state.slice();
        for (const [actor, { counter, slotCount }] of actors.entries()) {
          noise = scattered(noise);
          const from = states[(noise >>> 8) % states.length] ?? state;
          if (model.observed(from, actor) !== model.observed(state, actor)) continue;
          other.set(from.subarray(counter, counter + 8 + 8 * slotCount), counter);
        }
        swapped += other.some((byte, index) => byte !== state[index]) ? 1 : 0;
        expect(model.brokenIn(other)).toBe(expected);
        for (let actor = 0; actor < model.actors; actor++) {
          expect(model.observed(other, actor)).toBe(model.observed(state, actor));
        }
      }
    }
    return { wasSwapped: swapped > states.length, isBroken: broken > 0 };
  };
  test.each(rows)(
    '%s',
    (_, { row, breaks }) => {
      expect(check(row)).toEqual({ wasSwapped: true, isBroken: breaks.state });
    },
    30_000,
  );
});

describe('ofStep reads through its view alone', () => {
  const answers = (row: Row): number => {
    const compiled = compiledRow(row);
    const blind = withoutStates(compiled);
    let answered = 0;
    for (const { state, effects } of stepsOf(compiled)) {
      const outcome = compiled.machine.outcome(state);
      const stop = outcome.kind === 'stopped' ? { stop: outcome } : {};
      const view = new DataView(state.slice().buffer);
      for (const { parts } of properties) {
        answered += parts.ofStep?.({ compiled: blind, effects, view, ...stop }).length ?? 0;
      }
    }
    return answered;
  };
  test.each(rows)(
    '%s',
    (_, { row, breaks }) => {
      expect(answers(row) > 0).toBe(breaks.step);
    },
    30_000,
  );
});
