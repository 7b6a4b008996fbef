/**
 * The packed engines find what is pinned for every built-in scenario. Breadth first also finds it in the
 * same order as the search over the machine itself: the very schedules, the very ends. The sweep
 * keeps other schedules of the same lengths; they are tried on the machine.
 */
import { expect, test } from 'vitest';
import { hex } from '../explorer/testing/naive.ts';
import type { PackedBreadthFirst } from '../explorer/packed/packed-breadth-first.ts';
import type {
  PackedMove,
  PackedReport,
  PackedViolation,
} from '../explorer/packed/packed-report.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { violationsOf } from '../kernel/property.ts';
import pinned from './counts.snapshot.json';
import { learnableScenario } from './learnable-scenario.ts';
import { ScenarioModel } from './scenario-model.ts';
import { packedNumbers, packedSearch, sweep } from './testing/engine-runs.ts';
import { compiledRow, type Numbers, rowName, rowsFor, searched } from './testing/search-numbers.ts';

const table: Readonly<Record<string, Numbers>> = pinned;

/** Rows of more states are not searched over the machine as well. */
const QUICK = 6_000;

const rows = rowsFor().map((row) => [rowName(row), row] as const);

/** Properties that are broken by the last move of a schedule, or at the start where it is empty. */
function brokenBy(compiled: CompiledScenario, schedule: readonly PackedMove[]): readonly string[] {
  const { machine } = compiled;
  let { state, effects } = machine.start();
  for (const move of schedule) ({ state, effects } = machine.step(state, move));
  const moment = { compiled, state, effects, outcome: machine.outcome(state) };
  return violationsOf(moment).map(({ property }) => property);
}

/** Properties whose schedule does not break them at its end. */
function unfounded(
  compiled: CompiledScenario,
  violations: readonly PackedViolation[],
): readonly string[] {
  return violations
    .filter(({ property, schedule }) => !brokenBy(compiled, schedule).includes(property))
    .map(({ property }) => property);
}

/** What an engine found is what is pinned, and its schedules do what they say. */
function expectPinned(name: string, compiled: CompiledScenario, report: PackedReport): void {
  expect(report.complete).toBe(true);
  expect(packedNumbers(report)).toEqual(table[name]);
  expect(unfounded(compiled, report.violations)).toEqual([]);
}

/** What breadth first found, it found in the order of the search over the machine. */
function expectOrder(compiled: CompiledScenario, search: PackedBreadthFirst): void {
  const machine = searched(new ScenarioModel(compiled));
  const { violations, depth } = search.report();
  expect(violations).toEqual(
    machine.violations.map(({ property, schedule }) => ({ property, schedule })),
  );
  expect(depth).toBe(machine.depth);
  const ends = search.ends(Infinity).map(({ kind, state }) => `${kind} ${hex(state)}`);
  expect(ends).toEqual([
    ...machine.restStates.map((state) => `rest ${hex(state)}`),
    ...machine.stoppedStates.map((state) => `stopped ${hex(state)}`),
    ...machine.stuckStates.map((state) => `stuck ${hex(state)}`),
  ]);
}

const done = { searched: 0, inOrder: 0, swept: 0 };

test.each(rows)(
  '%s',
  (name, row) => {
    const compiled = compiledRow(row);
    const model = learnableScenario(compiled);
    const search = packedSearch(model);
    expectPinned(name, compiled, search.report());
    done.searched++;
    if (search.states <= QUICK) {
      expectOrder(compiled, search);
      done.inOrder++;
    }
    if (!model.isLoopFree) return;
    const swept = sweep(model).report();
    expectPinned(name, compiled, swept);
    expect(swept.depth).toBe(search.report().depth);
    done.swept++;
  },
  60_000,
);

test('so many rows were searched, compared in their order, and swept', () => {
  expect(done).toEqual({ searched: 426, inOrder: 394, swept: 144 });
});
