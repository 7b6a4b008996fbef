/**
 * Buckets of records as WebAssembly: chunks of memory in a chain. `place` finds room for a record,
 * `gather` finds equal states within one bucket.
 */
import type { EngineShape } from './engine-shape.ts';
import {
  type Code,
  i32,
  get,
  set,
  isZero,
  equal,
  less,
  add,
  subtract,
  and,
  shiftLeft,
  load,
  store,
  clear,
  block,
  loop,
  when,
  branch,
  branchIf,
  giveBack,
  all,
} from '../wasm/code.ts';

import { header } from './memory-plan.ts';
import { Locals, headerWord, setHeaderWord, hashed } from './step-code.ts';

/** Bytes of a chunk of records; its first word is the address of the next chunk. */
export const CHUNK = 1 << 14;
export const CHUNK_HEAD = 4;

/** Words of a bucket: its first chunk, its last, where the next record goes, how many there are. */
export const bucketWords = { first: 0, last: 4, write: 8, count: 12 } as const;
export const BUCKET = 16;

export const recordSize = (words: number): number => 4 * words + 8;

/** Distance of a record whose state is in the bucket already. */
export const DEAD = -1;

export interface Body {
  readonly locals: number;
  readonly body: Code;
}

/** Address at which the next record of a bucket goes; 0 when a chunk is missing. */
export function placeCode({ layout }: EngineShape): Body {
  const bucket = 0;
  const locals = new Locals();
  locals.one();
  const [at, chunk] = [locals.one(), locals.one()];
  const size = recordSize(layout.words);
  const body = all(
    set(at, load(get(bucket), bucketWords.write)),
    // Chunks lie at multiples of their size; a new bucket's place is 0 and has no room either.
    when(less(subtract(i32(CHUNK), and(get(at), i32(CHUNK - 1))), i32(size)), set(at, i32(0))),
    when(
      isZero(and(get(at), i32(CHUNK - 1))),
      all(
        set(chunk, headerWord(header.freeChunk)),
        when(
          get(chunk),
          setHeaderWord(header.freeChunk, load(get(chunk))),
          all(
            set(chunk, headerWord(header.top)),
            when(less(headerWord(header.end), add(get(chunk), i32(CHUNK))), giveBack(i32(0))),
            setHeaderWord(header.top, add(get(chunk), i32(CHUNK))),
          ),
        ),
        store(get(chunk), 0, i32(0)),
        when(
          load(get(bucket), bucketWords.first),
          store(load(get(bucket), bucketWords.last), 0, get(chunk)),
          store(get(bucket), bucketWords.first, get(chunk)),
        ),
        store(get(bucket), bucketWords.last, get(chunk)),
        set(at, add(get(chunk), i32(CHUNK_HEAD))),
      ),
    ),
    store(get(bucket), bucketWords.write, add(get(at), i32(size))),
    store(get(bucket), bucketWords.count, add(load(get(bucket), bucketWords.count), i32(1))),
    get(at),
  );
  return { locals: locals.size - 1, body };
}

/** Runs `each` for every record of the bucket at work from `record` on. `each` may branch to 0. */
export function overRecords(record: number, chunk: number, size: number, each: Code): Code {
  return block(
    loop(
      branchIf(1, isZero(get(chunk))),
      // A chunk ends where no record fits any more, or where the bucket's records end.
      when(
        less(subtract(add(get(chunk), i32(CHUNK)), get(record)), i32(size)),
        all(set(chunk, load(get(chunk))), set(record, add(get(chunk), i32(CHUNK_HEAD))), branch(1)),
      ),
      branchIf(1, equal(get(record), load(headerWord(header.bucket), bucketWords.write))),
      block(each),
      set(record, add(get(record), i32(size))),
      branch(0),
    ),
  );
}

/** Finds equal states in the bucket at work and leaves the nearest of each. Gives how many there are. */
export function gatherCode({ layout }: EngineShape): Body {
  const locals = new Locals();
  const words = locals.many(layout.words);
  const [chunk, record, hash, slot] = [locals.one(), locals.one(), locals.one(), locals.one()];
  const [other, place, count] = [locals.one(), locals.one(), locals.one()];
  const size = recordSize(layout.words);
  const parent = 4 * layout.words;
  const distance = parent + 4;
  const isSame = words
    .map((word, index) => equal(load(get(other), 4 * index), get(word)))
    .reduce<Code>((both, each) => and(both, each), i32(1));
  const each = all(
    ...words.map((word, index) => set(word, load(get(record), 4 * index))),
    hashed(words, hash),
    set(slot, and(get(hash), headerWord(header.tableMask))),
    block(
      loop(
        set(place, add(headerWord(header.table), shiftLeft(get(slot), i32(2)))),
        set(other, load(get(place))),
        when(
          isZero(get(other)),
          all(store(get(place), 0, get(record)), set(count, add(get(count), i32(1))), branch(2)),
        ),
        when(
          isSame,
          all(
            when(
              less(load(get(record), distance), load(get(other), distance)),
              all(
                store(get(other), parent, load(get(record), parent)),
                store(get(other), distance, load(get(record), distance)),
              ),
            ),
            store(get(record), distance, i32(DEAD)),
            branch(2),
          ),
        ),
        set(slot, and(add(get(slot), i32(1)), headerWord(header.tableMask))),
        branch(0),
      ),
    ),
  );
  const body = all(
    clear(headerWord(header.table), shiftLeft(add(headerWord(header.tableMask), i32(1)), i32(2))),
    set(chunk, load(headerWord(header.bucket), bucketWords.first)),
    set(record, add(get(chunk), i32(CHUNK_HEAD))),
    overRecords(record, chunk, size, each),
    get(count),
  );
  return { locals: locals.size, body };
}
