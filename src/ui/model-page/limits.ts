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
    title: 'One node, one lruvec, no memory cgroups',
    says: 'There are five LRU lists, one lru_lock and one pinned_dma_lock. The field mem_cgroup exists and is never read.',
    sound:
      'All pages of a scenario would be of one node and one group in the story told. Moves between groups are not part of this release.',
  },
  {
    title: 'No page is part of a larger one',
    says: 'compound_head is loaded on every get and put, as the kernel does, since it is the same word as the pin flag. But no scenario has a compound page.',
    sound:
      'Where a function looks for the head itself, word 8 is read as in the kernel; the flag accessors, which look again, are given the head. Such a load decides nothing while no page is compound. Races of splitting a huge page are not found here.',
  },
  {
    title: 'Faulting in is not modelled',
    says: 'A page-table entry that was emptied by reclaim, truncation or munmap stays empty, and a write-protected one stays so. get_user_pages that would need a fault finds nothing and the pinner is done.',
    sound:
      'The race is about pages that are there. Copy on write, and what ext4 prepares when it is told of a first write, are not found here.',
  },
  {
    title: 'A device write is a moment',
    says: 'The driver rings a doorbell; the device takes the request and completes it. The page’s contents are not stored, only when the device may write.',
    sound:
      'What matters is whether the page says that it is pinned while the device may write, and whether it still is the device’s page when the write lands; both are exact.',
  },
  {
    title: 'Pagevecs have 15 slots',
    says: 'As in v4.18: lru_add_pvec and activate_page_pvecs, one per CPU, with a reference of their own for each page that waits. The other vectors are left out.',
    sound: 'No operation of the scenarios would use them.',
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
    says: 'Reclaim, truncation and writeback find the one entry of a page by its place; a page that is mapped more often, by a forked child, stays mapped. The locks around that search, i_mmap_rwsem and those of an anon_vma, are left out, and so are mlocked areas.',
    sound:
      'No operation adds or removes a mapping while somebody searches, which is all that these locks prevent. Deadlocks with them are not found.',
  },
  {
    title: 'One buffer for each page, no journal',
    says: 'Blocks are as large as pages. Whether a buffer is dirty is not kept apart from PG_dirty, and the file system behind is ext4 without its journal: it expects buffers on every dirty page. Writeback reads the page at one moment and always succeeds; page-cache tags are PG_dirty.',
    sound:
      'Buffers and page become dirty under one lock and clean under the page lock. What a journal holds, and what the disk gets, is not stored: lost data is not judged yet.',
  },
  {
    title: 'Truncation page by page',
    says: 'Truncation and drop_caches look up one page, not up to fifteen; truncation is its second round, which waits. A page that drop_caches could not drop is not moved to the end of its list. The mark that evicted pages leave in the page cache says nothing of when.',
    sound: 'The first round does the same to pages that it can lock at once.',
  },
  {
    title: 'Page lock and writeback as waits',
    says: 'Who waits for PG_locked goes on when it is clear; PG_waiters is set and cleared, the queue behind it is left out. The end of a writeback comes on the CPU that began it.',
    sound: 'Which of the sleepers is woken first is left to the scheduler: every order is there.',
  },
  {
    title: 'Loads that decide nothing here',
    says: 'Left out: tests for compound, slab, swap-cache and up-to-date pages, the warning of isolate_lru_page about tails, and a second look at the mapping when a page is marked dirty. get_page_unless_zero loads the count anew for each try; the kernel goes on with the value that the failed exchange gave it.',
    sound:
      'No page of a scenario is any of these, so each test has one outcome. A page lost by a leak that equals a reference from outside the scenario is not noticed, either: such references may be kept.',
  },
  {
    title: 'Counters, tracing, statistics',
    says: 'Per-list counts, vmstat, trace points and cgroup charges are left out.',
    sound: 'No function of the model decides anything by them.',
  },
];
