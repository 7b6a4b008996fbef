import { describe, expect, test } from 'vitest';
import { compiled } from '../testing/compiling.ts';

describe('structs of a program', () => {
  test('are flat, say where each field is, and what is embedded', () => {
    const { structs, constants } = compiled('fn cpu0()\n    pause "nothing"\n');
    const page = structs.find(({ name }) => name === 'page');
    expect(
      page?.fields.map(({ name, offset, width, kind }) => `${offset} ${width} ${kind} ${name}`),
    ).toEqual([
      '0 8 number flags',
      '8 8 number dma_pinned_flags',
      '8 8 pointer lru.next',
      '16 4 number dma_pinned_count',
      '16 8 pointer lru.prev',
      '24 8 pointer mapping',
      '32 8 number index',
      '52 4 number _refcount',
    ]);
    expect(page?.embedded).toEqual([{ name: 'lru', struct: 'list_head', offset: 8, length: 1 }]);
    expect(page?.ghosts).toEqual(['pins', 'freed']);
    expect(page?.fields[0]?.bits).toEqual({ locked: 0, lru: 5, active: 6 });
    const node = structs.find(({ name }) => name === 'pglist_data');
    expect(node?.fields.at(-1)).toMatchObject({
      name: 'lists[4].prev',
      offset: 80,
      target: 'list_head',
    });
    expect(constants).toEqual({ EBUSY: 16n });
  });
});
