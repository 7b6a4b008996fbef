/**
 * Test support: programs of a few lines over two pages and two locks with everything that an export
 * has to know: wild and misaligned pointers, words seen under several widths, choices, locks,
 * interrupts that spin, a device, ghosts through pointers, an epilogue.
 */
import * as fc from 'fast-check';
import type { Actor, Code, Expr, Program, Quiet, Touch } from '../../../listing/program.ts';
import {
  DEVICE_DONE,
  LRU_BIT,
  LRU_LOCK,
  NEXT_PAGE,
  PAGE,
  PIN_COUNT,
  PIN_LOCK,
  PREV,
  REFCOUNT,
  binary,
  branch,
  code,
  cpu,
  device,
  interrupt,
  local,
  number,
  place,
  program,
  waitFor,
} from '../../../machine/testing/tiny-program.ts';

const slot = fc.nat(3);
const word = fc
  .constantFrom(0n, 1n, 2n, PAGE + 8n, NEXT_PAGE + 7n, 0xdead000000000100n, 2n ** 64n - 1n)
  .map(number);
const operand = fc.oneof(word, slot.map(local));
const computed: fc.Arbitrary<Expr> = fc
  .tuple(
    fc.constantFrom('+', '-', '&', '|', '^', '==', '!=', '<', '<=', '>', '>=', 'and', 'or'),
    slot,
    operand,
    fc.boolean(),
  )
  .map(([operator, left, right, isSigned]) => binary(local(left), operator, right, isSigned));
const scaled: fc.Arbitrary<Expr> = fc
  .tuple(fc.constantFrom('*', '<<', '>>'), slot, fc.constantFrom(0, 1, 3, 16, 33, 63, 70))
  .map(([operator, left, right]) => binary(local(left), operator, number(right)));
const value: fc.Arbitrary<Expr> = fc.oneof(
  operand,
  computed,
  scaled,
  slot.map((of): Expr => ({ kind: 'not', of: local(of) })),
  slot.map((of): Expr => ({ kind: 'complement', of: local(of) })),
);

const fixed = fc.constantFrom(
  PREV,
  PIN_COUNT,
  REFCOUNT,
  place(PAGE, 0),
  place(NEXT_PAGE - 3n),
  place(PAGE, 5, 2, { signed: true }),
  place(PAGE, 7, 2),
  place(PAGE, 6, 1, { signed: true }),
  place(PAGE, 18, 4, { signed: true }),
);
const anywhere = fc.oneof(
  { weight: 4, arbitrary: fixed },
  { weight: 2, arbitrary: slot.map((pointer) => place(local(pointer), 8)) },
  { weight: 1, arbitrary: slot.map((at) => place(PAGE, 8, 8, { index: local(at), stride: 8 })) },
);
const mode = fc.constantFrom('plain', 'irq', 'irqsave');
const spinlock = fc.constantFrom(LRU_LOCK, PIN_LOCK);

const touch: fc.Arbitrary<Touch> = fc.oneof(
  fc.record({ kind: fc.constant('load'), place: anywhere, to: slot }),
  fc.record({ kind: fc.constant('load'), place: fc.constant(LRU_BIT), to: slot }),
  fc.record({ kind: fc.constant('store'), place: anywhere, value }),
  fc.record({
    kind: fc.constant('rmw'),
    place: anywhere,
    operator: fc.constantFrom('+', '-', '&', '|', '^'),
    value,
    to: slot,
  }),
  fc.record({
    kind: fc.constant('cmpxchg'),
    place: anywhere,
    expected: value,
    desired: value,
    to: slot,
  }),
  fc.record({
    kind: fc.constant('bit'),
    place: fc.constant(LRU_BIT),
    value: fc.constantFrom(0, 1),
    to: slot,
  }),
  fc.record({ kind: fc.constant('lock'), place: spinlock, mode }),
  fc.record({ kind: fc.constant('trylock'), place: spinlock, to: slot }),
  fc.record({ kind: fc.constant('unlock'), place: spinlock, mode }),
  fc.record({ kind: fc.constant('pause'), text: fc.constant('takes time') }),
  fc.record({ kind: fc.constant('choose'), low: fc.constant(0), high: fc.nat(2), to: slot }),
);
const page = fc.constantFrom(number(PAGE), number(NEXT_PAGE));
const quiet: fc.Arbitrary<Quiet> = fc.oneof(
  fc.record({ kind: fc.constant('set'), to: slot, value }),
  fc.record({
    kind: fc.constant('ghost'),
    object: fc.oneof(page, slot.map(local)),
    field: fc.constant('pins'),
    operator: fc.constantFrom('+', '-', '='),
    value,
    until: fc.constant(false),
  }),
  fc.record({
    kind: fc.constant('ghost-load'),
    object: page,
    field: fc.constant('pins'),
    to: slot,
  }),
  fc.record({
    kind: fc.constant('bug'),
    test: slot.map((of) => binary(local(of), '==', number(3))),
    text: fc.constant('three'),
  }),
  fc.record({ kind: fc.constant('interrupts'), change: fc.constantFrom('off', 'restore', 'on') }),
  fc.record({ kind: fc.constant('warn'), test: value, text: fc.constant('told') }),
);
const pinEnds: Quiet = {
  kind: 'ghost',
  object: number(PAGE),
  field: 'pins',
  operator: '-',
  value: number(1),
  until: true,
};
const lines = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: touch.map((op): readonly (Touch | Quiet)[] => [op]) },
      { weight: 2, arbitrary: quiet.map((op): readonly (Touch | Quiet)[] => [op]) },
      { weight: 1, arbitrary: touch.map((op): readonly (Touch | Quiet)[] => [pinEnds, op]) },
    ),
    { maxLength: 7 },
  )
  .map((groups) => groups.flat());

/** Code with a branch forward, over one line, at some places. */
const branching: fc.Arbitrary<readonly (Touch | Quiet)[]> = fc
  .tuple(lines, fc.array(fc.tuple(fc.nat(7), slot), { maxLength: 2 }))
  .map(([plain, branches]) => {
    const all: (Touch | Quiet)[] = [...plain];
    for (const [at, test] of branches) {
      all.splice(at % (all.length + 1), 0, branch(local(test), [0, 0]));
    }
    return all.map((op, index) =>
      op.kind === 'branch' ? branch(op.test, [index + 1, Math.min(index + 2, all.length)]) : op,
    );
  });

/** Code of which the last lines are the epilogue. */
const withEpilogue: fc.Arbitrary<Code> = fc
  .tuple(branching, fc.nat(2))
  .map(([all, length]) =>
    all.length === 0 ? code(all) : code(all, { epilogue: Math.max(1, all.length - length) }),
  );

const actors: fc.Arbitrary<readonly Actor[]> = fc
  .record({
    first: withEpilogue,
    second: withEpilogue,
    handler: branching,
    other: fc.option(lines),
    work: fc.option(lines),
  })
  .map(({ first, second, handler, other, work }) => [
    cpu(0, first),
    cpu(1, second),
    interrupt(0, handler),
    ...(other === null ? [] : [{ ...interrupt(0, other), id: 'irq0_other' }]),
    ...(work === null ? [] : [device([waitFor(DEVICE_DONE, 0, 0), ...work])]),
  ]);

/** A program of two CPUs, one or two interrupts on the first of them, and perhaps a device. */
export const randomProgram: fc.Arbitrary<Program> = actors.map((all) => program(all));
