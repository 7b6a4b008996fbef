/**
 * Expressions over an actor's locals, made once into functions: a step is run millions of times, an
 * expression is read once. All arithmetic is modulo 2^64.
 */
import type { BinaryOperator, Expr } from '../listing/program.ts';

/** Value of an expression; the slots begin at byte `slots` of `view`. */
export type Value = (view: DataView, slots: number) => bigint;

const word = (value: bigint): bigint => BigInt.asUintN(64, value);
const truth = (value: boolean): bigint => (value ? 1n : 0n);
const signed = (value: bigint): bigint => BigInt.asIntN(64, value);

/** The constant that an expression always is, if it reads no local. */
export function constantOf(expr: Expr): bigint | undefined {
  switch (expr.kind) {
    case 'const':
      return word(expr.value);
    case 'local':
      return undefined;
    case 'not': {
      const of = constantOf(expr.of);
      return of === undefined ? undefined : truth(of === 0n);
    }
    case 'complement': {
      const of = constantOf(expr.of);
      return of === undefined ? undefined : word(~of);
    }
    case 'binary': {
      const left = constantOf(expr.left);
      const right = constantOf(expr.right);
      if (left === undefined || right === undefined) return undefined;
      return combination(expr.operator, expr.signed)(left, right);
    }
  }
}

/** The function that computes `expr`. */
export function valueOf(expr: Expr): Value {
  const constant = constantOf(expr);
  if (constant !== undefined) return () => constant;
  switch (expr.kind) {
    case 'const':
      return () => expr.value;
    case 'local': {
      const at = expr.slot * 8;
      return (view, slots) => view.getBigUint64(slots + at, true);
    }
    case 'not': {
      const of = valueOf(expr.of);
      return (view, slots) => truth(of(view, slots) === 0n);
    }
    case 'complement': {
      const of = valueOf(expr.of);
      return (view, slots) => word(~of(view, slots));
    }
    case 'binary': {
      const left = valueOf(expr.left);
      const right = valueOf(expr.right);
      const combined = combination(expr.operator, expr.signed);
      return (view, slots) => combined(left(view, slots), right(view, slots));
    }
  }
}

function combination(
  operator: BinaryOperator,
  isSigned: boolean,
): (left: bigint, right: bigint) => bigint {
  switch (operator) {
    case '+':
      return (a, b) => word(a + b);
    case '-':
      return (a, b) => word(a - b);
    case '*':
      return (a, b) => word(a * b);
    case '&':
      return (a, b) => a & b;
    case '|':
      return (a, b) => a | b;
    case '^':
      return (a, b) => a ^ b;
    // A count of 64 and more has no meaning in C: it shifts everything out here.
    case '<<':
      return (a, b) => (b > 63n ? 0n : word(a << b));
    case '>>':
      return (a, b) => (b > 63n ? 0n : a >> b);
    case '==':
      return (a, b) => truth(a === b);
    case '!=':
      return (a, b) => truth(a !== b);
    case '<':
      return isSigned ? (a, b) => truth(signed(a) < signed(b)) : (a, b) => truth(a < b);
    case '<=':
      return isSigned ? (a, b) => truth(signed(a) <= signed(b)) : (a, b) => truth(a <= b);
    case '>':
      return isSigned ? (a, b) => truth(signed(a) > signed(b)) : (a, b) => truth(a > b);
    case '>=':
      return isSigned ? (a, b) => truth(signed(a) >= signed(b)) : (a, b) => truth(a >= b);
    case 'and':
      return (a, b) => truth(a !== 0n && b !== 0n);
    case 'or':
      return (a, b) => truth(a !== 0n || b !== 0n);
  }
}
