/** The words of the page, as this site uses them. */
export const glossary: readonly { readonly word: string; readonly means: string }[] = [
  {
    word: 'struct page',
    means:
      'The 64 bytes by which the kernel keeps track of one 4 KiB page of memory. Bytes 8 to 23 are a union: two words with more than one meaning.',
  },
  {
    word: 'word 8, word 16',
    means: 'The two 8-byte words at these offsets of struct page: the union this is all about.',
  },
  {
    word: 'lru.next, lru.prev',
    means:
      'Words 8 and 16 read as list links: addresses of the neighbours on the list that the page is on.',
  },
  {
    word: 'dma_pinned_flags, dma_pinned_count',
    means:
      'Words 8 and 16 read as pin state, in the 2018 patch: bit 1 of word 8 says pinned, the low 32 bits of word 16 count how often.',
  },
  {
    word: 'compound_head',
    means:
      'Word 8 once more: with bit 0 set, the page is a tail of a larger page, and the rest is the address of the head plus one.',
  },
  {
    word: 'pfn',
    means:
      'Page frame number: which 4 KiB of physical memory. Its struct page is at 0xffffea0000000000 + 64 · pfn.',
  },
  {
    word: 'refcount',
    means: 'The field _refcount: how many references there are. At zero the page is freed.',
  },
  {
    word: 'mapcount',
    means: 'The field _mapcount plus one: how many page-table entries map the page.',
  },
  { word: 'get, put', means: 'Taking and dropping a reference: get_page and put_page.' },
  {
    word: 'pin, unpin',
    means:
      'What a driver does around a device’s work: get_user_pages takes a reference to a page of a process, so that a device may write into it; the 2018 patch also records that in the page. In that patch unpinning is put_page.',
  },
  {
    word: 'outstanding',
    means:
      'A pin is outstanding from the return of the pinning call to its caller, recorded or not, until the unpinning call begins. The promise is made to the caller.',
  },
  {
    word: 'says pinned',
    means: 'What the design’s own test answers about a page. Under v4.18: always no.',
  },
  {
    word: 'LRU list',
    means:
      'One of five lists of pages: inactive and active, each for anonymous and for file pages, from which reclaim takes what it throws out, and unevictable, which it leaves alone.',
  },
  { word: 'lruvec', means: 'The heads of the five LRU lists together.' },
  { word: 'PG_lru', means: 'The flag that says: this page is linked to an LRU list.' },
  {
    word: 'pagevec',
    means:
      'A vector of up to 15 pages per CPU, in front of the LRU lists. Pages wait in it, until it is drained: in lru_add_pvec on their way to a list, with PG_lru clear; in activate_page_pvecs on their way from one to another.',
  },
  {
    word: 'isolate, put back',
    means: 'Taking a page off its LRU list for oneself, and giving it back to it.',
  },
  {
    word: 'private list',
    means:
      'A list whose head is a variable of a running function: pages that reclaim has isolated, keeps or will free hang there, by the same two words.',
  },
  {
    word: 'page lock',
    means:
      'PG_locked, a lock that is one bit of the page’s flags. It keeps the page in its file and its buffers with it; who takes a reference does not need it.',
  },
  {
    word: 'buffers',
    means:
      'Where the blocks of a file’s page are on the disk, noted in page.private while PG_private is set. They hold a reference, taken with get_page and dropped with put_page.',
  },
  {
    word: 'writeback',
    means:
      'Writing a dirty page to the disk: its page-table entries become read-only, PG_dirty goes, PG_writeback is set until the disk has it.',
  },
  { word: 'drain', means: 'Moving all pages of a pagevec to their lists.' },
  {
    word: 'poison',
    means:
      'The values LIST_POISON1 and LIST_POISON2, dead000000000100 and …200, that list_del leaves in the links: addresses that no one can use.',
  },
  {
    word: 'zone_gup_lock',
    means:
      'Name in the patch’s text for the node’s pinned_dma_lock, which guards flag and count of pinned pages.',
  },
  {
    word: 'GUP',
    means:
      'get_user_pages: from an address in a process to its page, with a reference. The slow way holds the page table’s lock, the fast way none.',
  },
  { word: 'step', means: 'One atomic action of one actor: one line of a listing.' },
  { word: 'actor', means: 'Who can be stepped: a CPU, a device, an interrupt on a CPU.' },
  { word: 'schedule', means: 'Who goes at each step. It is all that a link needs to hold.' },
  {
    word: 'at rest',
    means: 'All actors are done, and every CPU has drained its pagevecs once more, in order.',
  },
  {
    word: 'ghost line',
    means:
      'Specification only: it changes nothing that a kernel has, takes no step, and marks from where to where something is promised.',
  },
  {
    word: 'witness',
    means:
      'A word, page, line or pin that shows a rule broken. All witnesses of a violation are marked and joined.',
  },
  {
    word: 'VM_BUG_ON, DEBUG_LIST',
    means:
      'Checks that only debug kernels make. They are loads of their own, so they are steps here; a switch in the header turns them on.',
  },
];
