import { describe, expect, test } from 'vitest';
import { lruOffset } from '../kernel/memory-map.ts';
import { cuesOf } from './cue.ts';
import { driven } from './driven-scenario.ts';
import { type Edge, looseEdge, memberEdge } from './edge.ts';
import { grammarScenario, withWord } from './grammar-scene.ts';
import type { Chain } from './chain.ts';
import { memoryScene } from './memory-scene.ts';
import { pageNode } from './scene-node.ts';

const compiled = driven('july-2018', grammarScenario);
const start = compiled.machine.start().state;
const lru = (name: string): bigint => {
  const page = compiled.pages.find((candidate) => candidate.name === name);
  if (page === undefined) throw new Error(name);
  return page.address + lruOffset;
};
const head = compiled.lists.find(({ id }) => id === 'inactive_file')?.address ?? 0n;
const poison1 = 0xdead000000000100n;

/** Page A is on no list: the edge of its word 8 or 16 with this value. */
function loose(value: bigint, row: 0 | 1): Edge {
  const page = compiled.pages.find(({ name }) => name === 'A');
  if (page === undefined) throw new Error('A');
  const state = withWord(compiled, start, { page: 'A', offset: row === 0 ? 8 : 16, value });
  return looseEdge(pageNode(compiled, state, cuesOf([]), page), row);
}

/** The list with one word of C changed, nobody holding its lock. */
function chainWith(offset: 8 | 16, value: bigint): Chain {
  const state = withWord(compiled, start, { page: 'C', offset, value });
  const chain = memoryScene(compiled, state, cuesOf([]), []).chains.find(
    (candidate) => candidate.head.id === 'inactive_file',
  );
  if (chain === undefined) throw new Error('inactive_file');
  return chain;
}

function edgeOfC(offset: 8 | 16, value: bigint): Edge {
  const chain = chainWith(offset, value);
  return memberEdge(
    chain,
    chain.nodes.findIndex(({ name }) => name === 'C'),
    offset === 8 ? 0 : 1,
  );
}

describe('a word of a page on no list', () => {
  test.each([
    ['its own address', lru('A'), 0, { kind: 'loop', wrong: false }],
    [
      'the address of another page’s list words',
      lru('C'),
      0,
      { kind: 'away', reading: '→ C', wrong: false },
    ],
    [
      'the address of a list head',
      head,
      1,
      { kind: 'away', reading: '→ head of inactive_file', wrong: false },
    ],
    ['poison', poison1, 0, { kind: 'earth', wrong: false }],
    ['a number', 2n, 0, { kind: 'stop', reading: '2', wrong: false }],
    ['a count over poison', 0xdead000000000003n, 1, { kind: 'stop', reading: '3', wrong: false }],
    ['a page address with bit 0 set', lru('C') - 7n, 0, { kind: 'tail', page: 'C' }],
    ['one below an address', lru('B') - 1n, 0, { kind: 'astray', reading: '1 short of B' }],
    ['two past an address', lru('B') + 2n, 1, { kind: 'astray', reading: '2 past B' }],
    [
      'a struct page, not its list words',
      lru('B') - 8n,
      0,
      { kind: 'astray', reading: 'page B itself, 8 short' },
    ],
    ['anything else', 0x123456789abcdef0n, 0, { kind: 'astray', reading: 'no object at …def0' }],
  ] as const)('%s', (_, value, row, edge) => {
    expect(loose(value, row)).toEqual(edge);
  });
});

describe('a word of C on B, C, D, E, with the lock free', () => {
  test('its neighbours are whole links', () => {
    expect(edgeOfC(8, lru('D'))).toEqual({ kind: 'link', to: 'page:D', style: 'whole' });
    expect(edgeOfC(16, lru('B'))).toEqual({ kind: 'link', to: 'page:B', style: 'whole' });
  });

  test('another page of the list is a wrong link', () => {
    expect(edgeOfC(16, lru('E'))).toEqual({ kind: 'link', to: 'page:E', style: 'wrong' });
  });

  test('poison, a number, its own address are wrong there', () => {
    expect(edgeOfC(16, poison1)).toEqual({ kind: 'earth', wrong: true });
    expect(edgeOfC(16, 2n)).toEqual({ kind: 'stop', reading: '2', wrong: true });
    expect(edgeOfC(16, lru('C'))).toEqual({ kind: 'loop', wrong: true });
  });

  test('one below an address goes astray', () => {
    expect(edgeOfC(16, lru('B') - 1n)).toEqual({ kind: 'astray', reading: '1 short of B' });
  });
});

describe('a list whose next goes astray at C', () => {
  const chain = chainWith(8, 0x1235n);

  test('keeps the pages that prev still finds, behind the break', () => {
    expect(chain.nodes.map(({ name }) => name)).toEqual(['head', 'B', 'C', 'D', 'E']);
    expect(chain.reached).toBe(2);
    expect(chain.closed).toBe(false);
  });
});
