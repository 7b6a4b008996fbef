/**
 * Test support: programs at random, over the memory of tiny-program. They do everything that a
 * program can do, senseless as it is: wild pointers, locks given back by others, ghosts of nothing,
 * checks that fire, interrupts that find their lock held, loops that count and loops that do not.
 */
import * as fc from 'fast-check';
import type { Actor, Code, Place, Quiet, Touch } from '../../listing/program.ts';
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
  waitFor,
} from './tiny-program.ts';

/** Locals that lines use; those behind them count the rounds of loops. */
const LOCALS = 4;

const slot = fc.nat(LOCALS - 1);
const word = fc.constantFrom(0n, 1n, 2n, PAGE + 8n, NEXT_PAGE + 7n, 0xdead000000000100n);
const value = fc.oneof(word.map(number), slot.map(local));
const fixed = fc.constantFrom<Place[]>(
  PREV,
  PIN_COUNT,
  REFCOUNT,
  place(PAGE, 0),
  place(NEXT_PAGE - 3n),
);
const anywhere = fc.oneof(
  { weight: 4, arbitrary: fixed },
  { weight: 1, arbitrary: slot.map((pointer) => place(local(pointer), 8, 8)) },
);
const object = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(number(PAGE), number(NEXT_PAGE)) },
  { weight: 1, arbitrary: slot.map(local) },
);
const spinlock = fc.constantFrom(LRU_LOCK, PIN_LOCK);

/** Touches after which there are no more values than before, however often they are made. */
const tameTouch: fc.Arbitrary<Touch> = fc.oneof(
  fc.record({ kind: fc.constant('load'), place: anywhere, to: slot }),
  fc.record({ kind: fc.constant('store'), place: anywhere, value }),
  fc.record({
    kind: fc.constant('cmpxchg'),
    place: fixed,
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
  fc.record({ kind: fc.constant('lock'), place: spinlock, mode: fc.constantFrom('plain', 'irq') }),
  fc.record({ kind: fc.constant('trylock'), place: spinlock, to: slot }),
  fc.record({
    kind: fc.constant('unlock'),
    place: spinlock,
    mode: fc.constantFrom('plain', 'irq'),
  }),
  fc.record({ kind: fc.constant('choose'), low: fc.constant(0), high: fc.nat(2), to: slot }),
);

const touch: fc.Arbitrary<Touch> = fc.oneof(
  { weight: 8, arbitrary: tameTouch },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('rmw'),
      place: fixed,
      operator: fc.constantFrom('+', '-', '&', '|', '^'),
      value,
      to: slot,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom('lock', 'unlock'),
      place: spinlock,
      mode: fc.constant('irqsave'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fixed, fc.nat(1), slot).map(([at, wanted, to]) => waitFor(at, wanted, to)),
  },
);

const tameQuiet: fc.Arbitrary<Quiet> = fc.oneof(
  fc.record({ kind: fc.constant('set'), to: slot, value }),
  fc.record({
    kind: fc.constant('bug'),
    test: slot.map((of) => binary(local(of), '==', number(2))),
    text: fc.constant('two'),
  }),
  fc.record({
    kind: fc.constant('ghost-load'),
    object,
    field: fc.constant('pins'),
    to: slot,
  }),
);

const quiet: fc.Arbitrary<Quiet> = fc.oneof(
  tameQuiet,
  fc.record({
    kind: fc.constant('ghost'),
    object,
    field: fc.constant('pins'),
    operator: fc.constantFrom('+', '-', '='),
    value,
    until: fc.constant(false),
  }),
  fc.record({ kind: fc.constant('interrupts'), change: fc.constantFrom('off', 'restore', 'on') }),
);

/** Lines whose jumps are relative to the first of them. */
type Lines = readonly (Touch | Quiet)[];

const untilTouch: fc.Arbitrary<Lines> = touch.map((after) => [
  {
    kind: 'ghost',
    object: number(PAGE),
    field: 'pins',
    operator: '-',
    value: number(1),
    until: true,
  },
  after,
]);

/** A test that may leave out the line after it. */
const skipping: fc.Arbitrary<Lines> = fc
  .tuple(slot, touch)
  .map(([of, line]) => [branch(binary(local(of), '==', number(0)), [1, 2]), line]);

const line: fc.Arbitrary<Lines> = fc.oneof(
  { weight: 4, arbitrary: touch.map((op) => [op]) },
  { weight: 2, arbitrary: quiet.map((op) => [op]) },
  { weight: 1, arbitrary: untilTouch },
  { weight: 1, arbitrary: skipping },
);
const tameLine: fc.Arbitrary<Lines> = fc.oneof(
  { weight: 4, arbitrary: tameTouch.map((op) => [op]) },
  { weight: 1, arbitrary: tameQuiet.map((op) => [op]) },
);

function placed(op: Touch | Quiet, by: number): Touch | Quiet {
  if (op.kind === 'jump') return { ...op, to: op.to + by };
  if (op.kind !== 'branch') return op;
  return branch(op.test, [op.then + by, op.otherwise + by]);
}

/** Pieces one behind the other, their jumps moved along. */
function joined(pieces: readonly Lines[]): Lines {
  const all: (Touch | Quiet)[] = [];
  for (const piece of pieces) {
    const by = all.length;
    all.push(...piece.map((op) => placed(op, by)));
  }
  return all;
}

const blockOf = (of: fc.Arbitrary<Lines>, most: number): fc.Arbitrary<Lines> =>
  fc.array(of, { minLength: 1, maxLength: most }).map(joined);

/** As `loop at most` is compiled; leaves it when a local is 0. */
function countedLoop(body: Lines, rounds: number, counter: number, leave: number): Lines {
  const after = body.length + 6;
  return [
    { kind: 'set', to: counter, value: number(0) },
    ...body.map((op) => placed(op, 1)),
    branch(binary(local(leave), '==', number(0)), [after, body.length + 2]),
    branch(binary(local(counter), '==', number(rounds - 1)), [body.length + 5, body.length + 3]),
    { kind: 'set', to: counter, value: binary(local(counter), '+', number(1)) },
    { kind: 'jump', to: 1 },
    { kind: 'bound', text: 'no more rounds' },
  ];
}

/** As `repeat` is compiled; goes round until a local is 0. The pause makes every round a step. */
function uncountedLoop(body: Lines, leave: number): Lines {
  return [
    { kind: 'pause', text: 'once more' },
    ...body.map((op) => placed(op, 1)),
    branch(binary(local(leave), '==', number(0)), [body.length + 3, body.length + 2]),
    { kind: 'jump', to: 0 },
  ];
}

const innerLoop: fc.Arbitrary<Lines> = fc
  .tuple(blockOf(line, 2), fc.integer({ min: 1, max: 2 }), slot)
  .map(([body, rounds, leave]) => countedLoop(body, rounds, LOCALS + 1, leave));
const counted: fc.Arbitrary<Lines> = fc
  .tuple(
    blockOf(fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: innerLoop }), 2),
    fc.integer({ min: 1, max: 3 }),
    slot,
  )
  .map(([body, rounds, leave]) => countedLoop(body, rounds, LOCALS, leave));
const uncounted: fc.Arbitrary<Lines> = fc
  .tuple(blockOf(tameLine, 2), slot)
  .map(([body, leave]) => uncountedLoop(body, leave));

/** Which loops there are beside the lines. */
export type Loops = 'none' | 'counted' | 'any';

function linesOf(most: number, loops: Loops): fc.Arbitrary<Lines> {
  const kinds = [{ weight: 6, arbitrary: line }];
  if (loops !== 'none') kinds.push({ weight: 1, arbitrary: counted });
  if (loops === 'any') kinds.push({ weight: 1, arbitrary: uncounted });
  return fc.array(fc.oneof(...kinds), { maxLength: most }).map(joined);
}

/** An epilogue begins with a touch: a step of its own. */
function scriptOf(most: number, loops: Loops): fc.Arbitrary<Code> {
  const epilogue = fc.option(
    fc.tuple(touch, blockOf(line, 1)).map(([first, rest]) => joined([[first], rest])),
    { freq: 4 },
  );
  return fc.tuple(linesOf(most, loops), epilogue).map(([lines, last]) => {
    const slots = LOCALS + 2;
    if (last === null) return code(lines, { slots });
    return code(joined([lines, last]), { slots, epilogue: lines.length });
  });
}

/** Two CPUs, an interrupt on the first, a device; `most` pieces of code for each. */
export function randomActors(most: number, loops: Loops): fc.Arbitrary<readonly Actor[]> {
  const handler = linesOf(most, loops).map((lines) => code(lines, { slots: LOCALS + 2 }));
  const done = linesOf(most, loops).map((lines) =>
    code(joined([[waitFor(DEVICE_DONE, 0, 0)], lines]), { slots: LOCALS + 2 }),
  );
  return fc
    .tuple(scriptOf(most, loops), scriptOf(most, loops), handler, done)
    .map(([first, second, interrupted, asked]) => [
      cpu(0, first),
      cpu(1, second),
      interrupt(0, interrupted),
      device(asked),
    ]);
}
