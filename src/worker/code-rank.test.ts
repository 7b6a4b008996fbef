import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Code, Quiet } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import { randomActors } from '../machine/testing/random-program.ts';
import {
  add,
  binary,
  branch,
  code,
  cpu,
  load,
  local,
  number,
  PREV,
  program,
  REFCOUNT,
} from '../machine/testing/tiny-program.ts';
import { codeRank } from './code-rank.ts';
import { learnableProgram } from './learnable-program.ts';
import { learnableScenario } from './learnable-scenario.ts';
import type { LearnableModel } from '../explorer/packed/learnable-model.ts';
import { compiledRow, rowName, rowsFor } from './testing/search-numbers.ts';
import { tinyRules } from './testing/tiny-rules.ts';

const set = (to: number, value: number): Quiet => ({ kind: 'set', to, value: number(value) });
const jump = (to: number): Quiet => ({ kind: 'jump', to });
const bound: Quiet = { kind: 'bound', text: 'no more rounds' };
const oneMore = (slot: number): Quiet => ({
  kind: 'set',
  to: slot,
  value: binary(local(slot), '+', number(1)),
});
const isAt = (slot: number, round: number) => binary(local(slot), '==', number(round));

/** Counts 3 rounds of one touch in local 3; a round in which local 0 is 0 is the last. */
const oneLoop = code([
  set(3, 0),
  load(PREV, 0), // 1
  branch(isAt(0, 0), [7, 3]),
  branch(isAt(3, 2), [6, 4]),
  oneMore(3),
  jump(1),
  bound, // 6
  load(REFCOUNT, 1), // 7
]);

/** Two rounds of local 3 around two rounds of local 2, a touch in each, a touch at the end. */
const twoLoops = code([
  set(3, 0),
  load(PREV, 0), // 1
  set(2, 0),
  add(REFCOUNT, 1), // 3
  branch(isAt(2, 1), [7, 5]),
  oneMore(2),
  jump(3),
  load(PREV, 1), // 7
  branch(isAt(3, 1), [11, 9]),
  oneMore(3),
  jump(1),
  load(REFCOUNT, 1), // 11
]);

function rankOf(of: Code): (at: number, ...slots: readonly number[]) => number {
  const found = codeRank(of);
  if (found === undefined) throw new Error('the code has a loop that nobody counts');
  return (at, ...slots) => found(at, (slot) => slots[slot] ?? 0);
}

const isGrowing = (ranks: readonly number[]): boolean =>
  ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? 0));

describe('the rank of code', () => {
  test('without loops is the place in it', () => {
    const rank = rankOf(code([load(PREV, 0), branch(isAt(0, 0), [3, 2]), load(PREV, 1)]));
    expect([rank(0), rank(2), rank(3)]).toEqual([0, 2, 3]);
  });

  test('grows from round to round of a loop that counts them, and on behind it', () => {
    const rank = rankOf(oneLoop);
    const rounds = [0, 1, 2].map((round) => rank(1, 0, 0, 0, round));
    expect(rounds).toEqual([1, 6, 11]);
    expect(isGrowing([...rounds, rank(6, 0, 0, 0, 2), rank(7), rank(8)])).toBe(true);
  });

  test('grows over loops within loops', () => {
    const rank = rankOf(twoLoops);
    const ranks = [0, 1].flatMap((outer) => [
      rank(1, 0, 0, 0, outer),
      rank(3, 0, 0, 0, outer),
      rank(3, 0, 0, 1, outer),
      rank(7, 0, 0, 1, outer),
    ]);
    expect(isGrowing([...ranks, rank(11), rank(12)])).toBe(true);
  });

  test('is higher behind a return from the last round than in any round', () => {
    // As oneLoop, but whoever leaves it makes two touches inside of it first, and loses the counter.
    const leaving = code([
      set(3, 0),
      load(PREV, 0), // 1
      branch(isAt(0, 0), [3, 6]),
      load(PREV, 1), // 3
      load(PREV, 2), // 4
      jump(10),
      branch(isAt(3, 2), [9, 7]),
      oneMore(3),
      jump(1),
      bound, // 9
      load(REFCOUNT, 1), // 10
    ]);
    const rank = rankOf(leaving);
    const inRounds = [0, 1, 2].map((round) => rank(1, 0, 0, 0, round));
    // Dead locals are zero: where the counter is not read any more it says nothing.
    expect(isGrowing([...inRounds, rank(3), rank(4), rank(10)])).toBe(true);
  });

  test('there is none where nobody counts the rounds', () => {
    expect(codeRank(code([load(PREV, 0), jump(0)]))).toBeUndefined();
    expect(codeRank(code([load(PREV, 0), branch(isAt(0, 0), [0, 2])]))).toBeUndefined();
  });

  test('there is none where a counter may start, or be, anywhere', () => {
    const loop = (first: readonly Quiet[], inside: readonly Quiet[]) => {
      const head = first.length;
      const last = head + inside.length + 2;
      return codeRank(
        code([
          ...first,
          load(PREV, 0),
          ...inside,
          branch(isAt(3, 2), [last + 2, last]),
          oneMore(3),
          jump(head),
        ]),
      );
    };
    expect(loop([set(3, 0)], [])).toBeDefined();
    expect(loop([set(3, 1)], [])).toBeUndefined();
    expect(loop([], [])).toBeUndefined();
    expect(loop([set(3, 0)], [set(3, 0)])).toBeUndefined();
    expect(loop([set(3, 0), { kind: 'set', to: 3, value: local(0) }], [])).toBeUndefined();
  });

  test('there is none where the rounds have no end', () => {
    const endless = code([set(3, 0), load(PREV, 0), oneMore(3), jump(1)]);
    expect(codeRank(endless)).toBeUndefined();
  });

  test('there is none where the end is not the last line, as everybody who is done rests there', () => {
    const early: Code = code([
      load(PREV, 0),
      branch(isAt(0, 0), [2, 3]),
      { kind: 'end' },
      load(PREV, 1),
    ]);
    expect(codeRank(early)).toBeUndefined();
  });
});

/** Walks at random; gives the first step that does not bring its actor nearer to its end. */
function fallingRank(machine: Machine, model: LearnableModel, walks: number): string | undefined {
  let noise = 7;
  for (let walk = 0; walk < walks; walk++) {
    let { state } = machine.start();
    for (;;) {
      const moves = machine.moves(state);
      noise = Math.imul(noise, 1664525) + 1013904223;
      const move = moves[(noise >>> 16) % Math.max(1, moves.length)];
      if (move === undefined) break;
      const { actor } = move;
      const { state: to } = machine.step(state, move);
      const [before, after] = [model.rank(state, actor), model.rank(to, actor)];
      const stop = machine.outcome(to).kind === 'stopped' ? 1 : 0;
      if (after + stop <= before) return `actor ${actor}: ${before} to ${after}`;
      state = to;
    }
  }
  return undefined;
}

describe('along every step of the built-in programs the rank grows', () => {
  const rows = rowsFor(['vm,list']).map((row) => [rowName(row), row] as const);

  test.each(rows)('%s', (_, row) => {
    const compiled = compiledRow(row);
    const model = learnableScenario(compiled);
    if (!model.isLoopFree) return;
    expect(fallingRank(compiled.machine, model, 20)).toBeUndefined();
  });
});

test('along every step of programs at random the rank grows', () => {
  fc.assert(
    fc.property(randomActors(6, 'counted'), (actors) => {
      const machine = new Machine(program(actors));
      const model = learnableProgram(machine, tinyRules(machine));
      expect(model.isLoopFree).toBe(true);
      expect(fallingRank(machine, model, 10)).toBeUndefined();
    }),
    { seed: 20180702, numRuns: 150 },
  );
});

test('a program is swept only if all its actors have a rank', () => {
  const counted = cpu(0, oneLoop);
  const going = cpu(1, [load(PREV, 0), jump(0)]);
  const model = (...actors: Parameters<typeof program>[0]) => {
    const machine = new Machine(program(actors));
    return learnableProgram(machine, tinyRules(machine));
  };
  expect(model(counted).isLoopFree).toBe(true);
  expect(model(counted, going).isLoopFree).toBe(false);
});
