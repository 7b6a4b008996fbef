/** Modules that are written are run: by the WebAssembly of whoever runs the tests. */
import { describe, expect, test } from 'vitest';
import { engineHost } from '../../worker/engine-host.ts';
import {
  add,
  all,
  atLeast,
  block,
  branch,
  branchIf,
  callFunction,
  clear,
  type Code,
  equal,
  get,
  giveBack,
  i32,
  less,
  lessSigned,
  load,
  loop,
  multiply,
  notEqual,
  or,
  set,
  shiftLeft,
  shiftRight,
  store,
  subtract,
  trailingZeros,
  when,
  xor,
} from './code.ts';
import { moduleBytes, type WasmFunction } from './module-bytes.ts';

function started(
  ...functions: readonly WasmFunction[]
): (name: string, operand?: number) => number {
  const engine = engineHost.start(moduleBytes(functions), engineHost.memory(1));
  return (name, operand) => engine.call(name, operand);
}

/** A function of one operand. */
const fn = (name: string, body: Code, locals = 0): WasmFunction => ({
  name,
  parameters: 1,
  locals,
  body,
});

test('a module that adds two numbers adds them', () => {
  const call = started({ name: 'sum', parameters: 0, locals: 0, body: add(i32(40), i32(2)) });
  expect(call('sum')).toBe(42);
});

test('functions are called by name, and each other by their place', () => {
  const call = started(
    fn('twice', add(get(0), get(0))),
    fn('four-times', callFunction(0, callFunction(0, get(0)))),
  );
  expect([call('twice', 3), call('four-times', 3)]).toEqual([6, 12]);
  expect(() => call('thrice', 3)).toThrow(/no function thrice/);
});

test('every operator does what it is called', () => {
  const x = get(0);
  const call = started(
    fn('less', less(x, i32(1))),
    fn('lessSigned', lessSigned(x, i32(1))),
    fn('atLeast', atLeast(x, i32(1))),
    fn('equal', equal(x, i32(-1))),
    fn('notEqual', notEqual(x, i32(-1))),
    fn('multiply', multiply(x, i32(0x9e3779b1))),
    fn('subtract', subtract(i32(0), x)),
    fn('or', or(x, i32(6))),
    fn('xor', xor(x, i32(6))),
    fn('shiftLeft', shiftLeft(x, i32(31))),
    fn('shiftRight', shiftRight(x, i32(31))),
    fn('trailingZeros', trailingZeros(x)),
  );
  const of = (name: string, ...operands: readonly number[]) =>
    operands.map((operand) => call(name, operand));
  expect(of('less', -1, 0, 1)).toEqual([0, 1, 0]);
  expect(of('lessSigned', -1, 0, 1)).toEqual([1, 1, 0]);
  expect(of('atLeast', -1, 0, 1)).toEqual([1, 0, 1]);
  expect(of('equal', -1, 1)).toEqual([1, 0]);
  expect(of('notEqual', -1, 1)).toEqual([0, 1]);
  expect(of('multiply', 3)).toEqual([Math.imul(3, 0x9e3779b1)]);
  expect(of('subtract', 5)).toEqual([-5]);
  expect(of('or', 3)).toEqual([7]);
  expect(of('xor', 3)).toEqual([5]);
  expect(of('shiftLeft', 3)).toEqual([-(2 ** 31)]);
  expect(of('shiftRight', -1)).toEqual([1]);
  expect(of('trailingZeros', 1, 8, 0)).toEqual([0, 3, 32]);
});

describe('control', () => {
  test('a loop goes round until it is left', () => {
    // Sum of all numbers up to the operand.
    const sum = all(
      block(
        loop(
          branchIf(1, equal(get(0), i32(0))),
          set(1, add(get(1), get(0))),
          set(0, subtract(get(0), i32(1))),
          branch(0),
        ),
      ),
      get(1),
    );
    expect(started(fn('sum', sum, 1))('sum', 100)).toBe(5050);
  });

  test('a test takes one of two ways', () => {
    const sign = all(when(lessSigned(get(0), i32(0)), giveBack(i32(-1)), giveBack(i32(1))), i32(0));
    const call = started(fn('sign', sign));
    expect([call('sign', -7), call('sign', 7)]).toEqual([-1, 1]);
  });
});

test('memory is the one that was handed in, little endian, and can be cleared', () => {
  const memory = engineHost.memory(1);
  const words = new Int32Array(memory.buffer);
  const functions = [
    fn('keep', all(store(i32(8), 4, get(0)), load(i32(0), 12))),
    fn('wipe', all(clear(i32(8), get(0)), i32(0))),
  ];
  const engine = engineHost.start(moduleBytes(functions), memory);
  expect(engine.call('keep', 0x01020304)).toBe(0x01020304);
  expect([...new Uint8Array(memory.buffer, 12, 4)]).toEqual([4, 3, 2, 1]);
  words.fill(-1);
  engine.call('wipe', 8);
  expect([...words.subarray(1, 5)]).toEqual([-1, 0, 0, -1]);
});

test('a function of more than 127 bytes and many locals is still a module', () => {
  const body = all(
    ...Array.from({ length: 200 }, (_, local) => set(local + 1, add(get(local), i32(local)))),
    get(200),
  );
  expect(started(fn('long', body, 200))('long', 1)).toBe(1 + (199 * 200) / 2);
});
