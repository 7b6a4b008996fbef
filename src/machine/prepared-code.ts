/**
 * An actor's code made ready to run, and the two ways of running it: on to the touch of a step, and
 * from there to the next resting place. An actor rests before a touch (before the `ghost until`
 * lines that belong to it), at the end, and where its epilogue begins.
 */
import type { Code, Operation } from '../listing/program.ts';
import type { AddressSpace } from './memory.ts';
import { quietAction } from './quiet.ts';
import type { QuietAction } from './quiet.ts';
import type { Run } from './run.ts';
import { preparedTouch } from './touch.ts';
import type { PreparedTouch } from './touch.ts';

type Prepared =
  | { readonly kind: 'touch'; readonly touch: PreparedTouch; readonly dead: readonly number[] }
  | {
      readonly kind: 'quiet';
      readonly act: QuietAction;
      readonly rests: boolean;
      readonly dead: readonly number[];
    }
  | { readonly kind: 'end' };

/** Lines that one step may run: beyond this the listing goes round without ever touching memory. */
const QUIET_LIMIT = 100_000;

export class PreparedCode {
  readonly slots: number;
  readonly start: number;
  /** Index where an actor rests when all is done: its first `end`; -1 where it always stops before. */
  readonly end: number;
  /** Index where the epilogue begins; -1 without one. */
  readonly epilogue: number;
  readonly #operations: readonly Prepared[];

  constructor(code: Code, space: AddressSpace) {
    this.slots = code.slots;
    this.start = code.start;
    this.epilogue = code.epilogue ?? -1;
    this.end = code.operations.findIndex(({ op }) => op.kind === 'end');
    this.#operations = code.operations.map((operation, index) => prepared(operation, index, space));
  }

  /** The touch at an index, if there is one. */
  touchAt(index: number): PreparedTouch | undefined {
    const operation = this.#at(index);
    return operation.kind === 'touch' ? operation.touch : undefined;
  }

  isEnd(index: number): boolean {
    return this.#at(index).kind === 'end';
  }

  /**
   * Runs from a resting place to the touch that its step makes, and gives its index. Gives that of
   * an end where the step has no touch, as in an empty epilogue. Check `run.stopped` afterwards.
   */
  approach(run: Run, from: number): number {
    return this.#quietly(run, from, () => false);
  }

  /**
   * Runs on to the next resting place, clears the locals that are dead there, and gives its index;
   * where a check stopped the machine, the index of the check.
   */
  settle(run: Run, from: number): number {
    const at = this.#quietly(run, from, (index, operation) => {
      return index === this.epilogue || (operation.kind === 'quiet' && operation.rests);
    });
    if (!run.stopped && (at === this.epilogue || this.isEnd(at))) {
      run.clearLocals(this.slots);
      return this.isEnd(at) ? this.end : at;
    }
    this.clearDead(run, at);
    return at;
  }

  /** Zeroes what holds nothing any more before the operation at an index. */
  clearDead(run: Run, index: number): void {
    const operation = this.#at(index);
    if (operation.kind === 'end') return;
    for (const slot of operation.dead) run.setLocal(slot, 0n);
  }

  #at(index: number): Prepared {
    const operation = this.#operations[index];
    if (operation === undefined) throw new Error(`the code has no operation ${index}`);
    return operation;
  }

  #quietly(run: Run, from: number, rests: (index: number, operation: Prepared) => boolean): number {
    let index = from;
    for (let lines = 0; lines < QUIET_LIMIT; lines++) {
      const operation = this.#at(index);
      if (operation.kind !== 'quiet' || rests(index, operation)) return index;
      run.operation = index;
      index = operation.act(run, index);
      if (run.stopped) return index;
    }
    throw new Error(
      `the code ran ${QUIET_LIMIT} operations from ${from} without touching memory; ` +
        'a loop of the listing has no step in it',
    );
  }
}

function prepared({ op, dead }: Operation, index: number, space: AddressSpace): Prepared {
  switch (op.kind) {
    case 'end':
      return { kind: 'end' };
    case 'set':
    case 'branch':
    case 'jump':
    case 'bug':
    case 'warn':
    case 'bound':
    case 'ghost':
    case 'ghost-load':
    case 'interrupts':
    case 'enter':
    case 'leave': {
      const rests = op.kind === 'ghost' && op.until;
      return { kind: 'quiet', act: quietAction(op), rests, dead };
    }
    case 'load':
    case 'store':
    case 'rmw':
    case 'cmpxchg':
    case 'bit':
    case 'lock':
    case 'trylock':
    case 'unlock':
    case 'wait':
    case 'pause':
    case 'choose':
      return { kind: 'touch', touch: preparedTouch(op, index, space), dead };
  }
}
