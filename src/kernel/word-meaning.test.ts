import { describe, expect, it } from 'vitest';
import { compiledFor } from './pictured-moment.ts';
import { wordMeaning } from './word-meaning.ts';

const july = compiledFor();
const [p] = july.pages;

describe('a word means', () => {
  it.each([
    [
      'the links of its own page',
      0xffffea0000140008n,
      { kind: 'page', page: 'P', self: true, at: 8 },
    ],
    ['another page', 0xffffea0000140048n, { kind: 'page', page: 'B', self: false, at: 8 }],
    ['a struct page itself', 0xffffea0000140040n, { kind: 'page', page: 'B', self: false, at: 0 }],
    ['a poison', 0xdead000000000100n, { kind: 'poison', which: 'LIST_POISON1' }],
    ['the other poison', 0xdead000000000200n, { kind: 'poison', which: 'LIST_POISON2' }],
    ['the flag', 2n, { kind: 'number', value: 2n }],
    ['nothing', 0n, { kind: 'number', value: 0n }],
    ['an error', 0xfffffffffffffff0n, { kind: 'number', value: -16n }],
    ['a tail page', 0xffffea0000140001n, { kind: 'tail', page: 'P' }],
    [
      'a count over a poison',
      0xdead000000000001n,
      { kind: 'poison-count', high: 0xdead0000, count: 1 },
    ],
    [
      'a count driven below zero',
      0xdead0000ffffffffn,
      { kind: 'poison-count', high: 0xdead0000, count: -1 },
    ],
    [
      'a count over a pointer',
      0xffffea0000000001n,
      { kind: 'poison-count', high: 0xffffea00, count: 1 },
    ],
    ['something else', 0xffff888012345678n, { kind: 'foreign' }],
  ])('%s', (_what, value, meaning) => {
    expect(wordMeaning(july, value, p)).toEqual(meaning);
  });

  it('one byte less than an address, as a decrement leaves it', () => {
    expect(wordMeaning(july, 0xffffea0000140007n, p)).toEqual({
      kind: 'off',
      by: -1,
      of: { kind: 'page', page: 'P', self: true, at: 8 },
    });
  });

  it('the head of each list', () => {
    for (const list of july.lists) {
      expect(wordMeaning(july, list.address)).toEqual({ kind: 'head', list: list.id });
    }
  });
});

describe('in a scenario with pages that are on no list', () => {
  it('word 16 of the first tail says the order', () => {
    const compiled = compiledFor({ scenario: 'thp-split' });
    const [, first] = compiled.pages;
    const meaning = { kind: 'compound', order: 2 };
    expect(wordMeaning(compiled, 0xffffffff00000203n, first)).toEqual(meaning);
    expect(wordMeaning(july, 0xffffffff00000203n, p)).toEqual({ kind: 'foreign' });
  });

  it('word 8 of a device’s page leads to its device', () => {
    const compiled = compiledFor({ scenario: 'device-page' });
    const device = compiled.program.objects.find(({ name }) => name === 'pgmap')?.address ?? 0n;
    expect(wordMeaning(compiled, device, compiled.pages[0])).toEqual({ kind: 'device' });
  });
});
