/**
 * How far an actor has come in its code, as a number that grows with every step. Code without loops
 * gives its own index; a loop that counts its rounds in a local is unrolled in thought. A loop that
 * nobody counts has no such number, because its actor can come to where it has been.
 */
import type { Code, Expr, Program } from '../listing/program.ts';

/** The rank of an actor at an operation. `slot`: reads a local of the actor. */
export type CodeRank = (at: number, slot: (slot: number) => number) => number;

/** No actor ever comes to a place where it has been. */
export function isLoopFree({ actors }: Program): boolean {
  return actors.every(({ code }) => codeRank(code) !== undefined);
}

/** A jump back, and the local that counts its rounds from 0. */
interface CountedLoop {
  readonly head: number;
  readonly back: number;
  readonly slot: number;
  /** More rounds than it can have. */
  readonly rounds: number;
  /** Whether an operation between head and back leads to another round. */
  readonly returns: readonly boolean[];
}

interface Placed extends CountedLoop {
  /** Places that one round takes, those of the loops within it included. */
  readonly length: number;
}

/** Undefined where a loop does not count its rounds, or where the first end is not the last line. */
export function codeRank(code: Code): CodeRank | undefined {
  const end = code.operations.findIndex(({ op }) => op.kind === 'end');
  if (end !== code.operations.length - 1) return undefined;
  const loops: CountedLoop[] = [];
  for (const [index, { op }] of code.operations.entries()) {
    if (op.kind === 'branch' && (op.then <= index || op.otherwise <= index)) return undefined;
    if (op.kind !== 'jump' || op.to > index) continue;
    const loop = countedLoop(code, op.to, index);
    if (loop === undefined) return undefined;
    loops.push(loop);
  }
  const placed = loops.map((loop) => ({ ...loop, length: 0 }) satisfies Placed);
  // Inner loops end before the ones around them, so their lengths are known in this order.
  const known: Placed[] = [];
  for (const loop of placed.toSorted((a, b) => a.back - b.back)) {
    const inside = known.filter(({ head, back }) => head >= loop.head && back < loop.back);
    const outermost = inside.filter(
      (inner) => !inside.some((other) => other !== inner && contains(other, inner)),
    );
    const length =
      loop.back - loop.head + 1 + outermost.reduce((sum, inner) => sum + whole(inner), 0);
    known.push({ ...loop, length });
  }
  return (at, slot) => {
    let place = at;
    for (const loop of known) {
      const { head, back, returns } = loop;
      if (at < head) continue;
      if (at > back) {
        if (!known.some((around) => contains(around, loop) && at > around.back)) {
          place += whole(loop);
        }
      } else if (returns[at - head] === true) place += slot(loop.slot) * loop.length;
      else place += (loop.rounds + 1) * loop.length;
    }
    return place;
  };
}

const contains = (outer: CountedLoop, inner: CountedLoop): boolean =>
  inner.head >= outer.head && inner.back < outer.back;

/** Places that all rounds of a loop take, and one more for what leaves it from within for good. */
const whole = ({ rounds, length }: Placed): number => (rounds + 2) * length;

function countedLoop({ operations }: Code, head: number, back: number): CountedLoop | undefined {
  const step = operations[back - 1]?.op;
  if (step?.kind !== 'set' || !isOneMore(step.value, step.to)) return undefined;
  const slot = step.to;
  const writes = operations.filter(({ op }, index) => {
    return index >= head && index <= back && 'to' in op && op.kind !== 'jump' && op.to === slot;
  });
  if (writes.length !== 1) return undefined;
  const first = operations.slice(0, head).findLast(({ op }) => op.kind === 'set' && op.to === slot);
  if (first?.op.kind !== 'set' || first.op.value.kind !== 'const' || first.op.value.value !== 0n) {
    return undefined;
  }
  let rounds: number | undefined;
  for (const { op } of operations.slice(head, back + 1)) {
    const limit = op.kind === 'branch' ? limitOf(op.test, slot) : undefined;
    if (limit !== undefined) rounds = Math.max(rounds ?? 0, limit + 1);
  }
  if (rounds === undefined) return undefined;
  return { head, back, slot, rounds, returns: returning(operations, head, back) };
}

function isOneMore(value: Expr, slot: number): boolean {
  return (
    value.kind === 'binary' &&
    value.operator === '+' &&
    value.left.kind === 'local' &&
    value.left.slot === slot &&
    value.right.kind === 'const' &&
    value.right.value === 1n
  );
}

/** The constant that a test holds a counter against. */
function limitOf(test: Expr, slot: number): number | undefined {
  if (test.kind !== 'binary' || (test.operator !== '==' && test.operator !== '<')) return undefined;
  if (test.left.kind !== 'local' || test.left.slot !== slot) return undefined;
  return test.right.kind === 'const' ? Number(test.right.value) : undefined;
}

/** Which operations from head to back can still come to the jump back. */
function returning(operations: Code['operations'], head: number, back: number): readonly boolean[] {
  const returns = Array<boolean>(back - head + 1).fill(false);
  returns[back - head] = true;
  const leads = (to: number): boolean => to >= head && to <= back && returns[to - head] === true;
  for (let again = true; again;) {
    again = false;
    for (let index = back - 1; index >= head; index--) {
      if (returns[index - head] === true) continue;
      const op = operations[index]?.op;
      const now =
        op?.kind === 'jump'
          ? leads(op.to)
          : op?.kind === 'branch'
            ? leads(op.then) || leads(op.otherwise)
            : op?.kind !== 'end' && op?.kind !== 'bound' && leads(index + 1);
      if (!now) continue;
      returns[index - head] = true;
      again = true;
    }
  }
  return returns;
}
