/** What the model leaves out or simplifies, and what that does to its answers. */
export interface Limit {
  readonly title: string;
  readonly says: string;
  /** Why a finding stays true, or which findings can not be made. */
  readonly sound: string;
}

export const limits: readonly Limit[] = [
  {
    title: 'One order of all steps',
    says: 'Memory is sequentially consistent: every step sees all steps before it. Store buffers and reordering by processor or compiler do not exist here.',
    sound:
      'Each order shown can happen on a real machine, so what breaks here breaks there. The reverse is not claimed: a barrier that is missing in a kernel would not be noticed.',
  },
  {
    title: 'A line is atomic, nothing else is',
    says: 'A line touches shared memory at most once: one load, one store, one read-modify-write, one lock operation. Lines that touch only locals belong to the step before them.',
    sound:
      'Aligned words are loaded and stored whole on x86-64. Splitting further could not be seen by another CPU; joining more would hide real orders.',
  },
  {
    title: 'Spinlocks, and who waits',
    says: 'A CPU that meets a held lock can not go on until it is free; it does not burn steps. Taking a lock and turning interrupts off is one step. Fairness between waiters is not modelled.',
    sound:
      'Every order that waiting could produce is still there: the scheduler, you, decides who goes next. Deadlocks show as a state in which nobody can move.',
  },
  {
    title: 'CPUs run one task each',
    says: 'A CPU runs the operations of its script from first to last. There is no preemption and no migration; an interrupt may come where a scenario has one and the CPU has interrupts on, and must finish before the CPU goes on.',
    sound:
      'Between CPUs preemption adds no new order of steps: what a second task would do, another CPU can do in its place. Two tasks that share one CPU’s vectors are not covered.',
  },
  {
    title: 'One node, one set of lists',
    says: 'There are five LRU lists, one lru_lock and one pinned_dma_lock. A page can be charged to another memory cgroup, under lru_lock as in commit_charge; the groups share the lists, so that it comes back to the list it was on.',
    sound:
      'The locks are those of the node, whatever group a page is of. Which group’s list a page is on is not asked by any rule.',
  },
  {
    title: 'Huge pages of four pages',
    says: 'A huge page is anonymous and has four pages: order 2 stands for order 9. Its parts are mapped one by one, by entries of their own, never all at once. The queue of huge pages that could be split, the lock of the anon_vma and swap are left out; a block that is freed goes to the zone’s free blocks and is not joined with others. While a block is frozen its head’s count is set by a store; the kernel uses an atomic increment.',
    sound:
      'All state of a pin is in the head, however the parts are mapped. Nobody may change a frozen count, so that store and increment can not be told apart.',
  },
  {
    title: 'What a scenario has no use for',
    says: 'Tests that could have one outcome only are compiled in where a scenario needs them: whether a page is part of a huge one or memory of a device when it is freed, and the three vectors for rotated, deactivated and lazily freed pages, which lru_add_drain asks in the kernel’s order only where some operation can fill them. The static key of put_page for device memory costs a kernel no load either. Flag accessors are given the head, except where a tail could reach them.',
    sound:
      'Each such load would read a word that no step of the scenario makes say anything else. It would add states and no outcome.',
  },
  {
    title: 'Memory of devices, the zero page',
    says: 'Such pages are on no list from the start. The reference that a look-up takes to the device meanwhile is left out, and so is everything that a device does with a page that is idle. Entries map them without counting.',
    sound: 'No device goes away here. That no pin of such a page is recorded is exact.',
  },
  {
    title: 'Faulting in is not modelled',
    says: 'A page-table entry that was emptied by reclaim, truncation or munmap stays empty. get_user_pages that would need a fault finds nothing and the pinner is done, also where it meets a write-protected entry or one that waits for the end of a split. A process’s own store into private memory does fault: it gets its copy, from the free pages of its CPU.',
    sound:
      'The race is about pages that are there. What ext4 prepares when it is told of a first write is not found here.',
  },
  {
    title: 'A device write is a moment',
    says: 'The driver rings a doorbell; the device takes the request and completes it. The page’s contents are not stored, only when the device may write.',
    sound:
      'What matters is whether the page says that it is pinned while the device may write, and whether it still is the device’s page when the write lands; both are exact.',
  },
  {
    title: 'Pagevecs have 15 slots, 31 in v6.12',
    says: 'All five of them, one of each per CPU, with a reference of their own for each page that waits.',
    sound: 'What a vector does when it is full is what a drain does.',
  },
  {
    title: 'mlock of one page',
    says: 'mlock and munlock treat one mapped page, not an area, and munlock one page per batch. Whether another process has locked the page, too, is not looked for; what it would be done with under its page lock is.',
    sound: 'A batch of pages is as many times the same, under one lru_lock.',
  },
  {
    title: 'Freeing ends at the CPU’s own list',
    says: 'A page whose last reference goes is checked and linked into the per-CPU free list, which overwrites its two words. The buddy allocator behind it, and the next owner, are not modelled.',
    sound:
      'Use after free is seen as a use of a page with no reference, not as damage to a new owner.',
  },
  {
    title: 'Page cache of single slots',
    says: 'A look-up reads one slot, takes a reference on trust and reads the slot again, as find_get_entry does. The radix tree above the slots and RCU are left out; a struct page never goes away.',
    sound:
      'The memory of struct page is permanent in the kernel, too. Walks through the tree touch no word of a page.',
  },
  {
    title: 'Reclaim of one list, without swap',
    says: 'Reclaim takes pages from the tail of the inactive list to a private list, unmaps them, drops their buffers and only then counts their references, as shrink_inactive_list does. How far a scan goes follows in the kernel from the sizes of the lists; here it goes as far as the page named. There is no swap space, no congestion, and it is not kswapd: anonymous and dirty pages are kept. The active list is not aged.',
    sound:
      'Any length of a scan can occur. What kswapd would write back itself, the operation writeback writes. Races of swapping out are not found.',
  },
  {
    title: 'One page-table entry for each page',
    says: 'Reclaim, truncation and writeback find the one entry of a page by its place; a page that is mapped more often, by a forked child, stays mapped. The lock of an anon_vma around that search is left out, and so are mlocked areas.',
    sound:
      'No operation adds or removes a mapping while somebody searches, which is all that this lock prevents. Deadlocks with it are not found.',
  },
  {
    title: 'i_mmap_rwsem where somebody waits under it',
    says: 'The lock of the areas that map a file is there in a design that waits for a pin while it holds it (July 2018 in full), and only in scenarios that write back: page_mkclean has it for reading; fork, mmap, munmap, exit and truncation take it for writing. Reclaim’s own search does without. A writer that waits does not keep new readers out. Which file an area maps is seen by the entry of its page; an empty one names none. mmap_sem, which such a fork holds as well, is left out.',
    sound:
      'Elsewhere nobody waits under it, so that to leave it out takes no ending away. Whoever is said to hang behind it does; in a kernel more hang: readers behind a waiting writer, and threads that need the mmap_sem of a fork that waits.',
  },
  {
    title: 'Waiting for a pin',
    says: 'Patch 6/6 of July 2018 asks again and again whether a page is still pinned and lets others run in between. Here it goes on when the page is not pinned, and then asks once more under the lock, as in the patch.',
    sound:
      'Another round that finds the page pinned changes nothing. That it burns a processor meanwhile is not shown; if the pin stays, it shows as a state in which nobody can move.',
  },
  {
    title: 'One buffer for each page, no journal',
    says: 'Blocks are as large as pages. Whether a buffer is dirty is not kept apart from PG_dirty, and the file system behind is ext4 without its journal: it expects buffers on every dirty page. The background writeback of write_cache_pages, which ext4 does not use, writes a page with or without them. Writeback reads the page at one moment and always succeeds; page-cache tags are PG_dirty.',
    sound:
      'Buffers and page become dirty under one lock and clean under the page lock. What a journal holds, and what the disk gets, is not stored: lost data is not judged yet.',
  },
  {
    title: 'Truncation page by page',
    says: 'Truncation and drop_caches look up one page, not up to fifteen; truncation is its second round, which waits. The mark that evicted pages leave in the page cache says nothing of when.',
    sound: 'The first round does the same to pages that it can lock at once.',
  },
  {
    title: 'Page lock and writeback as waits',
    says: 'Who waits for PG_locked goes on when it is clear; PG_waiters is set and cleared, the queue behind it is left out. The end of a writeback comes on the CPU that began it.',
    sound: 'Which of the sleepers is woken first is left to the scheduler: every order is there.',
  },
  {
    title: 'Loads that decide nothing here',
    says: 'Left out: tests for slab and swap-cache pages, the warning of isolate_lru_page about tails, and a second look at the mapping when a page is marked dirty. get_page_unless_zero loads the count anew for each try; the kernel goes on with the value that the failed exchange gave it.',
    sound:
      'No page of a scenario is any of these, so each test has one outcome. A page lost by a leak that equals a reference from outside the scenario is not noticed, either: such references may be kept.',
  },
  {
    title: 'October, November, and the repair',
    says: 'What nothing calls any more, such as July’s two hooks of get_page and put_page, is still there to be read. The repair is nobody’s patch: it does what was asked for in review, and lets isolate_lru_page leave interrupts as it found them, without which a lock that is safe against interrupts would not be.',
    sound:
      'The functions that run are those that were posted, with their assertions. That a driver is converted to put_user_page is taken for granted, except where a scenario says otherwise.',
  },
  {
    title: 'v5.7, v6.1 and v6.12 are v4.18 where pins are not concerned',
    says: 'Modelled of them: how pins are taken, counted, asked for and given back, the numbers of the flags, fork, a store to shared memory, reclaim’s question, the list on which new anonymous pages begin, and the size of vectors. As in v4.18: a page is isolated under lru_lock (since v5.11 PG_lru goes before the lock is taken), unevictable pages are linked to a list and have no mlock_count (since v5.18), the page cache is a slot looked up as then, ext4 hits its BUG (since v5.18 it warns and clears PG_dirty), and one lruvec without generations.',
    sound:
      'Which verdicts hang on a pin is exact. Races of isolation itself, and what ext4 does about a dirty page without buffers, are those of v4.18.',
  },
  {
    title: 'Pins of later kernels',
    says: 'Pins are not FOLL_LONGTERM: nothing is migrated first, and no file is refused. A huge page has no PG_anon_exclusive here, and fork copies none of its parts. The copy that fork makes comes from this CPU’s free pages. mmap_lock is left out, so that slow pins run beside fork; the page table’s lock keeps them apart. io_uring, which joins pins of one huge page in v6.12, is not modelled.',
    sound:
      'A pin for a short time takes the same steps. Beside fork the way without locks is exact, with the sequence count of v5.11.',
  },
  {
    title: 'Counters, tracing, statistics',
    says: 'Per-list counts, vmstat, trace points and cgroup charges are left out.',
    sound: 'No function of the model decides anything by them.',
  },
];
