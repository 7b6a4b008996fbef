import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import type { Move } from '../machine/state.ts';
import { besideSchedule } from './beside-schedule.ts';
import { pageDifferences } from './page-differences.ts';
import { replaySchedule, type Run } from './run.ts';
import { withTurns } from './turns.ts';

async function compiled(scenario: string, design: string): Promise<CompiledScenario> {
  const opened = await compilingLibrary.compiled({ scenario, design, debug: 'vm' });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

function runOf(of: CompiledScenario, moves: readonly Move[]): Run {
  const replayed = replaySchedule(of, moves);
  if (!replayed.ok) throw new Error(replayed.error.text);
  return replayed.run;
}

const v418 = await compiled('kara-race', 'v4.18');
const july = await compiled('kara-race', 'july-2018');

/** Get, pin, put: the order that Kara wrote. */
const karas = withTurns(july, [
  { actor: 'cpu1', operations: 1 },
  { actor: 'cpu0', operations: 1 },
  { actor: 'cpu1', operations: 1 },
]).moves;

describe('a schedule under another design', () => {
  test('is itself under its own', () => {
    const run = runOf(july, karas);
    const beside = besideSchedule(run, july);
    expect(beside.moves).toEqual(run.steps.map(({ move }) => move));
    expect(beside.cursors).toEqual([...run.steps.map((_, index) => index), run.steps.length]);
    expect(beside.end).toBeUndefined();
  });

  test('leaves out what only the first has, and ends after the same operations', () => {
    const run = runOf(july, karas);
    const beside = besideSchedule(run, v418);
    expect(beside.end).toBeUndefined();
    const whole = withTurns(v418, [
      { actor: 'cpu1', operations: 1 },
      { actor: 'cpu0', operations: 1 },
      { actor: 'cpu1', operations: 1 },
    ]);
    expect(beside.moves).toEqual(whole.moves);
    expect(beside.moves.length).toBeLessThan(run.steps.length);
    // v4.18 takes no page off its list, and counts no reference as a pin.
    const other = runOf(v418, beside.moves);
    const [p] = pageDifferences(
      { run, cursor: run.steps.length },
      { run: other, cursor: other.steps.length },
    );
    expect(p).toMatchObject({ page: 'P' });
    expect(p?.fields.map(({ name }) => name)).toEqual(['flags', 'lru.next', 'lru.prev']);
  });

  test('makes what only the other has right after the line before it', () => {
    const plain = withTurns(v418, [
      { actor: 'cpu1', operations: 1 },
      { actor: 'cpu0', operations: 1 },
      { actor: 'cpu1', operations: 1 },
    ]).moves;
    const beside = besideSchedule(runOf(v418, plain), july);
    expect(beside.end).toBeUndefined();
    expect(beside.moves).toEqual(karas);
    expect(beside.cursors.at(-1)).toBe(karas.length);
  });

  test('of which no line is like another’s is left out whole', () => {
    expect(besideSchedule(runOf(july, []), v418)).toEqual({ moves: [], cursors: [0] });
  });

  test('any schedule is followed with possible moves, never back, to its end or to a sentence', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: 150 }), fc.boolean(), (choices, isJuly) => {
        const [from, to] = isJuly ? [july, v418] : [v418, july];
        const moves: Move[] = [];
        let { state } = from.machine.start();
        for (const choice of choices) {
          const possible = from.machine.moves(state);
          const move = possible[choice % Math.max(possible.length, 1)];
          if (move === undefined) break;
          moves.push(move);
          ({ state } = from.machine.step(state, move));
        }
        const beside = besideSchedule(runOf(from, moves), to);
        expect(replaySchedule(to, beside.moves).ok).toBe(true);
        expect(beside.cursors).toEqual(beside.cursors.toSorted((a, b) => a - b));
        const reached = beside.end === undefined ? moves.length : beside.end.step - 1;
        expect(beside.cursors).toHaveLength(reached + 1);
        expect(beside.end?.text ?? 'A sentence.').toMatch(/\.$/);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});
