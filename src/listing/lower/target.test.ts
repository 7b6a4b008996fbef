import { describe } from 'vitest';
import { refuses } from '../testing/checking.ts';

describe('bits, words, locks and ghosts', () => {
  refuses(
    'a single bit cannot be stored',
    `fn f(page)
    page.flags.lru = 1`,
    `my.step:2:5: a single bit cannot be stored
    hint: write "set page.flags.lru" (atomic) or a load line and a store line`,
  );
  refuses(
    'a single bit cannot be cleared by a store',
    `fn f(page)
    page.flags.lru = 0`,
    `my.step:2:5: a single bit cannot be stored
    hint: write "clear page.flags.lru" (atomic) or a load line and a store line`,
  );
  refuses(
    'set wants a bit',
    `fn f(page)
    set page.flags`,
    `my.step:2:9: page.flags is not a single bit
    hint: write "set page.flags.locked"; its bits: locked, lru, active`,
  );
  refuses(
    'set wants a bit that there is',
    `fn f(page)
    set page.flags.lruu`,
    `my.step:2:20: page.flags has no bit lruu
    hint: did you mean lru?`,
  );
  refuses(
    'set works on memory',
    `fn f(page)
    flags = page.flags
    set flags.lru`,
    `my.step:3:9: flags.lru is a bit of a local, not of shared memory
    hint: bits have names in the struct: "bits flags: lru 5", then "set page.flags.lru"`,
  );
  refuses(
    'without wants a bit that there is',
    `fn f(page)
    flags = page.flags
    page.flags = flags without activ`,
    `my.step:3:32: no bit is called activ here
    hint: did you mean active?`,
  );
  refuses(
    'without wants a word with named bits',
    `fn f(page)
    n = page.index
    page.flags = n without lru`,
    `my.step:3:18: n is no word with named bits
    hint: load it from a field whose bits have names, e.g. "n = page.flags"`,
  );
  refuses(
    'a whole struct is no word',
    `fn f(page)
    x = page.lru`,
    `my.step:2:9: page.lru is a whole struct list_head, not a word
    hint: name a field of it, or take its address: &page.lru`,
  );
  refuses(
    'an array is no word',
    `fn f(pvec: pagevec)
    x = pvec.pages`,
    `my.step:2:9: pvec.pages is an array of 15, not a word
    hint: name one element: pvec.pages[0]`,
  );
  refuses(
    'an element beyond the array',
    `fn f(pvec: pagevec)
    x = pvec.pages[15]`,
    `my.step:2:20: pagevec.pages has no element 15
    hint: it has 15, numbered 0 to 14`,
  );
  refuses(
    'a lock is a spinlock',
    `fn f(page)
    lock page._refcount`,
    `my.step:2:10: page._refcount is not a lock
    hint: a lock is a field of type spinlock, e.g. "lock node.lru_lock"`,
  );
  refuses(
    'trylock wants a lock, too',
    `fn f(page)
    x = trylock page.index`,
    `my.step:2:17: page.index is not a lock
    hint: a lock is a field of type spinlock, e.g. "lock node.lru_lock"`,
  );
  refuses(
    'a lock cannot be stored to',
    `fn f(page)
    node.lru_lock = 1`,
    `my.step:2:5: node.lru_lock is a lock
    hint: it changes by "lock node.lru_lock" and "unlock node.lru_lock"`,
  );
  refuses(
    'an atomic on a local',
    `fn f(page)
    x = 1
    atomic x += 1`,
    `my.step:3:12: x is a local: nobody else sees it
    hint: write "x += 1"`,
  );
  refuses(
    'a wait without a load',
    `fn f(page)
    x = 1
    wait until x == 1`,
    `my.step:3:16: this condition loads nothing to wait for
    hint: for example: wait until device.done == 1`,
  );
  refuses(
    'a ghost line changes ghosts',
    `fn f(page)
    ghost page.index += 1`,
    `my.step:2:11: ghost lines change ghost fields only
    hint: declare it in the struct: "ghost index"`,
  );
  refuses(
    'a ghost changes in ghost lines',
    `fn f(page)
    page.pins += 1`,
    `my.step:2:5: page.pins is a ghost, not memory
    hint: write "ghost page.pins += 1": it costs no step`,
  );
  refuses(
    'a ghost is read in ghost lines',
    `fn f(page)
    if page.pins
        return`,
    `my.step:2:8: page.pins is a ghost: only ghost lines may read it
    hint: write "ghost bug if page.pins ..."`,
  );
  refuses(
    'a ghost line reads no memory',
    `fn f(page)
    ghost bug if page.index > 0 "never"`,
    `my.step:2:18: a ghost line may not touch shared memory
    hint: it costs no step: load into a local on a line of its own first`,
  );
  refuses(
    'what waits for a step reads no ghost',
    `fn f(page)
    ghost until page.pins -= page.pins
    put_page(page)`,
    `my.step:2:30: page.pins is a ghost: only ghost lines may read it
    hint: write "ghost bug if page.pins ..."`,
  );
});
