import { describe, expect, test } from 'vitest';
import { codeText } from '../flow/code-text.ts';
import { code, compiled } from '../testing/compiling.ts';
import { PRELUDE } from '../testing/prelude.ts';

describe('calls', () => {
  test('are written out between enter and leave, with the frames of both lines', () => {
    const program = compiled(`fn cpu0()
    isolate_lru_page(page_a)
`);
    const names = program.functions.map(({ name }) => name);
    const [script, isolate] = [names.indexOf('cpu0'), names.indexOf('isolate_lru_page')];
    const operations = program.actors[0]?.code.operations ?? [];
    expect(codeText({ operations, start: 0, slots: 1 })).toEqual([
      `0: enter ${isolate} (0x5000)`,
      '1: s0 = load page.flags.lru [0x5000 u64] | dead 0',
      '2: if not ((s0 & 32) != 0) go 3 else 5',
      `3: leave ${isolate} 0xfffffffffffffff0`,
      '4: go 7',
      '5: clear page.flags.lru [0x5000 u64 bit 5] | dead 0',
      `6: leave ${isolate} 0`,
      '7: end | dead 0',
    ]);
    const line = (text: string): number =>
      PRELUDE.split('\n').findIndex((other) => other.includes(text)) + 1;
    expect(operations[0]?.stack).toEqual([{ fn: script, line: 2 }]);
    expect(operations[1]?.stack).toEqual([
      { fn: script, line: 2 },
      // The load is that of PageLRU, which is one line and so stands for itself in this one.
      { fn: isolate, line: line('if not PageLRU(page): return -EBUSY') },
    ]);
    expect(operations[5]?.stack.at(-1)?.line).toBe(line('clear page.flags.lru'));
  });

  test('of functions without steps leave no trace', () => {
    expect(
      code(`fn larger(a: u64, b: u64) -> u64
    if a > b: return a
    return b

fn cpu0()
    n = page_a.index
    page_a.index = larger(n, 3)
`),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0',
      '1: if (s0 > 3) go 3 else 2',
      '2: s0 = 3',
      '3: store page.index [0x5000+32 u64] = s0',
      '4: end | dead 0',
    ]);
  });

  test('look functions up late: a design replaces what its base calls', () => {
    const operations = code(`fn get_page(page)
    atomic page._refcount += 2

fn cpu0()
    get_page(page_a)
`);
    expect(operations[1]).toBe('1: rmw page._refcount [0x5000+52 s32] + 2');
  });

  test('keep a parameter apart from its argument only where it is assigned', () => {
    expect(
      code(`fn count(n: u64)
    n += 1
    page_a.index = n

fn cpu0()
    n = page_a.index
    count(n)
    page_a.index = n
`),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0 1',
      '1: enter count (s0)',
      '2: s1 = s0',
      '3: s1 = (s1 + 1)',
      '4: store page.index [0x5000+32 u64] = s1',
      '5: leave count',
      '6: store page.index [0x5000+32 u64] = s0 | dead 1',
      '7: end | dead 0 1',
    ]);
  });
});
