import { describe, expect, test } from 'vitest';
import { compiled } from './testing/compiling.ts';

describe('functions as they are shown', () => {
  test('have the lines of the author, without comments, and say what each line does', () => {
    const { functions } = compiled(`source "mm/gup.c, Linux v4.18"

# Pins a page, and gives it up at once.
# Nobody does that.
operation pin(page) -> s32
    get_page(page)                        # a reference

    if page.index == 0                    # nothing "#" there
        debug bug if page.flags.lru
        return 1
    else
        n = page.index                    # a load
    ghost page.pins += 1
    page.index = n                        # a store
    lock node.lru_lock
    n += 1
    debug(list) if n == 2
        pause "takes # time"
    return 0

fn look(page) = page.flags.lru            # one bit

fn cpu0()
    pin(page_a)
`);
    const pin = functions.find(({ name }) => name === 'pin');
    expect(pin).toMatchObject({
      parameters: ['page'],
      design: 'my',
      file: 'my.step',
      line: 5,
      from: 'mm/gup.c, Linux v4.18',
      why: 'Pins a page, and gives it up at once. Nobody does that.',
      operation: true,
    });
    expect(
      pin?.lines.map(({ number, depth, text, kind, why, debug }) =>
        [number, kind, debug === '' ? '-' : debug, '>'.repeat(depth) + text, why ?? ''].join(' | '),
      ),
    ).toEqual([
      '6 | call | - | get_page(page) | a reference',
      '8 | R | - | if page.index == 0 | nothing "#" there',
      '9 | R | vm | >debug bug if page.flags.lru | ',
      '10 | local | - | >return 1 | ',
      '11 | local | - | else | ',
      '12 | R | - | >n = page.index | a load',
      '13 | ghost | - | ghost page.pins += 1 | ',
      '14 | W | - | page.index = n | a store',
      '15 | L | - | lock node.lru_lock | ',
      '16 | local | - | n += 1 | ',
      '17 | local | list | debug(list) if n == 2 | ',
      '18 | P | list | >pause "takes # time" | ',
      '19 | local | - | return 0 | ',
    ]);
    expect(functions.find(({ name }) => name === 'look')?.lines).toEqual([
      {
        number: 21,
        depth: 0,
        text: 'page.flags.lru',
        spans: [
          { from: 0, to: 4, style: 'name' },
          { from: 4, to: 5, style: 'punctuation' },
          { from: 5, to: 10, style: 'field' },
          { from: 10, to: 11, style: 'punctuation' },
          { from: 11, to: 14, style: 'field' },
        ],
        kind: 'R',
        debug: '',
      },
    ]);
  });
});
