import { expect, test } from 'vitest';
import { grouped, onlyFunction, problemsIn } from './listing-sample.ts';

test.each([
  ['a + b * c', '(a + (b * c))'],
  ['a - b - c', '((a - b) - c)'],
  ['a + 1 << 2', '((a + 1) << 2)'],
  ['a & 1 << 4', '(a & (1 << 4))'],
  ['a | b ^ c & d', '(a | (b ^ (c & d)))'],
  ['head & 1 == 1', '((head & 1) == 1)'],
  ['a + 1 < b', '((a + 1) < b)'],
  ['a == b and c != d or e', '(((a == b) and (c != d)) or e)'],
  ['a or b and c', '(a or (b and c))'],
  ['not a == b', '(not (a == b))'],
  ['not a and not b', '((not a) and (not b))'],
  ['-a * b', '((- a) * b)'],
  ['-EBUSY', '(- EBUSY)'],
  ['~flags & mask', '((~ flags) & mask)'],
  ['flags without lru | 1', '((flags without lru) | 1)'],
  ['flags with lru without active', '((flags with lru) without active)'],
  ['(a + b) * c', '((a + b) * c)'],
  ['((a))', 'a'],
])('%s reads as %s', (text, expected) => {
  expect(grouped(text)).toBe(expected);
});

test.each([
  'page.lru.next',
  'lru_add_pvec.pages[n]',
  '&page.lru',
  '&lruvec.lists[l]',
  'lists[2].next',
  'f()',
  'f(a, &page.lru, 3)',
  'container(entry, page.lru)',
  'container(entry, page.lru).flags',
  'cmpxchg(page._refcount, 2, 0)',
  'test_and_set page.flags.lru',
  'test_and_clear page.flags.lru',
  'trylock node.lru_lock',
  'choose 0..2',
  'page.lock',
  'page.if.return',
])('%s reads as itself', (text) => {
  expect(grouped(text)).toBe(text);
});

test('numbers are decimal or hexadecimal words of 64 bits', () => {
  expect(grouped('0xdead000000000100')).toBe('16045481047390945536');
  expect(grouped('18446744073709551615')).toBe('18446744073709551615');
  expect(problemsIn('x = 18446744073709551616')).toEqual([
    'my.step:2:9: 18446744073709551616 does not fit into a word of 64 bits\n    hint: the largest is 0xffffffffffffffff',
  ]);
});

test('words that only have a meaning elsewhere are free for names', () => {
  expect(grouped('from + base + size + at + most + list + device + irq + in')).toBe(
    '((((((((from + base) + size) + at) + most) + list) + device) + irq) + in)',
  );
});

test('every node knows its place', () => {
  const [statement] = onlyFunction('fn f(page)\n    x = page.flags + (12)\n').body;
  expect(statement).toEqual({
    kind: 'assign',
    target: { kind: 'name', name: 'x', span: { line: 2, column: 5, length: 1 } },
    value: {
      kind: 'binary',
      operator: '+',
      left: {
        kind: 'member',
        of: { kind: 'name', name: 'page', span: { line: 2, column: 9, length: 4 } },
        field: 'flags',
        span: { line: 2, column: 9, length: 10 },
      },
      right: { kind: 'number', value: 12n, span: { line: 2, column: 23, length: 2 } },
      span: { line: 2, column: 9, length: 17 },
    },
    span: { line: 2, column: 5, length: 21 },
  });
});

test.each([
  [
    'x = a < b < c',
    '2:15: comparisons do not chain: "<" gives 0 or 1, and "<" would compare that',
    'write two comparisons joined by "and"',
  ],
  [
    'x = choose 2..0',
    '2:9: there is nothing to choose from 2 to 0',
    'the smaller number comes first',
  ],
  [
    'x = container(entry, lru)',
    '2:26: the second part of container is a field of a struct',
    'write the struct and the field: container(entry, page.lru)',
  ],
  [
    'x = trylock f(page)',
    '2:17: f(page) is a value, not a place in memory',
    'name a local or a field: left, page.flags, pvec.pages[i]',
  ],
  ['set (page.flags.lru)', '2:9: no parentheses around a place in memory', 'write page.flags.lru'],
])('%s is refused', (line, problem, hint) => {
  expect(problemsIn(line)).toEqual([`my.step:${problem}\n    hint: ${hint}`]);
});
