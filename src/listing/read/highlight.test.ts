import { expect, test } from 'vitest';
import july2018 from '../fixtures/july-2018.step?raw';
import v418 from '../fixtures/v4.18.step?raw';
import { highlightLine } from './highlight.ts';

/** `keyword:lock name:node …` */
function coloured(text: string): string {
  return highlightLine(text)
    .map(({ from, to, style }) => `${style}:${text.slice(from, to)}`)
    .join(' ');
}

test.each([
  ['    lock node.lru_lock irq', 'keyword:lock name:node punctuation:. field:lru_lock keyword:irq'],
  ['set page.flags.lru', 'keyword:set name:page punctuation:. field:flags punctuation:. bit:lru'],
  ['x = flags without lru', 'name:x operator:= name:flags keyword:without bit:lru'],
  [
    'left = atomic p.f -= 0x10   # no lock',
    'name:left operator:= keyword:atomic name:p punctuation:. field:f operator:-= number:0x10 comment:# no lock',
  ],
  [
    'if PageLRU(page): return -EBUSY',
    'keyword:if function:PageLRU punctuation:( name:page punctuation:) punctuation:: keyword:return operator:- constant:EBUSY',
  ],
  [
    'ghost until page.pins -= 1',
    'ghost:ghost keyword:until name:page punctuation:. ghost:pins operator:-= number:1',
  ],
  [
    'ghost bug if page.pins > 0 "text"',
    'ghost:ghost keyword:bug keyword:if name:page punctuation:. field:pins operator:> number:0 string:"text"',
  ],
  [
    'fn get(entry: list_head) -> *page from "mm.h"',
    'keyword:fn function:get punctuation:( name:entry punctuation:: type:list_head punctuation:) operator:-> operator:* type:page keyword:from string:"mm.h"',
  ],
  [
    '    pages at 8: *page[15]',
    'field:pages keyword:at number:8 punctuation:: operator:* type:page punctuation:[ number:15 punctuation:]',
  ],
  [
    '    bits flags: lru 5, lock 6',
    'keyword:bits field:flags punctuation:: bit:lru number:5 punctuation:, bit:lock number:6',
  ],
  ['    ghost pins', 'ghost:ghost ghost:pins'],
  ['design july-2018 "July 2018"', 'keyword:design name:july-2018 string:"July 2018"'],
  ['    # a comment alone', 'comment:# a comment alone'],
  ['page.if = 1', 'name:page punctuation:. field:if operator:= number:1'],
  ['', ''],
])('%s', (line, expected) => {
  expect(coloured(line)).toBe(expected);
});

test('a line that cannot be read is coloured as far as it can', () => {
  expect(coloured('if x && y')).toBe('keyword:if name:x stray:&& name:y');
  expect(coloured('lock node.')).toContain('keyword:lock name:node');
});

test('spans are in order, inside the line, and leave out nothing but blanks', () => {
  for (const line of [...v418.split('\n'), ...july2018.split('\n')]) {
    let end = 0;
    let gaps = '';
    for (const { from, to } of highlightLine(line)) {
      expect(from).toBeGreaterThanOrEqual(end);
      expect(to).toBeGreaterThan(from);
      gaps += line.slice(end, from);
      end = to;
    }
    expect((gaps + line.slice(end)).trim()).toBe('');
  }
});
