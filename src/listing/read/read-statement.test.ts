import { expect, test } from 'vitest';
import { onlyFunction, problemsIn, statementsOf } from './listing-sample.ts';

const page = { kind: 'name', name: 'page' };
const x = { kind: 'name', name: 'x' };
const one = { kind: 'number', value: '1' };
const refcount = { kind: 'member', of: page, field: '_refcount' };
const lru = { kind: 'member', of: { kind: 'member', of: page, field: 'flags' }, field: 'lru' };
const lock = { kind: 'member', of: { kind: 'name', name: 'node' }, field: 'lru_lock' };
const pins = { kind: 'member', of: page, field: 'pins' };

test.each<[string, object]>([
  ['x = page._refcount', { kind: 'assign', target: x, value: refcount }],
  ['page._refcount = x', { kind: 'assign', target: refcount, value: x }],
  ['x += 1', { kind: 'update', target: x, operator: '+=', value: one }],
  ['x ^= 1', { kind: 'update', target: x, operator: '^=', value: one }],
  ['atomic page._refcount += 1', { kind: 'atomic', target: refcount, operator: '+=', value: one }],
  [
    'x = atomic page._refcount -= 1',
    { kind: 'atomic', result: x, target: refcount, operator: '-=', value: one },
  ],
  ['set page.flags.lru', { kind: 'bit', operation: 'set', target: lru }],
  ['clear page.flags.lru', { kind: 'bit', operation: 'clear', target: lru }],
  ['lock node.lru_lock', { kind: 'lock', target: lock, mode: '' }],
  ['lock node.lru_lock irq', { kind: 'lock', target: lock, mode: 'irq' }],
  ['lock node.lru_lock irqsave', { kind: 'lock', target: lock, mode: 'irqsave' }],
  ['unlock node.lru_lock', { kind: 'unlock', target: lock, mode: '' }],
  ['unlock node.lru_lock irq', { kind: 'unlock', target: lock, mode: 'irq' }],
  ['unlock node.lru_lock irqrestore', { kind: 'unlock', target: lock, mode: 'irqrestore' }],
  ['interrupts off', { kind: 'interrupts', change: 'off' }],
  ['interrupts restore', { kind: 'interrupts', change: 'restore' }],
  ['interrupts on', { kind: 'interrupts', change: 'on' }],
  [
    'wait until device.done',
    {
      kind: 'wait',
      condition: { kind: 'member', of: { kind: 'name', name: 'device' }, field: 'done' },
    },
  ],
  ['pause "the device \\"writes\\""', { kind: 'pause', text: 'the device "writes"' }],
  [
    'get_page(page)',
    {
      kind: 'expression',
      value: { kind: 'call', callee: { kind: 'name', name: 'get_page' }, args: [page] },
    },
  ],
  [
    'test_and_clear page.flags.lru',
    { kind: 'expression', value: { kind: 'test-and', value: 0, target: lru } },
  ],
  ['bug if x', { kind: 'check', severity: 'bug', ghost: false, condition: x }],
  [
    'warn if x "a # b"',
    { kind: 'check', severity: 'warn', ghost: false, condition: x, text: 'a # b' },
  ],
  ['bug "always"', { kind: 'check', severity: 'bug', ghost: false, text: 'always' }],
  ['warn "always"', { kind: 'check', severity: 'warn', ghost: false, text: 'always' }],
  ['debug bug if x', { debug: 'vm', kind: 'check', severity: 'bug', ghost: false, condition: x }],
  ['debug(list) x = 1', { debug: 'list', kind: 'assign', target: x, value: one }],
  ['debug(vm) x = 1', { debug: 'vm', kind: 'assign', target: x, value: one }],
  [
    'ghost page.pins += 1',
    { kind: 'ghost', until: false, target: pins, operator: '+=', value: one },
  ],
  [
    'ghost until page.pins -= 1',
    { kind: 'ghost', until: true, target: pins, operator: '-=', value: one },
  ],
  ['ghost page.pins = 1', { kind: 'ghost', until: false, target: pins, operator: '=', value: one }],
  [
    'ghost bug if x "text"',
    { kind: 'check', severity: 'bug', ghost: true, condition: x, text: 'text' },
  ],
  ['return', { kind: 'return' }],
  ['return (x)', { kind: 'return', value: x }],
])('%s', (line, expected) => {
  expect(statementsOf(line)).toEqual([expected]);
});

test('a condition has a statement behind a colon, or a block', () => {
  const busy = { kind: 'unary', operator: '-', of: { kind: 'name', name: 'EBUSY' } };
  expect(statementsOf('if x: return -EBUSY')).toEqual([
    { kind: 'if', condition: x, then: [{ kind: 'return', value: busy }], otherwise: [] },
  ]);
  expect(statementsOf('if x', '    return -EBUSY', 'return')).toEqual([
    { kind: 'if', condition: x, then: [{ kind: 'return', value: busy }], otherwise: [] },
    { kind: 'return' },
  ]);
});

test('branches of an if nest in its otherwise', () => {
  const lines = [
    'if x',
    '    return 1',
    'else if page',
    '    x += 1',
    'else',
    '    return',
    'x += 1',
  ];
  const increment = { kind: 'update', target: x, operator: '+=', value: one };
  expect(statementsOf(...lines)).toEqual([
    {
      kind: 'if',
      condition: x,
      then: [{ kind: 'return', value: one }],
      otherwise: [
        { kind: 'if', condition: page, then: [increment], otherwise: [{ kind: 'return' }] },
      ],
    },
    increment,
  ]);
  expect(statementsOf('if x: return 1', 'else: x += 1')).toEqual([
    { kind: 'if', condition: x, then: [{ kind: 'return', value: one }], otherwise: [increment] },
  ]);
});

test('an else belongs to the if that is indented as far', () => {
  expect(statementsOf('if x', '    if page', '        return', 'else', '    return 1')).toEqual([
    {
      kind: 'if',
      condition: x,
      then: [{ kind: 'if', condition: page, then: [{ kind: 'return' }], otherwise: [] }],
      otherwise: [{ kind: 'return', value: one }],
    },
  ]);
});

test('a debug block exists at its level only', () => {
  expect(statementsOf('debug if x', '    warn "text"', 'debug(list) if x: return')).toEqual([
    {
      kind: 'if',
      debug: 'vm',
      condition: x,
      then: [{ kind: 'check', severity: 'warn', ghost: false, text: 'text' }],
      otherwise: [],
    },
    { kind: 'if', debug: 'list', condition: x, then: [{ kind: 'return' }], otherwise: [] },
  ]);
});

test('three loops, break and again', () => {
  expect(
    statementsOf(
      'repeat',
      '    break',
      'loop at most 3',
      '    again',
      'for i in 0..x at most 0x10',
      '    return',
    ),
  ).toEqual([
    { kind: 'repeat', body: [{ kind: 'break' }] },
    { kind: 'loop', limit: 3, body: [{ kind: 'again' }] },
    {
      kind: 'for',
      variable: { kind: 'name', name: 'i' },
      from: { kind: 'number', value: '0' },
      to: x,
      limit: 16,
      body: [{ kind: 'return' }],
    },
  ]);
});

test('a comment tells why: of its own line, or of the line below', () => {
  const { body } = onlyFunction(`fn f(page)
    # first
    # second
    x = 1                  # third
    # lost to the blank line

    if x                   # a look
        # inside
        return             # not "x # y"
    else                   # otherwise
        warn "a # b"       # said
`);
  expect(body.map(({ why }) => why)).toEqual(['first second third', 'a look']);
  const [, branch] = body;
  if (branch?.kind !== 'if') throw new Error('no if');
  expect(branch.then.map(({ why }) => why)).toEqual(['inside not "x # y"']);
  expect(branch.otherwise.map(({ why }) => why)).toEqual(['said']);
});

test('a comment at an else is told with the first line that has none', () => {
  const [branch] = onlyFunction(
    'fn f(page)\n    if page: return\n    else    # nobody\n        return 1\n',
  ).body;
  expect(branch?.kind === 'if' && branch.otherwise[0]?.why).toBe('nobody');
});

test('the place of a statement is its own words, without comment and what follows a colon', () => {
  const { body } = onlyFunction(
    'fn f(page)\n    debug if page: return    # why\n    lock a.b irq  # c\n',
  );
  expect(body.map(({ span }) => span)).toEqual([
    { line: 2, column: 5, length: 13 },
    { line: 3, column: 5, length: 12 },
  ]);
});

test.each(['x = page', 'x += 1', 'return x', 'break', 'again'])(
  '"if page: %s" touches nothing',
  (statement) => {
    expect(problemsIn(`if page: ${statement}`)).toEqual([]);
  },
);

test.each([
  'page.flags = 1',
  'get_page(page)',
  'lock node.l',
  'set page.flags.lru',
  'bug "text"',
  'pause "text"',
])('"if page: %s" is refused: it would be a step of its own', (statement) => {
  expect(problemsIn(`if page: ${statement}`)).toEqual([
    'my.step:2:14: after the colon stands what is no step of its own: return, break, again or a local\n' +
      '    hint: write it on a line of its own below, indented by 4 more',
  ]);
});

test.each([
  [
    'page.x = atomic page.y += 1',
    '2:5: the new value of an atomic goes into a local: a store would be a second step',
    'name it, and store it on the next line: left = atomic …',
  ],
  [
    'f(page) = 1',
    '2:5: f(page) is a value, not a place in memory',
    'name a local or a field: left, page.flags, pvec.pages[i]',
  ],
  ['ghost page.pins |= 1', '2:21: a ghost is a count: "|=" does not apply', 'write =, += or -='],
  ['return 1', '', ''],
])('%s', (line, problem, hint) => {
  expect(problemsIn(line)).toEqual(problem === '' ? [] : [`my.step:${problem}\n    hint: ${hint}`]);
});
