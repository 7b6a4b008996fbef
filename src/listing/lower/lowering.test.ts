import { describe } from 'vitest';
import { refuses } from '../testing/checking.ts';

describe('one line is one atomic step', () => {
  refuses(
    'a dot after a pointer in memory is a load of its own',
    `fn f(page)
    page.lru.next.prev = 0`,
    `my.step:2:5: this line touches shared memory twice: page.lru.next and page.lru.next.prev
    hint: split it: one line is one atomic step. Load page.lru.next into a local on a line of its own first`,
  );
  refuses(
    'two loads in one condition',
    `fn f(page)
    if page.flags.lru and page.flags.active
        return`,
    `my.step:2:27: this line touches shared memory twice: page.flags.lru and page.flags.active
    hint: split it: one line is one atomic step. Load page.flags.lru into a local on a line of its own first`,
  );
  refuses(
    'touches of one-line functions count where they are used',
    `fn f(page)
    if PageLRU(page) == PageActive(page)
        return`,
    `my.step:2:25: this line touches shared memory twice: PageLRU(page) and PageActive(page)
    hint: split it: one line is one atomic step. Load PageLRU(page) into a local on a line of its own first`,
  );
  refuses(
    'a one-line function itself obeys the rule, and its callers are not blamed',
    `fn f(page) = page.lru.next.prev

fn g(page)
    x = f(page)`,
    `my.step:1:14: this line touches shared memory twice: page.lru.next and page.lru.next.prev
    hint: split it: one line is one atomic step. Load page.lru.next into a local on a line of its own first`,
  );
  refuses(
    'a store of what the same line loads',
    `fn f(page)
    page.index = page.index + 1`,
    `my.step:2:18: this line touches shared memory twice: page.index and page.index
    hint: split it: one line is one atomic step. Load page.index into a local on a line of its own first`,
  );
  refuses(
    'an index that is loaded',
    `fn f(pvec: pagevec)
    x = pvec.pages[pvec.nr]`,
    `my.step:2:9: this line touches shared memory twice: pvec.nr and pvec.pages[pvec.nr]
    hint: split it: one line is one atomic step. Load pvec.nr into a local on a line of its own first`,
  );
  refuses(
    'an element that is followed',
    `fn f(pvec: pagevec)
    x = pvec.pages[0].flags`,
    `my.step:2:9: this line touches shared memory twice: pvec.pages[0] and pvec.pages[0].flags
    hint: split it: one line is one atomic step. Load pvec.pages[0] into a local on a line of its own first`,
  );
  refuses(
    'a wait reads one word',
    `fn f(page)
    wait until page._refcount == 0 and page.index`,
    `my.step:2:40: this line touches shared memory twice: page._refcount and page.index
    hint: split it: one line is one atomic step. Load page._refcount into a local on a line of its own first`,
  );
  refuses(
    'adding to memory is two steps',
    `fn f(page)
    page._refcount += 1`,
    `my.step:2:5: page._refcount += … is a load and a store: two steps
    hint: write "atomic page._refcount += 1" if the kernel uses an atomic operation; else load into a local, then store`,
  );
  refuses(
    'a condition on the right of "and"',
    `fn f(page)
    x = 1
    if x and PageActive(page)
        return`,
    `my.step:3:14: the right side of "and" may not touch shared memory
    hint: nest a second "if" on a line of its own: its load happens only when the left side is true`,
  );
  refuses(
    'a condition on the right of "or"',
    `fn f(page)
    x = 1
    if x or PageActive(page)
        return`,
    `my.step:3:13: the right side of "or" may not touch shared memory
    hint: load it into a local on a line of its own, or write a second "if"`,
  );
  refuses(
    'an argument that reads memory',
    `fn f(page)
    put_page(page.mapping)`,
    `my.step:2:14: an argument may not read shared memory
    hint: load it into a local on the line before`,
  );
  refuses(
    'an argument with steps of its own',
    `fn f(page)
    tagged(get_page_unless_zero(page))

fn tagged(n: u64)
    pause "thinks"`,
    `my.step:2:12: an argument may not read shared memory
    hint: load it into a local on the line before`,
  );
  refuses(
    'bounds of a for that read memory',
    `fn f(page)
    for i in 0..page.index at most 3
        put_page(page)`,
    `my.step:2:17: the bounds of a for may not touch shared memory
    hint: load them into locals on lines before`,
  );
});

describe('a call with steps stands alone', () => {
  refuses(
    'after a load',
    `fn f(page)
    if page.flags.lru and get_page_unless_zero(page)
        return`,
    `my.step:2:27: get_page_unless_zero has steps of its own, and this line already touches page.flags.lru
    hint: call it on a line of its own`,
  );
  refuses(
    'before a load',
    `fn f(page)
    x = get_page_unless_zero(page) + page.index`,
    `my.step:2:38: get_page_unless_zero has steps of its own, and this line also touches page.index
    hint: call it on a line of its own`,
  );
  refuses(
    'as the value of a store',
    `fn f(page)
    page.index = get_page_unless_zero(page)`,
    `my.step:2:18: get_page_unless_zero has steps of its own, and this line already touches page.index
    hint: call it on a line of its own`,
  );
  refuses(
    'two of them',
    `fn f(page)
    x = get_page_unless_zero(page) + isolate_lru_page(page)`,
    `my.step:2:38: isolate_lru_page has steps of its own, and this line already calls get_page_unless_zero
    hint: call it on a line of its own`,
  );
  refuses(
    'on the right of "and"',
    `fn f(page)
    x = 1
    if x and get_page_unless_zero(page)
        return`,
    `my.step:3:14: the right side of "and" may not touch shared memory
    hint: nest a second "if" on a line of its own: its load happens only when the left side is true`,
  );
  refuses(
    'recursion',
    `fn f(page)
    f(page)`,
    `my.step:2:5: f calls itself
    hint: recursion has no bound; use "loop at most N"`,
  );
  refuses(
    'recursion by way of another',
    `fn f(page)
    g(page)

fn g(page)
    f(page)`,
    `my.step:2:5: g calls itself by way of f
    hint: recursion has no bound; use "loop at most N"`,
  );
});
