/**
 * Which locals need both halves of a word. A local that only ever holds unsigned numbers of 32 bits
 * has a high half of 0, one that only holds signed ones repeats the sign: for these one variable of
 * Promela is enough, and the text reads like the listing.
 */
import type { Code, Expr, Place, Touch, Quiet } from '../../listing/program.ts';

export type SlotForm = 'zero' | 'sign' | 'wide';

/** Forms that a value can be kept in, beside `wide`. */
interface Forms {
  readonly zero: boolean;
  readonly sign: boolean;
}

const small: Forms = { zero: true, sign: true };
const wide: Forms = { zero: false, sign: false };

const shared = (a: Forms, b: Forms): Forms => ({
  zero: a.zero && b.zero,
  sign: a.sign && b.sign,
});

/** The form of every slot. */
export function slotForms(code: Code): readonly SlotForm[] {
  const forms: Forms[] = Array.from({ length: code.slots }, () => small);
  let changed = true;
  while (changed) {
    changed = false;
    for (const { op } of code.operations) {
      const set = assigned(op, forms);
      const old = set === undefined ? undefined : forms[set.to];
      if (set === undefined || old === undefined) continue;
      const less = shared(old, set.forms);
      if (less.zero === old.zero && less.sign === old.sign) continue;
      forms[set.to] = less;
      changed = true;
    }
  }
  return forms.map(({ zero, sign }) => (zero ? 'zero' : sign ? 'sign' : 'wide'));
}

interface Assigned {
  readonly to: number;
  readonly forms: Forms;
}

function assigned(op: Touch | Quiet, forms: readonly Forms[]): Assigned | undefined {
  switch (op.kind) {
    case 'load':
    case 'wait':
      return { to: op.to, forms: formsOfLoad(op.place) };
    case 'rmw':
    case 'cmpxchg':
      return op.to === undefined ? undefined : { to: op.to, forms: formsOfLoad(op.place) };
    case 'bit':
      return op.to === undefined ? undefined : { to: op.to, forms: small };
    case 'trylock':
      return { to: op.to, forms: small };
    case 'choose':
      return { to: op.to, forms: { zero: op.low >= 0, sign: true } };
    case 'set':
      return { to: op.to, forms: formsOf(op.value, forms) };
    case 'ghost-load':
      return { to: op.to, forms: wide };
    default:
      return undefined;
  }
}

function formsOfLoad({ width, signed, bit }: Place): Forms {
  if (bit !== undefined) return small;
  if (width === 8) return wide;
  if (signed) return { zero: false, sign: true };
  return width === 4 ? { zero: true, sign: false } : small;
}

function formsOf(expr: Expr, forms: readonly Forms[]): Forms {
  switch (expr.kind) {
    case 'const':
      return {
        zero: expr.value < 1n << 32n,
        sign: BigInt.asUintN(64, BigInt.asIntN(32, expr.value)) === expr.value,
      };
    case 'local':
      return forms[expr.slot] ?? wide;
    case 'not':
      return small;
    case 'complement':
      return wide;
    case 'binary':
      return formsOfBinary(expr, forms);
  }
}

function formsOfBinary(expr: Extract<Expr, { kind: 'binary' }>, forms: readonly Forms[]): Forms {
  const left = formsOf(expr.left, forms);
  const right = formsOf(expr.right, forms);
  switch (expr.operator) {
    case '+':
    case '-':
    case '*':
    case '<<':
    case '>>':
      return wide;
    case '&': {
      const isNarrow = isSmallMask(expr.left) || isSmallMask(expr.right);
      return { zero: left.zero || right.zero, sign: isNarrow || (left.sign && right.sign) };
    }
    case '|':
    case '^':
      return shared(left, right);
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
    case 'and':
    case 'or':
      return small;
  }
}

/** A constant that leaves nothing but the low 31 bits. */
function isSmallMask(expr: Expr): boolean {
  return expr.kind === 'const' && expr.value < 1n << 31n;
}
