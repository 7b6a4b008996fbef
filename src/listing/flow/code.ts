/** Finished code of a draft: cleaned of what never runs, with slots for registers and plain indices. */
import { eachLocal, renamed } from '../folding.ts';
import { definition, renumbered, retargeted, successors } from './flow.ts';
import type { Instruction, Op } from './instruction.ts';
import { isTouch } from './instruction.ts';
import { Liveness } from './liveness.ts';
import type { Code, Expr, NamedLocal, Operation } from '../program.ts';
import { slotsFor } from './slots.ts';

/** What the code has to keep besides what its operations say. */
export interface CodeRequest {
  /** Targets of jumps are indices. */
  readonly instructions: readonly Instruction[];
  readonly registers: number;
  /** Index at which the epilogue begins. */
  readonly epilogue?: number;
  /** Register that has a value at the start, and the one that is read at the end. */
  readonly argument?: number;
  readonly result?: number;
}

export interface FinishedCode {
  readonly code: Code;
  /** Slot of a register. */
  slotOf(register: number): number;
}

interface Body {
  readonly instructions: readonly Instruction[];
  readonly epilogue: number;
}

export function finishedCode(request: CodeRequest): FinishedCode {
  const { registers, argument, result } = request;
  const results = result === undefined ? [] : [result];
  const fixed = argument === undefined ? [] : [argument];
  let body = cleaned({ instructions: request.instructions, epilogue: request.epilogue ?? -1 });
  let liveness = new Liveness(body.instructions, registers, results);
  for (;;) {
    const useful = withoutIdle(body, liveness);
    if (useful === body) break;
    body = cleaned(useful);
    liveness = new Liveness(body.instructions, registers, results);
  }
  const slots = slotsFor(body.instructions, registers, liveness, fixed);
  const slotOf = (register: number): number => {
    const slot = slots.of[register] ?? -1;
    if (slot < 0) throw new Error(`register ${register} has no slot: it is read but never set`);
    return slot;
  };
  const slotted = cleaned({
    epilogue: body.epilogue,
    instructions: body.instructions.map((instruction, index) => {
      const live = new Set(isTouch(instruction.op) ? liveness.before(index) : []);
      const op = withoutCopy(renumbered(instruction.op, slotOf));
      return { ...instruction, op, locals: shown(instruction.locals, live, slotOf) };
    }),
  });
  const live = new Liveness(slotted.instructions, slots.count, results.map(slotOf));
  const operations = slotted.instructions.map(({ op, stack, locals }, index): Operation => {
    if (op.kind === 'nothing') throw new Error('an empty operation is left in the code');
    const rests =
      isTouch(op) ||
      op.kind === 'end' ||
      index === slotted.epilogue ||
      (op.kind === 'ghost' && op.until);
    const dead = rests ? deadSlots(slots.count, live.before(index)) : [];
    return { op, stack, dead, locals };
  });
  const code = { operations, start: 0, slots: slots.count };
  return {
    code: request.epilogue === undefined ? code : { ...code, epilogue: slotted.epilogue },
    slotOf,
  };
}

/** A copy between registers that share a slot does nothing. */
function withoutCopy(op: Op): Op {
  const idle = op.kind === 'set' && op.value.kind === 'local' && op.value.slot === op.to;
  return idle ? { kind: 'nothing' } : op;
}

const deadSlots = (count: number, live: readonly number[]): readonly number[] =>
  Array.from({ length: count }, (_, slot) => slot).filter((slot) => !live.includes(slot));

/** Locals that still hold something, by their slots. */
function shown(
  locals: readonly NamedLocal[],
  live: ReadonlySet<number>,
  slotOf: (register: number) => number,
): readonly NamedLocal[] {
  return locals
    .filter(({ value }) => readsOnly(value, live))
    .map((named) => ({ ...named, value: renamed(named.value, slotOf) }));
}

function readsOnly(value: Expr, live: ReadonlySet<number>): boolean {
  let all = true;
  eachLocal(value, (register) => {
    if (!live.has(register)) all = false;
  });
  return all;
}

/** Takes out sets that nobody reads; gives back the same body when there are none. */
function withoutIdle(body: Body, liveness: Liveness): Body {
  let changed = false;
  const instructions = body.instructions.map((instruction, index) => {
    const { op } = instruction;
    const set = definition(op);
    if (set === undefined || liveness.isLiveAfter(index, set)) return instruction;
    const less = withoutTarget(op);
    if (less === op) return instruction;
    changed = true;
    return { ...instruction, op: less };
  });
  return changed ? { ...body, instructions } : body;
}

function withoutTarget(op: Op): Op {
  switch (op.kind) {
    case 'set':
    case 'ghost-load':
      return { kind: 'nothing' };
    case 'rmw':
    case 'cmpxchg':
    case 'bit': {
      const { to: _, ...rest } = op;
      return rest;
    }
    default:
      return op;
  }
}

/** Without what never runs, what does nothing, and jumps to where code goes anyway. */
function cleaned(body: Body): Body {
  const threaded = throughJumps(body);
  const reached = reachable(threaded);
  const keeps = threaded.instructions.map(
    ({ op }, index) => reached.has(index) && op.kind !== 'nothing',
  );
  return compacted(threaded, keeps);
}

/** Leads every target on to where jumps lead, and makes decided branches jumps. */
function throughJumps({ instructions, epilogue }: Body): Body {
  const final = (index: number): number => {
    let at = index;
    for (let hops = 0; hops < instructions.length && at !== epilogue; hops++) {
      const op = instructions[at]?.op;
      if (op?.kind === 'nothing') at++;
      else if (op?.kind === 'jump') at = op.to;
      else break;
    }
    return at;
  };
  return {
    epilogue,
    instructions: instructions.map((instruction, index) => {
      const op = retargeted(instruction.op, final);
      const only = op.kind === 'branch' ? successors(op, index) : [];
      const [to] = only;
      return only.length === 1 && to !== undefined
        ? { ...instruction, op: { kind: 'jump', to } }
        : { ...instruction, op };
    }),
  };
}

function reachable({ instructions, epilogue }: Body): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = epilogue < 0 ? [0] : [0, epilogue];
  while (open.length > 0) {
    const index = open.pop();
    const op = index === undefined ? undefined : instructions[index]?.op;
    if (index === undefined || op === undefined || reached.has(index)) continue;
    reached.add(index);
    open.push(...successors(op, index));
  }
  return reached;
}

/** Keeps what is to be kept, and of the jumps those that skip something. */
function compacted({ instructions, epilogue }: Body, keeps: readonly boolean[]): Body {
  const kept = [...keeps];
  for (let index = instructions.length - 1; index >= 0; index--) {
    const op = instructions[index]?.op;
    if (!kept[index] || op?.kind !== 'jump' || op.to <= index || index === epilogue) continue;
    if (!kept.slice(index + 1, op.to).includes(true)) kept[index] = false;
  }
  const at: number[] = [];
  let count = 0;
  for (const keep of kept) {
    at.push(count);
    if (keep) count++;
  }
  const indexOf = (old: number): number => at[old] ?? count;
  return {
    epilogue: epilogue < 0 ? epilogue : indexOf(epilogue),
    instructions: instructions
      .filter((_, index) => kept[index])
      .map((instruction) => ({ ...instruction, op: retargeted(instruction.op, indexOf) })),
  };
}
