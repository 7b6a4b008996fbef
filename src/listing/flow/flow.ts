/** The ways through code: which operation may follow which, what each reads and what each sets. */
import { eachLocal, renamed } from '../folding.ts';
import type { Instruction, Op } from './instruction.ts';
import type { Expr, Place } from '../program.ts';

/** Targets of jumps are instruction indices here, no labels. */
export function resolved(
  instructions: readonly Instruction[],
  labels: readonly number[],
): readonly Instruction[] {
  const at = (label: number): number => {
    const index = labels[label];
    if (index === undefined || index < 0) throw new Error(`label ${label} was never placed`);
    return index;
  };
  return instructions.map((instruction) => {
    const op = retargeted(instruction.op, at);
    return op === instruction.op ? instruction : { ...instruction, op };
  });
}

export function retargeted(op: Op, at: (target: number) => number): Op {
  if (op.kind === 'jump') return { ...op, to: at(op.to) };
  if (op.kind === 'branch') return { ...op, then: at(op.then), otherwise: at(op.otherwise) };
  return op;
}

/** Indices of what may come next. */
export function successors(op: Op, index: number): readonly number[] {
  switch (op.kind) {
    case 'jump':
      return [op.to];
    case 'branch':
      if (op.test.kind === 'const') return [op.test.value === 0n ? op.otherwise : op.then];
      return op.then === op.otherwise ? [op.then] : [op.then, op.otherwise];
    case 'end':
    case 'bound':
      return [];
    case 'bug':
      return op.test.kind === 'const' && op.test.value !== 0n ? [] : [index + 1];
    default:
      return [index + 1];
  }
}

/** The local that an operation sets. */
export function definition(op: Op): number | undefined {
  switch (op.kind) {
    case 'load':
    case 'trylock':
    case 'wait':
    case 'choose':
    case 'set':
    case 'ghost-load':
      return op.to;
    case 'rmw':
    case 'cmpxchg':
    case 'bit':
      return op.to;
    default:
      return undefined;
  }
}

/** Calls `visit` for every local that an operation reads before it sets one. */
export function eachUse(op: Op, visit: (slot: number) => void): void {
  const place = 'place' in op ? op.place : undefined;
  if (place !== undefined) {
    eachLocal(place.base, visit);
    if (place.index !== undefined) eachLocal(place.index, visit);
  }
  switch (op.kind) {
    case 'store':
    case 'rmw':
    case 'set':
      eachLocal(op.value, visit);
      break;
    case 'cmpxchg':
      eachLocal(op.expected, visit);
      eachLocal(op.desired, visit);
      break;
    case 'wait':
      eachLocal(op.until, (slot) => {
        if (slot !== op.to) visit(slot);
      });
      break;
    case 'branch':
    case 'bug':
    case 'warn':
      eachLocal(op.test, visit);
      break;
    case 'ghost':
      eachLocal(op.object, visit);
      eachLocal(op.value, visit);
      break;
    case 'ghost-load':
      eachLocal(op.object, visit);
      break;
    case 'enter':
      for (const arg of op.args) eachLocal(arg, visit);
      break;
    case 'leave':
      if (op.result !== undefined) eachLocal(op.result, visit);
      break;
    default:
      break;
  }
}

/** The same operation with its locals renamed. */
export function renumbered(op: Op, slotOf: (slot: number) => number): Op {
  const expr = (of: Expr): Expr => renamed(of, slotOf);
  const place = (of: Place): Place => ({
    ...of,
    base: expr(of.base),
    ...(of.index === undefined ? {} : { index: expr(of.index) }),
  });
  switch (op.kind) {
    case 'load':
    case 'trylock':
      return { ...op, place: place(op.place), to: slotOf(op.to) };
    case 'store':
      return { ...op, place: place(op.place), value: expr(op.value) };
    case 'rmw':
      return { ...op, place: place(op.place), value: expr(op.value), ...target(op, slotOf) };
    case 'cmpxchg':
      return {
        ...op,
        place: place(op.place),
        expected: expr(op.expected),
        desired: expr(op.desired),
        ...target(op, slotOf),
      };
    case 'bit':
      return { ...op, place: place(op.place), ...target(op, slotOf) };
    case 'lock':
    case 'unlock':
      return { ...op, place: place(op.place) };
    case 'wait':
      return { ...op, place: place(op.place), to: slotOf(op.to), until: expr(op.until) };
    case 'choose':
      return { ...op, to: slotOf(op.to) };
    case 'set':
      return { ...op, to: slotOf(op.to), value: expr(op.value) };
    case 'branch':
    case 'bug':
    case 'warn':
      return { ...op, test: expr(op.test) };
    case 'ghost':
      return { ...op, object: expr(op.object), value: expr(op.value) };
    case 'ghost-load':
      return { ...op, object: expr(op.object), to: slotOf(op.to) };
    case 'enter':
      return { ...op, args: op.args.map(expr) };
    case 'leave':
      return op.result === undefined ? op : { ...op, result: expr(op.result) };
    case 'pause':
    case 'jump':
    case 'bound':
    case 'interrupts':
    case 'end':
    case 'nothing':
      return op;
  }
}

function target(
  { to }: { readonly to?: number },
  slotOf: (slot: number) => number,
): { readonly to?: number } {
  return to === undefined ? {} : { to: slotOf(to) };
}
