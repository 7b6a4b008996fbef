import { describe, expect, test } from 'vitest';
import { exprText } from '../flow/code-text.ts';
import type { CompileRequest } from '../request.ts';
import { code, compiled } from '../testing/compiling.ts';

describe('ghost lines', () => {
  test('belong to the step before, or with "until" to the one after, as far as the call goes', () => {
    expect(
      code(`fn cpu0()
    err = isolate_lru_page(page_a)
    pause "the device writes"
    if err == 0
        ghost until page_a.pins -= 1
    put_page(page_a)
    ghost page_a.freed += 1
    ghost bug if page_a.pins > 0 "pinned"
`).slice(8),
    ).toEqual([
      '8: leave isolate_lru_page s0',
      '9: pause "the device writes"',
      '10: if (s0 == 0) go 11 else 12',
      '11: ghost until 0x5000 pins - 1 | dead 0',
      '12: enter put_page (0x5000)',
      '13: rmw page._refcount [0x5000+52 s32] - 1 | dead 0',
      '14: leave put_page',
      '15: ghost 0x5000 freed + 1',
      '16: s0 = ghost 0x5000 pins',
      '17: bug if (s0 >s 0) "pinned"',
      '18: end | dead 0',
    ]);
  });
});

describe('debug lines', () => {
  const text = `fn cpu0()
    debug bug if page_a.index "vm"
    debug(list) if page_a.index == 1
        warn if page_a._refcount <= 0
    put_page(page_a)
`;
  const kinds = (debug: CompileRequest['debug']): readonly string[] =>
    (compiled(text, { debug }).actors[0]?.code.operations ?? []).map(({ op }) => op.kind);

  test('run in kernels that have them', () => {
    expect(kinds([])).toEqual(['enter', 'rmw', 'leave', 'end']);
    expect(kinds(['vm'])).toEqual(['load', 'bug', 'enter', 'rmw', 'leave', 'end']);
    expect(kinds(['vm', 'list'])).toEqual([
      'load',
      'bug',
      'load',
      'branch',
      'load',
      'warn',
      'enter',
      'rmw',
      'leave',
      'end',
    ]);
  });

  test('say their condition where they have no text, and compare signed fields as signed', () => {
    const [warning] = (compiled(text, { debug: ['list'] }).actors[0]?.code.operations ?? [])
      .map(({ op }) => op)
      .filter((op) => op.kind === 'warn');
    expect(warning?.text).toBe('page_a._refcount <= 0');
    expect(warning === undefined ? '' : exprText(warning.test)).toBe('(s0 <=s 0)');
  });
});
