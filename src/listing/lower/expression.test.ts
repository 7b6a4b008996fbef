import { describe, expect, test } from 'vitest';
import { code } from '../testing/compiling.ts';

describe('touches', () => {
  test('are one operation a line, named as the struct has it', () => {
    expect(
      code(`fn cpu0()
    next = page_a.lru.next
    next.prev = &page_a.lru
    atomic page_a._refcount += 1
    set page_a.flags.lru
    lock node.lru_lock irqsave
    unlock node.lru_lock irqrestore
    cmpxchg(page_a._refcount, 2, 0)
    pause "waits"
    wait until page_a._refcount > 1
`),
    ).toEqual([
      '0: s0 = load page.lru.next [0x5000+8 u64] | dead 0',
      '1: store list_head.prev [s0+8 u64] = 0x5008',
      '2: rmw page._refcount [0x5000+52 s32] + 1 | dead 0',
      '3: set page.flags.lru [0x5000 u64 bit 5] | dead 0',
      '4: lock pglist_data.lru_lock [0x1000 u32] irqsave | dead 0',
      '5: unlock pglist_data.lru_lock [0x1000 u32] irqsave | dead 0',
      '6: cmpxchg page._refcount [0x5000+52 s32] 2 -> 0 | dead 0',
      '7: pause "waits" | dead 0',
      '8: s0 = wait page._refcount [0x5000+52 s32] until (s0 >s 1) | dead 0',
      '9: end | dead 0',
    ]);
  });

  test('a test of a bit loads the whole word once', () => {
    expect(
      code(`fn cpu0()
    if PageLRU(page_a)
        clear page_a.flags.lru
    flags = page_a.flags
    page_a.flags = flags without lru
    page_a.flags = flags with active
`),
    ).toEqual([
      '0: s0 = load page.flags.lru [0x5000 u64] | dead 0',
      '1: if ((s0 & 32) != 0) go 2 else 3',
      '2: clear page.flags.lru [0x5000 u64 bit 5] | dead 0',
      '3: s0 = load page.flags [0x5000 u64] | dead 0',
      '4: store page.flags [0x5000 u64] = (s0 & 0xffffffffffffffdf)',
      '5: store page.flags [0x5000 u64] = (s0 | 64)',
      '6: end | dead 0',
    ]);
  });

  test('addresses that are known fold, container undoes an address, and an index stays one', () => {
    expect(
      code(`fn cpu0()
    n = lru_add_pvec.nr
    lru_add_pvec.pages[n] = page_a
    lru_add_pvec.pages[2] = container(&page_a.lru, page.lru)
    add(&page_a.lru, &node.lists[n])

fn add(entry: list_head, head: list_head)
    head.next = entry
`),
    ).toEqual([
      '0: s0 = load pagevec.nr [0x2000 u32] | dead 0',
      '1: store pagevec.pages[n] [0x2000+8+s0*8 u64] = 0x5000',
      '2: store pagevec.pages[2] [0x2000+24 u64] = 0x5000',
      '3: enter add (0x5008, ((s0 * 16) + 0x1008))',
      '4: store list_head.next [(s0 * 16)+4104 u64] = 0x5008',
      '5: leave add',
      '6: end | dead 0',
    ]);
  });
});
