import { describe, expect, test } from 'vitest';
import { checkLayers } from './check.ts';
import { PRELUDE } from './fixtures/prelude.ts';
import { problemText } from './problem.ts';
import type { DesignLayer } from './request.ts';

const BASE: DesignLayer = { id: 'base', sources: [{ file: 'base.step', text: PRELUDE }] };

const layer = (text: string, file = 'my.step'): DesignLayer => ({
  id: file.replace('.step', ''),
  sources: [{ file, text: `${text}\n` }],
});

/** What is wrong with a design over the base, as it is printed. */
const messages = (...layers: readonly DesignLayer[]): string =>
  checkLayers([BASE, ...layers])
    .map(problemText)
    .join('\n');

function refuses(what: string, text: string, expected: string): void {
  test(what, () => {
    expect(messages(layer(text))).toBe(expected);
  });
}

function accepts(what: string, text: string): void {
  test(what, () => {
    expect(messages(layer(text))).toBe('');
  });
}

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
    hint: recursion has no bound; use "loop at most N"
my.step:5:5: f calls itself by way of g
    hint: recursion has no bound; use "loop at most N"`,
  );
});

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

describe('types', () => {
  refuses(
    'arguments are counted',
    `fn f(page)
    get_page()`,
    `my.step:2:5: get_page takes 1 argument, not 0
    hint: it is get_page(page)`,
  );
  refuses(
    'a pointer to something else',
    `fn f(page)
    get_page(&page.lru)`,
    `my.step:2:14: get_page takes a pointer to page here, and this is a pointer to list_head
    hint: did you mean page?`,
  );
  refuses(
    'a pointer to what is around',
    `fn f(page)
    walk(page)

fn walk(entry: list_head)
    entry.next = 0`,
    `my.step:2:10: walk takes a pointer to list_head here, and this is a pointer to page
    hint: did you mean &page.lru?`,
  );
  refuses(
    'a number for a pointer',
    `fn f(page)
    x = page.index
    get_page(x)`,
    `my.step:3:14: get_page takes a pointer to page here, and this is a number
    hint: a function can say what a number points to: "fn page_at(address: u64) -> *page = address"`,
  );
  refuses(
    'a pointer in a field of another type',
    `fn f(page)
    page.mapping = page`,
    `my.step:2:20: page.mapping holds a pointer to address_space, and page is a pointer to page`,
  );
  refuses(
    'pointers that can never be equal',
    `fn f(page)
    entry = page.lru.next
    if entry == page: return`,
    `my.step:3:8: entry points to a list_head and page to a page
    hint: compare addresses of the same kind: &page.lru, or container(entry, page.lru)`,
  );
  refuses(
    'a local of two types',
    `fn f(page)
    if page.index
        x = page.lru.next
    else
        x = page.mapping
    x.slot = 0`,
    `my.step:6:5: x is a pointer to list_head on one path to this line and a pointer to address_space on another
    hint: use two names for the two`,
  );
  refuses(
    'a local that changes its type from round to round',
    `fn f(page)
    x = page.lru.next
    loop at most 3
        x.prev = 0
        x = page.mapping`,
    `my.step:3:5: x is a pointer to list_head in the first round of this loop and a pointer to address_space in the next
    hint: use two names for the two`,
  );
  refuses(
    'a field of container that is not there',
    `fn f(page)
    entry = page.lru.next
    q = container(entry, page.lr)`,
    `my.step:3:31: struct page has no field lr
    hint: did you mean lru?`,
  );
  refuses(
    'a function without a value',
    `fn f(page)
    x = get_page(page)`,
    `my.step:2:9: get_page gives no value
    hint: it has no "return" with a value; call it on a line of its own`,
  );
  refuses(
    'a one-line action has no value',
    `fn f(page)
    x = SetPageLRU(page)`,
    `my.step:2:9: SetPageLRU gives no value
    hint: call it on a line of its own`,
  );
  refuses(
    'an end without a result',
    `fn f(page) -> s32
    if page.index: return 1`,
    `my.step:1:4: f can come to its end without a result
    hint: some of its lines return a value: let every path return one`,
  );
  refuses(
    'a return without a result',
    `fn f(page)
    if page.index: return 1
    return`,
    `my.step:3:5: this return gives no value, and others of f do
    hint: let every path return one`,
  );
  refuses(
    'a pointer that the head does not announce',
    `fn f(page)
    return page`,
    `my.step:1:4: f returns a pointer to page, and its head does not say so
    hint: write "-> *page" after the parameters`,
  );
  refuses(
    'a pointer that the head announces differently',
    `fn f(page) -> *address_space
    return page`,
    `my.step:1:15: f returns a pointer to page, not a pointer to address_space`,
  );
});

describe('loops', () => {
  refuses(
    'again outside a loop',
    `fn f(page)
    again`,
    `my.step:2:5: again outside a loop
    hint: loops are repeat, loop and for`,
  );
  refuses(
    'no rounds',
    `fn f(page)
    loop at most 0
        put_page(page)`,
    `my.step:2:5: a loop has 1 to 65536 rounds, not 0`,
  );
  refuses(
    'a repeat counts nothing',
    `fn f(page)
    n = 0
    repeat
        n += 1
        if page.index == n: break`,
    `my.step:3:5: n keeps its value from one round of this repeat to the next
    hint: a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds`,
  );
  refuses(
    'a repeat hands nothing on',
    `fn f(page)
    entry = page.lru.next
    repeat
        entry = entry.next
        if entry == &page.lru: break`,
    `my.step:3:5: entry keeps its value from one round of this repeat to the next
    hint: a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds`,
  );
  refuses(
    'nor to what comes after it',
    `fn f(page)
    seen = 0
    repeat
        if page.index: break
        seen = page._refcount
    page.index = seen`,
    `my.step:3:5: seen keeps its value from one round of this repeat to the next
    hint: a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds`,
  );
  refuses(
    'a repeat without a step',
    `fn f(page)
    x = 0
    repeat
        if x: break`,
    `my.step:3:5: a round of this repeat can pass without a step
    hint: nobody else could ever go on: put a line into it that touches shared memory, or a pause`,
  );
  refuses(
    'a repeat whose only step is for debug kernels',
    `fn f(page)
    repeat
        debug bug if page.index`,
    `my.step:2:5: a round of this repeat can pass without a step
    hint: nobody else could ever go on: put a line into it that touches shared memory, or a pause`,
  );
});

describe('ghost lines belong to steps', () => {
  refuses(
    'until needs a step that follows',
    `fn f(page)
    ghost until page.pins -= 1`,
    `my.step:2:5: no step follows this "ghost until" line
    hint: it lasts until the step that follows it: write it directly before that line`,
  );
  refuses(
    'on every path',
    `fn f(page)
    x = page.index
    ghost until page.pins -= 1
    if x
        put_page(page)`,
    `my.step:3:5: no step follows this "ghost until" line
    hint: it lasts until the step that follows it: write it directly before that line`,
  );
  refuses(
    'and directly',
    `fn f(page)
    ghost until page.pins -= 1
    n = 1
    page.index = n`,
    `my.step:2:5: "ghost until" is not directly followed by a step
    hint: another line stands between, on line 3: write it before`,
  );
  refuses(
    'a check in between',
    `fn f(page)
    x = page.index
    ghost until page.pins -= 1
    bug if x > 1 "two"
    put_page(page)`,
    `my.step:3:5: "ghost until" is not directly followed by a step
    hint: another line stands between, on line 4: write it before`,
  );
  refuses(
    'a change from the step before in between',
    `fn f(page)
    ghost until page.pins -= 1
    ghost page.freed += 1
    put_page(page)`,
    `my.step:2:5: "ghost until" is not directly followed by a step
    hint: another line stands between, on line 3: write it before`,
  );
  refuses(
    'two changes at one moment',
    `fn f(page)
    ghost page.pins += 1
    ghost page.pins -= 1
    put_page(page)`,
    `my.step:3:5: pins changes twice with no step between
    hint: the other change is on line 2: nobody could see it. Put a step between, or make it one change`,
  );
  refuses(
    'two changes at one moment, of a callee and its caller',
    `fn f(page)
    pinned(page)
    ghost page.pins -= 1

fn pinned(page)
    get_page(page)
    ghost page.pins += 1`,
    `my.step:3:5: pins changes twice with no step between
    hint: the other change is on line 7: nobody could see it. Put a step between, or make it one change`,
  );
  refuses(
    'two changes until one step',
    `fn f(page)
    ghost until page.pins -= 1
    ghost until page.pins -= 1
    put_page(page)`,
    `my.step:3:5: pins changes twice with no step between
    hint: the other change is on line 2: nobody could see it. Put a step between, or make it one change`,
  );
});

describe('structs, constants and objects', () => {
  refuses(
    'a field out of line',
    `struct foo size 8
    a at 4: u64`,
    `my.step:2:5: foo.a is not aligned
    hint: a field of 8 bytes lies at a multiple of 8`,
  );
  refuses(
    'a field beyond the end',
    `struct foo size 8
    a at 4: u32
    b at 8: u16`,
    `my.step:3:5: foo.b ends at byte 10, but struct foo has 8 bytes`,
  );
  refuses(
    'an array beyond the end',
    `struct foo size 16
    a at 0: *page[3]`,
    `my.step:2:5: foo.a ends at byte 24, but struct foo has 16 bytes`,
  );
  refuses(
    'a pointer to nothing',
    `struct foo size 8
    a at 0: *pge`,
    `my.step:2:13: there is no struct pge
    hint: did you mean page?`,
  );
  refuses(
    'a struct in itself',
    `struct foo size 8
    a at 0: foo`,
    `my.step:2:13: struct foo cannot contain itself
    hint: a pointer can: *foo`,
  );
  refuses(
    'two fields of one name',
    `struct foo size 8
    a at 0: u32
    a at 4: u32`,
    `my.step:3:5: struct foo has two fields a`,
  );
  refuses(
    'a bit beyond the word',
    `struct foo size 8
    a at 0: u32
    bits a: high 32`,
    `my.step:3:5: foo.a has no bit 32 to be called high
    hint: its bits are 0 to 31`,
  );
  refuses(
    'bits of nothing',
    `struct foo size 8
    a at 0: u32
    bits b: low 0`,
    `my.step:3:5: struct foo has no word b whose bits could be named`,
  );
  refuses(
    'a struct without a size',
    `struct pag
    x at 0: u64`,
    `my.step:1:1: struct pag has no size
    hint: did you mean page?`,
  );
  refuses(
    'a constant of itself',
    `const A = B
const B = A`,
    `my.step:2:11: A is computed from itself`,
  );
  refuses(
    'a constant twice',
    `const A = 1
const A = 2`,
    `my.step:2:1: A is written twice in this design
    hint: the other is at my.step:1`,
  );
  refuses(
    'a constant of nothing',
    `const A = EBUSE`,
    `my.step:1:11: there is no constant EBUSE
    hint: did you mean EBUSY?`,
  );
  refuses(
    'a function twice',
    `fn f(page)
    get_page(page)

fn f(page)
    put_page(page)`,
    `my.step:4:4: f is written twice in this design
    hint: the other is at my.step:1`,
  );
  refuses(
    'an object of no struct',
    `object x: pagee`,
    `my.step:1:8: there is no struct pagee
    hint: did you mean page?`,
  );
  refuses(
    'an object of two structs',
    `object node: page`,
    `my.step:1:8: node is a page here and a pglist_data at base.step:31`,
  );
});

describe('what is allowed', () => {
  accepts(
    'an embedded struct is one load, and a bit test of a loaded word none',
    `fn f(page)
    next = page.lru.next
    flags = page.flags
    if flags.lru and not flags.active: return
    next.prev = &page.lru`,
  );
  accepts(
    'a call with steps within a condition or a returned value',
    `fn f(page) -> s32
    if isolate_lru_page(page) == 0
        return isolate_lru_page(page)
    if not get_page_unless_zero(page): return -EBUSY
    return 0`,
  );
  accepts(
    'a function without steps anywhere in an expression',
    `fn larger(a: u64, b: u64) -> u64
    if a > b: return a
    return b

fn f(page)
    n = page.index
    page.index = larger(n, 3) + larger(n, 4)`,
  );
  accepts(
    'an address through a pointer in memory: one load, and arithmetic',
    `fn f(page)
    entry = &page.lru.next.prev
    head = page.mapping`,
  );
  accepts(
    'pointer arithmetic, poisons, and a number that a result type makes a pointer',
    `const LIST_POISON1 = 0xdead000000000100

fn head_of(page) -> *page
    word = page.dma_pinned_flags
    if word & 1: return word - 1
    return page

fn f(page)
    head = head_of(page)
    tail = head + 1
    back = tail - 1
    back.lru.next = LIST_POISON1
    entry = head.lru.next
    other = container(entry, page.lru)
    other.index = 0
    entry = 0
    if entry == 0: return`,
  );
  accepts(
    'a window of a pin that lasts from one step to the very next',
    `fn f(page)
    get_page(page)
    ghost page.pins += 1
    ghost until page.pins -= 1
    put_page(page)`,
  );
  accepts(
    'two ghosts at one moment',
    `fn f(page)
    get_page(page)
    ghost page.pins += 1
    ghost page.freed += 1`,
  );
  accepts(
    'until a step that another function makes, behind a decision on locals',
    `fn f(page, err: s32)
    get_page(page)
    if err == 0
        ghost until page.pins -= 1
    put_page(page)`,
  );
  accepts(
    'a repeat that reads what was assigned before it',
    `fn f(page)
    limit = page.index
    repeat
        n = page._refcount
        if n == limit: break`,
  );
  accepts(
    'every other kind of line',
    `fn f(page, pvec: pagevec)
    interrupts off
    lock node.lru_lock irqsave
    interrupts restore
    n = choose 0..2
    if trylock node.lru_lock
        pause "never"
    was = test_and_clear page.flags.lru
    debug if was
        warn if page._refcount < 0 "negative"
    loop at most 3
        if n == 2: break
        n += 1
    for i in 0..n at most 15
        pvec.pages[i] = page
        if i == 1: again
        lru_add_pvec.pages[i] = 0
    wait until page._refcount >= 1
    unlock node.lru_lock irqrestore
    ghost bug if page.pins > 0 "pinned"
    bug "never"`,
  );
});

describe('a check of several files', () => {
  test('reports one problem for each function, in the order of files and lines', () => {
    expect(
      messages(
        layer(
          'fn a(page)\n    page.x = 1\n    page.y = 1\n\nfn b(page)\n    lock page.flags',
          'one.step',
        ),
        layer('fn c(page)\n    a(page)\n    d(page)', 'two.step'),
      ),
    ).toBe(
      [
        'one.step:2:10: struct page has no field x',
        '    hint: it has: flags, lru, dma_pinned_flags, dma_pinned_count, mapping, index, _refcount; bits: locked, lru, active',
        'one.step:6:10: page.flags is not a lock',
        '    hint: a lock is a field of type spinlock, e.g. "lock node.lru_lock"',
      ].join('\n'),
    );
  });

  test('checks a replaced function within its own design', () => {
    const old = layer(
      'struct page\n    old at 40: u64\n\nfn f(page)\n    page.old = gone(page)',
      'old.step',
    );
    const replaced = layer('fn f(page)\n    page.old = 1', 'new.step');
    expect(messages(old, replaced)).toBe('old.step:5:16: no function gone');
  });

  test('checks a function of the base with what the design put in place of another', () => {
    const design = layer('fn get_page(page, by: u32)\n    atomic page._refcount += by\n');
    const caller = layer('fn pin(page)\n    get_page(page)', 'base2.step');
    expect(messages(caller, design)).toBe(
      'base2.step:2:5: get_page takes 2 arguments, not 1\n    hint: it is get_page(page, by)',
    );
  });

  test('says nothing of unknown names while a line cannot be read', () => {
    const problems = messages(layer('fn g(page\n    page.index = 1\n\nfn f(page)\n    g(page)'));
    expect(problems).toContain('my.step:1:');
    expect(problems).not.toContain('no function');
  });

  test('knows the objects that a scenario places, and holds them against the declared ones', () => {
    const text = 'fn f()\n    batch.nr = 0';
    expect(checkLayers([BASE, layer(text)], [{ name: 'batch', struct: 'pagevec' }])).toEqual([]);
    const wrong = checkLayers([BASE], [{ name: 'node', struct: 'page' }]);
    expect(wrong.map(problemText)).toEqual([
      'base.step:31:8: node is a pglist_data here, but the scenario places a page',
    ]);
  });

  test('gives up on calls that multiply without end', () => {
    const doubling = Array.from(
      { length: 14 },
      (_, i) => `fn f${i}(page)\n    f${i + 1}(page)\n    f${i + 1}(page)\n`,
    ).join('\n');
    const text = `${doubling}\nfn f14(page)\n    get_page(page)`;
    const problems = messages(layer(text));
    expect(problems).toContain('becomes too long when its calls are written out');
    expect(problems.split('\n').length).toBeLessThan(80);
  });
});
