/**
 * The reference of the notation: sections with prose and examples. All examples of the page are one
 * design together, so a test compiles them as they stand; the mistakes are laid over it one by one.
 */
export interface NotationSection {
  readonly id: string;
  readonly title: string;
  /** Paragraphs; what stands between backticks is code. */
  readonly says: readonly string[];
  readonly examples: readonly string[];
  /** Lines that the compiler refuses; the page shows what it says. */
  readonly mistakes?: readonly string[];
}

export const notationSections: readonly NotationSection[] = [
  {
    id: 'rule',
    title: 'One line is one atomic step',
    says: [
      'A listing is plain text, one file per kernel source file. A line touches shared memory at most once: one load, one store, one read-modify-write, one lock operation. Lines that touch only locals cost no step: they belong to the step before them. So the listing itself says what is atomic.',
      'Blocks are made of indentation. `#` begins a comment: behind a line, or on lines of its own above it, it says why the line is there, and the page shows it when the line comes next.',
    ],
    examples: [
      `fn put_page_testzero(page) -> u32
    left = atomic page._refcount -= 1   # one step: load, subtract and store at once
    return left == 0                    # no step: only a local`,
    ],
    mistakes: [
      `fn two_touches(page)
    page.lru.next.prev = page.lru.prev`,
      `fn not_atomic(page)
    page._refcount += 1`,
    ],
  },
  {
    id: 'declarations',
    title: 'Designs, structs, objects',
    says: [
      'A design names itself and the base it stands on; what it does not say is as in the base. Functions and constants of the same name are replaced, fields are added. `source` is the note that all functions below it carry.',
      'A field stands `at` an offset in bytes and has a width: `u8`, `u16`, `u32`, `u64`, `s32`, a pointer `*page`, `spinlock`, an array `*page[15]`, or a struct that is embedded. Two fields at the same offset are two names for the same bytes. `bits` names bits of a field. `guards` says in words what a lock protects.',
      '`object` and `percpu` name what a scenario has to place: one for all, or one for each CPU, where the name means the own CPU’s.',
    ],
    examples: [
      `design example "An example" from "this page"
source "mm/example.c"

const EBUSY = 16
const PAGE_PINNED = 0x2

struct list_head size 16
    next at 0: *list_head
    prev at 8: *list_head

struct page size 64
    flags at 0: u64
    bits flags: locked 0, dirty 4, lru 5, active 6
    lru at 8: list_head                 # 16 bytes: two links
    pin_flags at 8: u64                 # the bytes of lru.next once more
    pin_count at 16: s32                # the low half of lru.prev
    _refcount at 52: s32
    ghost pins                          # specification only: no byte of memory

struct node size 16
    lru_lock at 0: spinlock guards "the LRU lists and PG_lru"
    pin_lock at 8: spinlock guards "pin_flags and pin_count"

struct pagevec size 128
    nr at 0: u32
    pages at 8: *page[15]

struct device size 8
    page at 0: *page

object node: node
object lru_list: list_head
percpu lru_add_pvec: pagevec
percpu device: device`,
    ],
    mistakes: [
      `fn no_such_field(page)
    page.refcount = 1`,
    ],
  },
  {
    id: 'functions',
    title: 'Functions and calls',
    says: [
      'A parameter without a type is a pointer to the struct of its name; others say their type. `->` gives the type of the result, and every path then returns one, wanted or not. `from` is the source of one function. `operation` is a function that a scenario can put on a CPU, `interrupt` one that may come on a CPU, `device` one that runs on a device.',
      'A function of one line is part of the line that uses it: its touch counts there. A call with steps of its own stands alone on its line. Arguments do not touch memory. A function does not call itself.',
    ],
    examples: [
      `fn PageLRU(page) from "page-flags.h" = page.flags.lru
fn SetPageLRU(page) = set page.flags.lru

# Takes a reference for the caller.
fn get_page(page)
    atomic page._refcount += 1

operation get_put(page)
    get_page(page)
    if put_page_testzero(page)
        free_page(page)

fn free_page(entry: page)
    entry.flags = 0

interrupt end_io(page)
    left = atomic page._refcount -= 1`,
    ],
    mistakes: [
      `fn wrong_name(page)
    get_pag(page)`,
      `fn itself(page)
    itself(page)`,
      `fn no_result(page) -> s32
    get_page(page)`,
    ],
  },
  {
    id: 'memory',
    title: 'Loads, stores, atomics',
    says: [
      'What stands on the left of `=` is a store if it is a field, and a local if it is a name; a local takes the type of what is loaded into it. `&page.lru` is an address, `container(entry, page.lru)` the struct around a field, `&lru_list + 8` arithmetic: none of them touches memory.',
      '`atomic` is a read-modify-write; with a local on its left that gets the new value. `cmpxchg(place, old, new)` gives what was there. `set`, `clear`, `test_and_set` and `test_and_clear` are atomic operations on one bit; `with` and `without` are arithmetic on a loaded word, so that a flag changed without atomicity is honestly two lines.',
    ],
    examples: [
      `fn list_add(new: list_head, head: list_head)
    next = head.next                    # a load
    next.prev = new                     # a store through what was loaded
    new.next = next
    new.prev = head
    head.next = new

fn get_page_unless_zero(page) -> u32
    repeat
        old = page._refcount
        if old == 0: return 0
        seen = cmpxchg(page._refcount, old, old + 1)
        if seen == old: return 1

fn __ClearPageLRU(page)
    flags = page.flags                  # not atomic: a load ...
    page.flags = flags without lru      # ... and a store

fn lock_page_once(page) -> u32
    was = test_and_set page.flags.locked
    return not was

fn first_page() -> *page
    entry = lru_list.next
    return container(entry, page.lru)`,
    ],
    mistakes: [
      `fn store_a_bit(page)
    page.flags.lru = 1`,
      `fn whole_struct(page)
    x = page.lru`,
    ],
  },
  {
    id: 'branches',
    title: 'Branches and loops',
    says: [
      'A condition that reads shared memory is a load, and the branch belongs to it. `and` and `or` have no touch on their right, since that would be a touch that only sometimes happens: nest a second `if`. After a colon stands one short statement.',
      '`repeat` starts afresh each time round and needs no bound: no local survives a round. `loop at most N` and `for i in a..b at most N` count; more rounds than N are reported, never cut off silently. `break` leaves the loop, `again` goes on with its next round.',
    ],
    examples: [
      `fn drain(pvec: pagevec)
    count = pvec.nr
    for i in 0..count at most 15
        page = pvec.pages[i]
        if page == 0: again
        if PageLRU(page)
            break
        else
            SetPageLRU(page)
    pvec.nr = 0

fn try_three_times(page) -> s32
    loop at most 3
        if lock_page_once(page): return 0
    return -EBUSY`,
    ],
    mistakes: [
      `fn conditional_touch(page)
    if PageLRU(page) and page._refcount == 0
        free_page(page)`,
      `fn while_loop(page)
    while page._refcount
        get_page(page)`,
    ],
  },
  {
    id: 'locks',
    title: 'Locks and interrupts',
    says: [
      '`lock` waits while somebody else holds it. With `irq` it also turns the CPU’s interrupts off and `unlock … irq` turns them on, whatever they were before; `irqsave` and `irqrestore` nest. `trylock` takes the lock or gives 0.',
      '`interrupts off`, `restore` and `on` touch no memory and are no step: they belong to the step before them.',
    ],
    examples: [
      `fn isolate(page) -> s32
    if not PageLRU(page): return -EBUSY
    lock node.lru_lock irq
    if PageLRU(page)
        clear page.flags.lru
    unlock node.lru_lock irq
    return 0

fn try_isolate(page) -> u32
    got = trylock node.lru_lock
    if not got: return 0
    clear page.flags.lru
    unlock node.lru_lock
    return 1

fn on_this_cpu(page)
    interrupts off
    lru_add_pvec.nr = 0
    interrupts restore`,
    ],
    mistakes: [
      `fn no_lock(page)
    lock page._refcount`,
    ],
  },
  {
    id: 'checks',
    title: 'Checks and debug lines',
    says: [
      '`bug if` stops the machine when its condition is true, `warn if` is recorded; without a condition they always apply. `debug` before a line or a block says that it exists in kernels with CONFIG_DEBUG_VM, `debug(list)` in those with CONFIG_DEBUG_LIST. A check that reads memory is a load like any other.',
    ],
    examples: [
      `fn checked_put(page)
    debug bug if page._refcount == 0 "put_page of a free page"
    left = atomic page._refcount -= 1
    warn if left < 0 "more put than got"

fn checked_add(new: list_head, head: list_head)
    debug(list) if head.next == new
        warn "added twice"
        return
    list_add(new, head)`,
    ],
  },
  {
    id: 'ghosts',
    title: 'Ghost lines',
    says: [
      'Ghosts are specification: they change nothing that a kernel has and are no step. `ghost` holds from the step before it, `ghost until` up to the step after it, so that what is promised lasts exactly as long as the promise. `ghost bug if` is a check on ghosts.',
    ],
    examples: [
      `operation pin(page) -> u32
    lock node.pin_lock
    page.pin_flags = PAGE_PINNED
    page.pin_count = 1
    unlock node.pin_lock
    ghost page.pins += 1                # the caller has been promised a pin
    return 1

operation unpin(page)
    ghost until page.pins -= 1          # and gives it back
    page.pin_flags = 0

fn freed(page)
    page.flags = 0
    ghost bug if page.pins > 0 "a pinned page was freed"`,
    ],
    mistakes: [
      `fn ghost_of_memory(page)
    page.flags = 0
    ghost page._refcount = 1`,
    ],
  },
  {
    id: 'time',
    title: 'Time, devices, choices',
    says: [
      '`pause` is a step that touches nothing: a moment that takes time. `wait until` is a load that waits: the step is possible only while its condition is true. `choose` takes one of several values; on the page you choose, the search tries them all.',
    ],
    examples: [
      `device nic()
    wait until device.page != 0         # the doorbell
    device.page = 0                     # its write has landed

operation device_write(page)
    device.page = page
    wait until device.page == 0

operation either(page)
    n = choose 0..1
    if n == 1
        pause "sleeps a while"
    get_page(page)`,
    ],
  },
];

/** All examples as one listing file. The declarations come first, wherever the page shows them. */
export const exampleListing: string = notationSections
  .toSorted((one, other) => Number(other.id === 'declarations') - Number(one.id === 'declarations'))
  .flatMap((section) => section.examples)
  .join('\n\n');
