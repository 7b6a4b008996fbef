import { expect, test } from 'vitest';
import { parseArguments } from './arguments.ts';

const table = { values: ['design', 'link'], switches: ['json'] };

test('values stand behind their flag or its equals sign, in any order', () => {
  const parsed = parseArguments(['--json', '--design', 'v4.18', '--link=#/s/a=b'], table);
  expect(parsed.ok && [...parsed.value]).toEqual([
    ['json', true],
    ['design', 'v4.18'],
    ['link', '#/s/a=b'],
  ]);
});

test.each([
  [['--desing', 'x'], 'There is no flag --desing; there are --design, --link, --json.'],
  [['kara-race'], '“kara-race” is no flag; there are --design, --link, --json.'],
  [['--design'], '--design needs a value.'],
  [['--design', '--json'], '--design needs a value.'],
  [['--json=yes'], '--json takes no value.'],
  [['--json', '--json'], '--json is given twice.'],
])('%j is refused', (words, error) => {
  expect(parseArguments(words, table)).toEqual({ ok: false, error });
});
