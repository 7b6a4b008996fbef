import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishedCode } from './code.ts';
import { combined, constant, local } from '../folding.ts';
import { definition, successors } from './flow.ts';
import type { Instruction, Op } from './instruction.ts';
import { isTouch } from './instruction.ts';
import type { Expr, Place } from '../program.ts';

/** Two programs do the same when they make the same touches at the same addresses with the same values. */
function touches(
  operations: readonly { readonly op: Op; readonly dead?: readonly number[] }[],
  seed: number,
): readonly string[] {
  const locals = new Map<number, bigint>();
  const value = (expr: Expr): bigint => {
    switch (expr.kind) {
      case 'const':
        return expr.value;
      case 'local':
        return locals.get(expr.slot) ?? 0n;
      case 'not':
        return value(expr.of) === 0n ? 1n : 0n;
      case 'complement':
        return BigInt.asUintN(64, ~value(expr.of));
      case 'binary': {
        const folded = combined(
          expr.operator,
          constant(value(expr.left)),
          constant(value(expr.right)),
          expr.signed,
        );
        return folded.kind === 'const' ? folded.value : 0n;
      }
    }
  };
  const trace: string[] = [];
  let at = 0;
  for (let fuel = 0; fuel < 400; fuel++) {
    const operation = operations[at];
    if (operation === undefined) throw new Error(`ran out of the code at ${at}`);
    const { op } = operation;
    // At rest what is dead is zeroed: whoever still reads it reads something else now.
    for (const slot of operation.dead ?? []) locals.set(slot, 0n);
    const set = definition(op);
    if (op.kind === 'end') return [...trace, 'end'];
    if (op.kind === 'load') {
      const address = value(op.place.base) + BigInt(op.place.offset);
      // What memory holds depends on nothing but where and when, so that branches go both ways.
      const loaded = (address * 31n + BigInt(trace.length * 7 + seed)) % 5n;
      trace.push(`load ${address} ${loaded}`);
      if (set !== undefined) locals.set(set, loaded);
    }
    if (op.kind === 'store') {
      const address = value(op.place.base) + BigInt(op.place.offset);
      trace.push(`store ${address} ${value(op.value)}`);
    }
    if (op.kind === 'set' && set !== undefined) locals.set(set, value(op.value));
    const next = successors(op, at);
    at = op.kind === 'branch' ? (value(op.test) === 0n ? op.otherwise : op.then) : (next[0] ?? at);
  }
  return trace;
}

const REGISTERS = 6;
const LENGTH = 24;

const anInstruction = (op: Op): Instruction => ({
  op,
  stack: [],
  locals: [],
  owner: { file: 'test' },
  span: { line: 1, column: 1, length: 1 },
  local: false,
});

const place = (base: Expr): Place => ({ base, offset: 8, width: 8, signed: false, name: 'x.y' });

const register = fc.nat(REGISTERS - 1);
const target = fc.integer({ min: REGISTERS, max: REGISTERS + LENGTH });
const expression: fc.Arbitrary<Expr> = fc.oneof(
  fc.bigInt(0n, 3n).map(constant),
  register.map(local),
  fc.tuple(register, register).map(([a, b]) => combined('+', local(a), local(b))),
);
const operation: fc.Arbitrary<Op> = fc.oneof(
  fc.record({ kind: fc.constant('load' as const), place: expression.map(place), to: register }),
  fc.record({
    kind: fc.constant('store' as const),
    place: expression.map(place),
    value: expression,
  }),
  fc.record({ kind: fc.constant('set' as const), to: register, value: expression }),
  fc.record({
    kind: fc.constant('branch' as const),
    test: expression,
    then: target,
    otherwise: target,
  }),
  fc.record({ kind: fc.constant('jump' as const), to: target }),
);

/** Any code whose registers all have a value from the start. */
const code = fc
  .array(operation, { minLength: LENGTH, maxLength: LENGTH })
  .map((body): readonly Instruction[] => [
    ...Array.from({ length: REGISTERS }, (_, to) =>
      anInstruction({ kind: 'set', to, value: constant(to) }),
    ),
    ...body.map(anInstruction),
    anInstruction({ kind: 'end' }),
  ]);

describe('finished code', () => {
  test('touches what the draft touches, with fewer slots and the dead ones zeroed', () => {
    fc.assert(
      fc.property(code, fc.nat(1000), (instructions, seed) => {
        const { code: finished } = finishedCode({ instructions, registers: REGISTERS });
        const drafted = touches(instructions, seed);
        const run = touches(finished.operations, seed);
        // Quiet loops use up the fuel of the draft earlier: compare as far as both got.
        const common = Math.min(drafted.length, run.length);
        expect(run.slice(0, common)).toEqual(drafted.slice(0, common));
        expect(finished.slots).toBeLessThanOrEqual(REGISTERS);
      }),
      { seed: 20180702, numRuns: 2000 },
    );
  });

  test('never has an operation that cannot be reached, nor a jump to the next one', () => {
    fc.assert(
      fc.property(code, (instructions) => {
        const { operations } = finishedCode({ instructions, registers: REGISTERS }).code;
        const reached = new Set([0]);
        for (const index of reached) {
          const op = operations[index]?.op;
          if (op !== undefined) for (const next of successors(op, index)) reached.add(next);
        }
        expect(reached.size).toBe(operations.length);
        const idle = operations.filter(({ op }, i) => op.kind === 'jump' && op.to === i + 1);
        expect(idle).toEqual([]);
      }),
      { seed: 20180702, numRuns: 500 },
    );
  });

  test('two locals that are never alive together share a slot', () => {
    const instructions = [
      { kind: 'load', place: place(constant(0)), to: 0 } as const,
      { kind: 'store', place: place(local(0)), value: constant(1) } as const,
      { kind: 'load', place: place(constant(8)), to: 1 } as const,
      { kind: 'store', place: place(local(1)), value: constant(2) } as const,
      { kind: 'end' } as const,
    ].map(anInstruction);
    const { code: finished } = finishedCode({ instructions, registers: 2 });
    expect(finished.slots).toBe(1);
    expect(finished.operations.map(({ dead }) => dead)).toEqual([[0], [], [0], [], [0]]);
  });

  test('the local that a wait loads is kept apart from what its condition reads', () => {
    const instructions = [
      { kind: 'load', place: place(constant(0)), to: 0 } as const,
      {
        kind: 'wait',
        place: place(constant(8)),
        to: 1,
        until: combined('==', local(1), local(0)),
      } as const,
      { kind: 'end' } as const,
    ].map(anInstruction);
    const { code: finished, slotOf } = finishedCode({ instructions, registers: 2 });
    expect(finished.slots).toBe(2);
    expect(slotOf(0)).not.toBe(slotOf(1));
  });

  test('an actor may rest where its epilogue begins, whatever stands there', () => {
    const instructions = [
      { kind: 'load', place: place(constant(0)), to: 0 } as const,
      { kind: 'jump', to: 2 } as const,
      { kind: 'jump', to: 4 } as const,
      { kind: 'pause', text: 'never' } as const,
      { kind: 'end' } as const,
    ].map(anInstruction);
    const { code: finished } = finishedCode({ instructions, registers: 1, epilogue: 2 });
    expect(finished.epilogue).toBe(1);
    expect(finished.operations.map(({ op }) => op.kind)).toEqual(['load', 'jump', 'end']);
    const rests = finished.operations.filter(({ op }) => isTouch(op));
    expect(rests).toHaveLength(1);
  });
});
