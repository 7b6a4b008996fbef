import { describe, expect, test } from 'vitest';
import { code } from '../testing/compiling.ts';

describe('loops', () => {
  test('repeat is a jump back, and carries nothing', () => {
    expect(
      code(`fn cpu0()
    if get_page_unless_zero(page_a)
        put_page(page_a)
`),
    ).toEqual([
      '0: enter get_page_unless_zero (0x5000)',
      '1: s0 = load page._refcount [0x5000+52 s32] | dead 0 1',
      '2: if (s0 == 0) go 3 else 6',
      '3: s0 = 0',
      '4: leave get_page_unless_zero s0',
      '5: go 10',
      '6: s1 = cmpxchg page._refcount [0x5000+52 s32] s0 -> (s0 + 1) | dead 1',
      '7: if (s1 == s0) go 8 else 1',
      '8: s0 = 1',
      '9: leave get_page_unless_zero s0',
      '10: if s0 go 11 else 14',
      '11: enter put_page (0x5000)',
      '12: rmw page._refcount [0x5000+52 s32] - 1 | dead 0 1',
      '13: leave put_page',
      '14: end | dead 0 1',
    ]);
  });

  test('loop counts its rounds, and says when they are used up', () => {
    expect(
      code(`fn cpu0()
    loop at most 3
        if page_a.index == 0: break
`),
    ).toEqual([
      '0: s0 = 0',
      '1: s1 = load page.index [0x5000+32 u64] | dead 1',
      '2: if (s1 == 0) go 7 else 3',
      '3: if (s0 == 2) go 6 else 4',
      '4: s0 = (s0 + 1)',
      '5: go 1',
      '6: bound "the loop at my.step:2 ran out of its 3 rounds"',
      '7: end | dead 0 1',
    ]);
  });

  test('for counts with its variable, and keeps a bound that its lines change', () => {
    expect(
      code(`fn cpu0()
    n = page_a.index
    for i in 0..n at most 4
        n = lru_add_pvec.nr + i
`),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0 1 2',
      '1: s1 = 0',
      '2: if (s1 < s0) go 3 else 8',
      '3: if (s1 == 4) go 4 else 5',
      '4: bound "the for at my.step:3 ran out of its 4 rounds"',
      '5: s2 = load pagevec.nr [0x2000 u32] | dead 2',
      '6: s1 = (s1 + 1)',
      '7: go 2',
      '8: end | dead 0 1 2',
    ]);
  });

  test('for needs no bound where its rounds are known', () => {
    const operations = code(`fn cpu0()
    for i in 0..2 at most 2
        if i == 1: again
        page_a.index = i
`);
    expect(operations).toEqual([
      '0: s0 = 0',
      '1: if (s0 < 2) go 2 else 6',
      '2: if (s0 == 1) go 4 else 3',
      '3: store page.index [0x5000+32 u64] = s0',
      '4: s0 = (s0 + 1)',
      '5: go 1',
      '6: end | dead 0',
    ]);
  });
});
