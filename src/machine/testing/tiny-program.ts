/**
 * Programs of a few operations, written by hand: what the machine's tests run. The memory is two
 * struct pages side by side and a node with two locks:
 *
 *     PAGE  flags 0, next 8, prev 16 | count 16 (the low half of prev), refcount 52
 *     NODE  lru_lock 0, pin_lock 4, done 8
 */
import type {
  Field,
  Actor,
  Code,
  Expr,
  InitialGhost,
  InitialWord,
  Operation,
  Place,
  Probe,
  Program,
  Quiet,
  Touch,
} from '../../listing/program.ts';

export const PAGE = 0xffffea0000140000n;
export const NEXT_PAGE = PAGE + 64n;
export const NODE = 0xffff888000001000n;

export const number = (value: bigint | number): Expr => ({ kind: 'const', value: BigInt(value) });
export const local = (slot: number): Expr => ({ kind: 'local', slot });

export function binary(
  left: Expr,
  operator: Extract<Expr, { kind: 'binary' }>['operator'],
  right: Expr,
  signed = false,
): Expr {
  return { kind: 'binary', operator, left, right, signed };
}

/** A place at a constant address, or `offset` bytes behind a pointer in a local. */
export function place(
  base: bigint | Expr,
  offset = 0,
  width: Place['width'] = 8,
  more: Partial<Place> = {},
): Place {
  const from = typeof base === 'bigint' ? number(base) : base;
  return { base: from, offset, width, signed: false, name: `+${offset}`, ...more };
}

export const FLAGS = place(PAGE, 0, 8, { name: 'page.flags' });
export const LRU_BIT = place(PAGE, 0, 8, { name: 'page.flags.lru', bit: 5 });
export const PREV = place(PAGE, 16, 8, { name: 'page.lru.prev' });
export const PIN_COUNT = place(PAGE, 16, 4, { name: 'page.dma_pinned_count', signed: true });
export const REFCOUNT = place(PAGE, 52, 4, { name: 'page._refcount', signed: true });
export const LRU_LOCK = place(NODE, 0, 4, { name: 'node.lru_lock' });
export const PIN_LOCK = place(NODE, 4, 4, { name: 'node.pin_lock' });
export const DEVICE_DONE = place(NODE, 8, 8, { name: 'node.done' });

export const load = (from: Place, to: number): Touch => ({ kind: 'load', place: from, to });
export const store = (to: Place, value: Expr | number | bigint): Touch => ({
  kind: 'store',
  place: to,
  value: typeof value === 'object' ? value : number(value),
});
export const add = (to: Place, by: number | bigint, result?: number): Touch => ({
  kind: 'rmw',
  place: to,
  operator: '+',
  value: number(BigInt.asUintN(64, BigInt(by))),
  ...(result === undefined ? {} : { to: result }),
});
export const lock = (at: Place, mode: 'plain' | 'irq' | 'irqsave' = 'plain'): Touch => ({
  kind: 'lock',
  place: at,
  mode,
});
export const unlock = (at: Place, mode: 'plain' | 'irq' | 'irqsave' = 'plain'): Touch => ({
  kind: 'unlock',
  place: at,
  mode,
});
export const waitFor = (from: Place, value: number, to: number): Touch => ({
  kind: 'wait',
  place: from,
  to,
  until: binary(local(to), '==', number(value)),
});
export const pause = (text: string): Touch => ({ kind: 'pause', text });
/** Goes to the first index where the test is true, else to the second. */
export function branch(test: Expr, [yes, no]: readonly [number, number]): Quiet {
  const kind = 'branch';
  // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's field; nobody awaits it
  return { kind, test, then: yes, otherwise: no };
}
const END: Quiet = { kind: 'end' };

type Line = Touch | Quiet | { readonly op: Touch | Quiet; readonly dead: readonly number[] };

/** Code whose operations are the given ones; `end` is added where the last one is none. */
export function code(
  lines: readonly Line[],
  more: { readonly slots?: number; readonly epilogue?: number } = {},
): Code {
  const operations: Operation[] = lines.map((line) => {
    const { op, dead } = 'op' in line ? line : { op: line, dead: [] };
    return { op, dead, stack: [], locals: [] };
  });
  if (operations.at(-1)?.op.kind !== 'end') {
    operations.push({ op: END, dead: [], stack: [], locals: [] });
  }
  const { slots = 4, epilogue } = more;
  return { operations, start: 0, slots, ...(epilogue === undefined ? {} : { epilogue }) };
}

export const cpu = (index: number, script: Code | readonly Line[]): Actor => ({
  id: `cpu${index}`,
  kind: 'cpu',
  cpu: index,
  role: '',
  code: 'operations' in script ? script : code(script),
});
export const device = (script: Code | readonly Line[]): Actor => ({
  id: 'device',
  kind: 'device',
  cpu: -1,
  role: '',
  code: 'operations' in script ? script : code(script),
});
export const interrupt = (on: number, script: Code | readonly Line[]): Actor => ({
  id: `irq${on}`,
  kind: 'interrupt',
  cpu: on,
  role: '',
  code: 'operations' in script ? script : code(script),
});

const locks: readonly Field[] = ['lru_lock', 'pin_lock'].map((name, index) => ({
  name,
  offset: 4 * index,
  width: 4,
  signed: false,
  kind: 'spinlock',
  length: 1,
  bits: {},
}));

/** A program over the memory described above. */
export function program(
  actors: readonly Actor[],
  more: {
    readonly initial?: readonly InitialWord[];
    readonly initialGhosts?: readonly InitialGhost[];
    readonly probes?: readonly Probe[];
  } = {},
): Program {
  const struct = { fields: [], embedded: [] };
  return {
    structs: [
      { ...struct, name: 'page', size: 64, ghosts: ['pins'] },
      { ...struct, fields: locks, name: 'node', size: 16, ghosts: [] },
    ],
    objects: [
      { name: 'node', struct: 'node', address: NODE },
      { name: 'P', struct: 'page', address: PAGE },
      { name: 'C', struct: 'page', address: NEXT_PAGE },
    ],
    constants: {},
    functions: [],
    actors,
    probes: more.probes ?? [],
    initial: more.initial ?? [],
    initialGhosts: more.initialGhosts ?? [],
  };
}
