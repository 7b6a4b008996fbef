/**
 * The sweep as WebAssembly. In a program without loops every step brings its actor nearer to its end,
 * so the sum of what all have behind them grows with every step: states are sorted into buckets by
 * that sum, and once the smaller ones are done a bucket has all states it will ever have. So equal
 * states only have to be looked for within one bucket, whose table stays in the processor's cache,
 * and nothing is kept of a state that is done but four bytes: who it came from.
 *
 * A record is the words of a row, where it came from, and its distance: the fewest steps to it. Equal
 * ones meet in their bucket, and the nearest survives; so distances are exact, and with them the
 * shortest schedules.
 */
import type { EngineShape } from './engine-shape.ts';
import {
  type Code,
  i32,
  get,
  set,
  isZero,
  trailingZeros,
  equal,
  less,
  atLeast,
  add,
  multiply,
  and,
  shiftLeft,
  load,
  store,
  block,
  loop,
  when,
  branch,
  branchIf,
  giveBack,
  all,
  callFunction,
} from '../wasm/code.ts';
import {
  BUCKET,
  recordSize,
  DEAD,
  overRecords,
  type Body,
  gatherCode,
  placeCode,
} from './bucket-code.ts';
import { moduleBytes } from '../wasm/module-bytes.ts';

import { header, request } from './memory-plan.ts';
import {
  successorSize,
  Locals,
  headerWord,
  setHeaderWord,
  fieldOf,
  applied,
  origin,
  stepsOfActors,
  judged,
  minusOne,
} from './step-code.ts';

export function sweepModule(shape: EngineShape): Uint8Array<ArrayBuffer> {
  return moduleBytes([
    { name: 'expand', parameters: 0, ...expandCode(shape) },
    { name: 'gather', parameters: 0, ...gatherCode(shape) },
    { name: 'place', parameters: 1, ...placeCode(shape) },
  ]);
}

const PLACE = 2;

/** Works through the records of the bucket at work until it has done `until` states. */
function expandCode(shape: EngineShape): Body {
  const { layout, actors } = shape;
  const locals = new Locals();
  const words = locals.many(layout.words);
  const next = locals.many(layout.words);
  const [chunk, record, node, left] = [locals.one(), locals.one(), locals.one(), locals.one()];
  const [entry, hash, broken, moved] = [locals.one(), locals.one(), locals.one(), locals.one()];
  const [transitions, choice, number, distance] = [
    locals.one(),
    locals.one(),
    locals.one(),
    locals.one(),
  ];
  const [to, bits, count] = [locals.one(), locals.one(), locals.one()];
  const size = recordSize(layout.words);
  const parent = 4 * layout.words;

  const leave = (why: number, actor: number, more: Code = []): Code =>
    all(
      setHeaderWord(header.chunk, get(chunk)),
      setHeaderWord(header.record, get(record)),
      setHeaderWord(header.count, get(count)),
      setHeaderWord(header.moved, get(moved)),
      setHeaderWord(header.transitions, get(transitions)),
      setHeaderWord(header.numbered, get(number)),
      setHeaderWord(header.distance, get(distance)),
      setHeaderWord(header.resume, i32(actor)),
      setHeaderWord(header.actor, i32(actor)),
      setHeaderWord(header.choice, get(choice)),
      setHeaderWord(header.broken, get(broken)),
      more,
      giveBack(i32(why)),
    );

  /** Asks for attention where a property in `broken` has not been broken as near as `reached`. */
  const reportIfNearer = (reached: Code, actor: number): Code =>
    all(
      set(bits, get(broken)),
      block(
        loop(
          branchIf(1, isZero(get(bits))),
          when(
            less(reached, load(shiftLeft(trailingZeros(get(bits)), i32(2)), header.best)),
            leave(request.broken, actor),
          ),
          set(bits, and(get(bits), minusOne(get(bits)))),
          branch(0),
        ),
      ),
    );

  const successor = (actor: number): Code =>
    all(
      set(broken, load(get(entry))),
      reportIfNearer(add(get(distance), i32(1)), actor),
      applied(words, entry, next),
      set(
        to,
        callFunction(
          PLACE,
          add(headerWord(header.bucket), multiply(load(get(entry), 4), i32(BUCKET))),
        ),
      ),
      when(isZero(get(to)), leave(request.noChunk, actor)),
      ...next.map((word, index) => store(get(to), 4 * index, get(word))),
      store(get(to), parent, origin(shape, minusOne(get(number)), actor, choice)),
      store(get(to), parent + 4, add(get(distance), i32(1))),
      set(entry, add(get(entry), i32(successorSize(layout.words)))),
      set(choice, add(get(choice), i32(1))),
    );

  const steps = stepsOfActors({
    shape,
    words,
    row: record,
    locals: { node, left, entry, choice, moved, transitions },
    unknown: (actor) => leave(request.unknownStep, actor),
    successor,
  });

  /** Judges the state at work, gives it its number and keeps where it came from. */
  const arrive = all(
    judged({
      masks: shape.checkMasks,
      words,
      hash,
      slot: node,
      broken,
      unknown: leave(
        request.unknownMemory,
        0,
        all(...words.map((word, index) => setHeaderWord(header.successor + 4 * index, get(word)))),
      ),
    }),
    // The number is not given yet: the driver sees by that that the state itself is meant.
    reportIfNearer(get(distance), 0),
    when(atLeast(get(count), headerWord(header.capacity)), leave(request.full, 0)),
    when(
      equal(headerWord(header.parentAt), headerWord(header.parentEnd)),
      leave(request.parentsFull, 0),
    ),
    store(headerWord(header.parentAt), 0, load(get(record), parent)),
    setHeaderWord(header.parentAt, add(headerWord(header.parentAt), i32(4))),
    set(count, add(get(count), i32(1))),
    set(number, get(count)),
    when(
      less(headerWord(header.deepest), get(distance)),
      setHeaderWord(header.deepest, get(distance)),
    ),
  );

  const stop = layout.field(shape.stopCell);
  const each = all(
    set(distance, load(get(record), parent + 4)),
    branchIf(0, equal(get(distance), i32(DEAD))),
    when(
      atLeast(get(count), headerWord(header.until)),
      when(isZero(get(number)), leave(request.done, 0)),
    ),
    ...words.map((word, index) => set(word, load(get(record), 4 * index))),
    when(isZero(get(number)), arrive),
    when(
      isZero(fieldOf(stop, words)),
      all(steps, when(isZero(get(moved)), leave(request.end, actors))),
      setHeaderWord(header.stopped, add(headerWord(header.stopped), i32(1))),
    ),
    set(moved, i32(0)),
    set(number, i32(0)),
    setHeaderWord(header.resume, i32(0)),
  );
  const body = all(
    set(chunk, headerWord(header.chunk)),
    set(record, headerWord(header.record)),
    set(count, headerWord(header.count)),
    set(moved, headerWord(header.moved)),
    set(number, headerWord(header.numbered)),
    overRecords(record, chunk, size, each),
    set(chunk, i32(0)),
    leave(request.done, 0),
    i32(request.done),
  );
  return { locals: locals.size, body };
}
