/**
 * Code while it is being written: operations as in a program, but with registers without number
 * (one for each local of each call) in place of slots, and labels in place of targets. slots.ts and
 * code.ts make a program's code of it.
 */
import type { Frame, NamedLocal, Quiet, Touch } from '../program.ts';
import type { Owner } from '../refusal.ts';
import type { Span } from '../syntax.ts';

export type Op = Touch | Quiet | { readonly kind: 'nothing' };

export interface Instruction {
  readonly op: Op;
  readonly stack: readonly Frame[];
  readonly locals: readonly NamedLocal[];
  /** The statement it comes from, for what only shows when the whole code is there. */
  readonly owner: Owner;
  readonly span: Span;
  /** A line of its own that only holds locals. */
  readonly local: boolean;
}

/** A `repeat`: its instructions are those from `first` up to but not including `end`. */
export interface Repeat {
  readonly owner: Owner;
  readonly span: Span;
  readonly first: number;
  readonly end: number;
}

/** Kinds of operations that are steps. */
export const TOUCHES: ReadonlySet<string> = new Set<Touch['kind']>([
  'load',
  'store',
  'rmw',
  'cmpxchg',
  'bit',
  'lock',
  'trylock',
  'unlock',
  'wait',
  'pause',
  'choose',
]);

export function isTouch(op: Op): op is Touch {
  return TOUCHES.has(op.kind);
}

/** More than this many operations is a listing that calls itself to death. */
const LARGEST = 100_000;

export class Draft {
  readonly instructions: Instruction[] = [];
  readonly repeats: Repeat[] = [];
  /** Instruction that a label stands before. */
  readonly labels: number[] = [];
  /** Names that registers belong to, for messages. */
  readonly registers: string[] = [];
  touches = 0;

  register(name: string): number {
    return this.registers.push(name) - 1;
  }

  label(): number {
    return this.labels.push(-1) - 1;
  }

  mark(label: number): void {
    this.labels[label] = this.instructions.length;
  }

  /** False when the code has grown too large to go on. */
  add(instruction: Instruction): boolean {
    if (isTouch(instruction.op)) this.touches++;
    return this.instructions.push(instruction) <= LARGEST;
  }

  /** Replaces what an instruction does. */
  put(index: number, op: Op): void {
    const old = this.instructions[index];
    if (old === undefined) throw new Error(`there is no instruction ${index} to replace`);
    this.instructions[index] = { ...old, op };
  }
}
