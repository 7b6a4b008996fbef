/**
 * The breadth-first engine as WebAssembly, written for one row layout. The rows of all states stand
 * one behind the other in the order of discovery, which is the queue; a table of their numbers finds
 * a row again. Whatever the engine does not know it asks for by giving back control, and begins again
 * at the same actor when it is called the next time, so that nothing is counted twice.
 */
import type { EngineShape } from './engine-shape.ts';
import {
  type Code,
  i32,
  get,
  set,
  isZero,
  equal,
  atLeast,
  add,
  multiply,
  and,
  or,
  xor,
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
} from '../wasm/code.ts';
import { moduleBytes } from '../wasm/module-bytes.ts';
import { header, request } from './memory-plan.ts';
import { least } from './least-code.ts';
import type { RowLayout } from './row-layout.ts';
import {
  successorSize,
  Locals,
  headerWord,
  setHeaderWord,
  fieldOf,
  applied,
  origin,
  stepsOfActors,
  hashed,
  judged,
  minusOne,
} from './step-code.ts';

/** A table entry is a row's number plus 1 in the low bits, and some of its hash above. */
export const NUMBER_BITS = 26;
export const NUMBER = (1 << NUMBER_BITS) - 1;

/** `run` works up to `until` and gives a `request`; `rehash` fills an empty table with all rows. */
export function breadthFirstModule(shape: EngineShape): Uint8Array<ArrayBuffer> {
  return moduleBytes([
    { name: 'run', parameters: 0, ...runCode(shape) },
    { name: 'rehash', parameters: 0, ...rehashCode(shape.layout) },
  ]);
}

function runCode(shape: EngineShape): { readonly locals: number; readonly body: Code } {
  const { layout, actors } = shape;
  const locals = new Locals();
  const words = locals.many(layout.words);
  const next = locals.many(layout.words);
  const [at, count, row, node] = [locals.one(), locals.one(), locals.one(), locals.one()];
  const [left, entry, hash, slot] = [locals.one(), locals.one(), locals.one(), locals.one()];
  const [found, broken, moved, transitions] = [
    locals.one(),
    locals.one(),
    locals.one(),
    locals.one(),
  ];
  const [other, choice, judgeHash, parents] = [
    locals.one(),
    locals.one(),
    locals.one(),
    locals.one(),
  ];
  const rowSize = 4 * layout.words;
  const [image, best] = [locals.many(layout.words), locals.many(layout.words)];

  const leave = (why: number, actor: number, more: Code = []): Code =>
    all(
      setHeaderWord(header.next, get(at)),
      setHeaderWord(header.count, get(count)),
      setHeaderWord(header.moved, get(moved)),
      setHeaderWord(header.transitions, get(transitions)),
      setHeaderWord(header.resume, i32(actor)),
      setHeaderWord(header.actor, i32(actor)),
      setHeaderWord(header.choice, get(choice)),
      setHeaderWord(header.broken, get(broken)),
      more,
      giveBack(i32(why)),
    );
  const successorInHeader = all(
    ...next.map((word, index) => setHeaderWord(header.successor + 4 * index, get(word))),
  );
  const reportUnlessFound = (actor: number): Code =>
    when(
      and(get(broken), xor(get(found), i32(-1))),
      leave(request.broken, actor, successorInHeader),
    );

  /** Leaves 1 in `other` when the row at `slot` is the successor. */
  const isSameRow = next
    .map((word, index) => equal(load(get(other), 4 * index), get(word)))
    .reduce<Code>((both, each) => and(both, each), i32(1));
  const tagged = (code: Code): Code => and(code, i32(~NUMBER));

  const successor = (actor: number): Code =>
    all(
      applied(words, entry, next),
      set(broken, load(get(entry))),
      reportUnlessFound(actor),
      shape.images.length === 0
        ? []
        : least({
            shape,
            words,
            next,
            image,
            best,
            late: leave(request.late, actor),
          }),
      hashed(next, hash),
      set(slot, and(get(hash), headerWord(header.tableMask))),
      block(
        loop(
          set(other, load(add(headerWord(header.table), shiftLeft(get(slot), i32(2))))),
          // Known: leaves the outer block. Free: goes on to insert, which ends in the same place.
          when(
            isZero(get(other)),
            all(
              judged({
                masks: shape.checkMasks,
                words: next,
                hash: judgeHash,
                slot: node,
                broken,
                unknown: leave(request.unknownMemory, actor, successorInHeader),
              }),
              reportUnlessFound(actor),
              when(atLeast(get(count), headerWord(header.capacity)), leave(request.full, actor)),
              set(other, add(headerWord(header.rows), multiply(get(count), i32(rowSize)))),
              ...next.map((word, index) => store(get(other), 4 * index, get(word))),
              store(
                add(get(parents), shiftLeft(get(count), i32(2))),
                0,
                origin(shape, get(at), actor, choice),
              ),
              set(count, add(get(count), i32(1))),
              store(
                add(headerWord(header.table), shiftLeft(get(slot), i32(2))),
                0,
                or(tagged(get(hash)), get(count)),
              ),
              branch(2),
            ),
          ),
          when(
            isZero(tagged(xor(get(other), get(hash)))),
            all(
              set(
                other,
                add(
                  headerWord(header.rows),
                  multiply(minusOne(and(get(other), i32(NUMBER))), i32(rowSize)),
                ),
              ),
              branchIf(2, isSameRow),
            ),
          ),
          set(slot, and(add(get(slot), i32(1)), headerWord(header.tableMask))),
          branch(0),
        ),
      ),
      set(entry, add(get(entry), i32(successorSize(layout.words)))),
      set(choice, add(get(choice), i32(1))),
    );

  const steps = stepsOfActors({
    shape,
    words,
    row,
    locals: { node, left, entry, choice, moved, transitions },
    unknown: (actor) => leave(request.unknownStep, actor),
    successor,
  });

  const stop = layout.field(shape.stopCell);
  const expand = all(steps, when(isZero(get(moved)), leave(request.end, actors)));
  const body = all(
    set(at, headerWord(header.next)),
    set(count, headerWord(header.count)),
    set(found, headerWord(header.found)),
    set(moved, headerWord(header.moved)),
    set(parents, headerWord(header.parents)),
    set(transitions, i32(0)),
    block(
      loop(
        branchIf(1, atLeast(get(at), get(count))),
        branchIf(1, atLeast(get(at), headerWord(header.until))),
        set(row, add(headerWord(header.rows), multiply(get(at), i32(rowSize)))),
        ...words.map((word, index) => set(word, load(get(row), 4 * index))),
        when(
          isZero(fieldOf(stop, words)),
          expand,
          setHeaderWord(header.stopped, add(headerWord(header.stopped), i32(1))),
        ),
        set(at, add(get(at), i32(1))),
        set(moved, i32(0)),
        setHeaderWord(header.resume, i32(0)),
        branch(0),
      ),
    ),
    leave(request.done, 0),
    i32(request.done),
  );
  return { locals: locals.size, body };
}

function rehashCode(layout: RowLayout): { readonly locals: number; readonly body: Code } {
  const locals = new Locals();
  const words = locals.many(layout.words);
  const [at, row, hash, slot] = [locals.one(), locals.one(), locals.one(), locals.one()];
  const place = add(headerWord(header.table), shiftLeft(get(slot), i32(2)));
  const body = all(
    set(row, headerWord(header.rows)),
    block(
      loop(
        branchIf(1, atLeast(get(at), headerWord(header.count))),
        ...words.map((word, index) => set(word, load(get(row), 4 * index))),
        hashed(words, hash),
        set(slot, and(get(hash), headerWord(header.tableMask))),
        block(
          loop(
            branchIf(1, isZero(load(place))),
            set(slot, and(add(get(slot), i32(1)), headerWord(header.tableMask))),
            branch(0),
          ),
        ),
        set(at, add(get(at), i32(1))),
        store(place, 0, or(and(get(hash), i32(~NUMBER)), get(at))),
        set(row, add(get(row), i32(4 * layout.words))),
        branch(0),
      ),
    ),
    i32(0),
  );
  return { locals: locals.size, body };
}
