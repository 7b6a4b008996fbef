/** Assignments that happen at once, written one after the other. */
import type { Half } from './half.ts';

export interface Assignment {
  /** Name of the variable as `Half.reads` has it. */
  readonly variable: string;
  /** As it is called here. */
  readonly target: string;
  readonly value: Half;
  /** The operation it comes from; absent for what no line says. */
  readonly operation?: number;
}

export interface Sequence {
  readonly assignments: readonly Assignment[];
  /** Spare variables in use, `spare_0` onwards. */
  readonly spares: number;
}

/**
 * In an order in which nothing is overwritten that another one still reads. Where they go round in a
 * circle one value waits in a spare variable, which is 0 again in the end.
 */
export function inSequence(all: readonly Assignment[]): Sequence {
  const waiting = [...all];
  const done: Assignment[] = [];
  const last: Assignment[] = [];
  let spares = 0;
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ variable }, index) =>
      waiting.every((other, at) => at === index || !other.value.reads.has(variable)),
    );
    const [next] = waiting.splice(Math.max(free, 0), 1);
    if (next === undefined) break;
    if (free >= 0) {
      done.push(next);
      continue;
    }
    const spare = `spare_${spares++}`;
    done.push({ variable: spare, target: spare, value: next.value });
    last.push({ ...next, value: { text: spare, reads: new Set([spare]) } });
    last.push({ variable: spare, target: spare, value: { text: '0', reads: new Set(), value: 0 } });
  }
  return { assignments: [...done, ...last], spares };
}
