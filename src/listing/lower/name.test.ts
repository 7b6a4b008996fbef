import { describe } from 'vitest';
import { refuses } from '../testing/checking.ts';

describe('names', () => {
  refuses(
    'a field',
    `fn f(page)
    n = page.refcnt`,
    `my.step:2:14: struct page has no field refcnt
    hint: did you mean _refcount?`,
  );
  refuses(
    'a field nothing like any other',
    `fn f(page)
    n = page.colour`,
    `my.step:2:14: struct page has no field colour
    hint: it has: flags, lru, dma_pinned_flags, dma_pinned_count, mapping, index, _refcount; bits: locked, lru, active`,
  );
  refuses(
    'a field of an object',
    `fn f(page)
    lock node.lru_lok`,
    `my.step:2:15: struct pglist_data has no field lru_lok
    hint: did you mean lru_lock?`,
  );
  refuses(
    'a local',
    `fn f(page)
    n = page.index
    page.index = n + m`,
    `my.step:3:22: nothing is called m here
    hint: assign it on an earlier line, or make it a parameter`,
  );
  refuses(
    'a parameter',
    `fn f(page)
    put_page(pag)`,
    `my.step:2:14: nothing is called pag here
    hint: did you mean page?`,
  );
  refuses(
    'a function',
    `fn f(page)
    isolate_lru_pge(page)`,
    `my.step:2:5: no function isolate_lru_pge
    hint: did you mean isolate_lru_page?`,
  );
  refuses(
    'an object',
    `fn f()
    nodee.lists[0].next = 0`,
    `my.step:2:5: nothing is called nodee here
    hint: did you mean node?`,
  );
  refuses(
    'a type',
    `fn f(page: pag)
    pause "x"`,
    `my.step:1:12: there is no type pag
    hint: did you mean page?`,
  );
  refuses(
    'a parameter without a type that is no struct',
    `fn f(nr)
    x = nr + 1`,
    `my.step:1:6: there is no struct nr
    hint: a parameter without a type points to the struct of its name; give it one, e.g. "nr: page" or "nr: u32"`,
  );
  refuses(
    'a parameter without a type that is followed',
    `fn f(p)
    p.flags = 1`,
    `my.step:2:5: p is not a pointer to a known struct
    hint: give the parameter a type, e.g. "p: page"`,
  );
  refuses(
    'a number that is followed',
    `fn f(page)
    x = page.index
    x.flags = 1`,
    `my.step:3:5: x is not a pointer to a known struct
    hint: a function can say what a number points to: "fn page_at(address: u64) -> *page = address"`,
  );
  refuses(
    'a local that has a value on some paths only',
    `fn f(page)
    if page.index
        m = 1
    page.index = m`,
    `my.step:4:18: nothing is called m here on some paths
    hint: m is assigned on one way to this line and not on another: assign it on both`,
  );
  refuses(
    'a local that only a debug kernel assigns',
    `fn f(page)
    debug x = 1
    page.index = x`,
    `my.step:3:18: nothing is called x here on some paths
    hint: x is assigned on one way to this line and not on another: assign it on both`,
  );
  refuses(
    'a local that a loop may not have assigned',
    `fn f(page)
    n = page.index
    for i in 0..n at most 3
        m = i
    page.index = m`,
    `my.step:5:18: nothing is called m here on some paths
    hint: m is assigned on one way to this line and not on another: assign it on both`,
  );
  refuses(
    'a constant is no local',
    `fn f(page)
    EBUSY = 0`,
    `my.step:2:5: EBUSY is a constant
    hint: give the local another name`,
  );
  refuses(
    'the variable of a for counts by itself',
    `fn f(page)
    for i in 0..3 at most 3
        i = 2
        put_page(page)`,
    `my.step:3:9: i counts the rounds of a for: it cannot be assigned`,
  );
});
