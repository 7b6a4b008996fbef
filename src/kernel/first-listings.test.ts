/**
 * The first listings written in this notation were once searched by three engines that agreed. Their
 * counts hold compiler and machine together: any slip in either changes a number.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compile } from '../listing/compile.ts';
import { problemText } from '../listing/problem.ts';
import type { InitialWord, PlacedObject } from '../listing/program.ts';
import type { DebugLevel } from '../listing/syntax.ts';
import { Machine } from '../machine/machine.ts';

const PAGE = 0xffffea0000140000n;
const LRUVEC = 0xffff888000001000n;
const PCP = 0xffff888000003000n;
const MAPPING = 0xffff888000004000n;
const cpuBase = (cpu: number): bigint => 0xffff888000005000n + BigInt(cpu) * 0x1000n;

const objects: readonly PlacedObject[] = [
  { name: 'page_a', struct: 'page', address: PAGE },
  { name: 'lruvec', struct: 'lruvec', address: LRUVEC },
  { name: 'node', struct: 'pglist_data', address: 0xffff888000002000n },
  { name: 'pcp_list', struct: 'list_head', address: PCP },
  { name: 'mapping_a', struct: 'address_space', address: MAPPING },
  ...[0, 1, 2].flatMap((cpu) => [
    { name: 'lru_add_pvec', struct: 'pagevec', address: cpuBase(cpu), cpu },
    { name: 'tlb_batch', struct: 'pagevec', address: cpuBase(cpu) + 0x100n, cpu },
    { name: 'pages_to_free', struct: 'list_head', address: cpuBase(cpu) + 0x200n, cpu },
  ]),
];

const word = (address: bigint, value: bigint, width: 4 | 8 = 8): InitialWord => ({
  address,
  value,
  width,
});

/** One page on list 2, in the page cache. */
function initial(refcount: bigint): readonly InitialWord[] {
  const link = LRUVEC + 32n;
  const heads = [PCP, ...[0, 1, 2].map((cpu) => cpuBase(cpu) + 0x200n)];
  const lists = [0, 1, 2, 3, 4].map((l) => LRUVEC + BigInt(l) * 16n);
  return [
    word(PAGE, 1n << 5n),
    word(PAGE + 8n, link),
    word(PAGE + 16n, link),
    word(PAGE + 24n, MAPPING),
    word(PAGE + 52n, refcount, 4),
    word(MAPPING + 8n, PAGE),
    ...[...heads, ...lists].flatMap((head) => {
      const next = head === link ? PAGE + 8n : head;
      return [word(head, next), word(head + 8n, next)];
    }),
  ];
}

function counts(
  files: readonly string[],
  operations: readonly string[],
  debug: readonly DebugLevel[] = [],
  refcount = 2n,
): string {
  const script = operations.map((call, i) => `fn cpu${i}()\n    ${call}\n`).join('\n');
  const result = compile({
    layers: [
      ...files.map((file) => ({
        id: file,
        sources: [{ file, text: readFileSync(`src/listing/fixtures/${file}.step`, 'utf8') }],
      })),
      { id: 'script', sources: [{ file: 'script', text: script }] },
    ],
    objects,
    initial: initial(refcount),
    initialGhosts: [],
    probes: [],
    debug,
    actors: operations.map((_, cpu) => ({
      id: `cpu${cpu}`,
      kind: 'cpu' as const,
      cpu,
      role: '',
      run: `cpu${cpu}`,
    })),
  });
  if (!result.ok) throw new Error(result.error.map(problemText).join('\n'));
  const machine = new Machine(result.value);
  const start = machine.start().state;
  const seen = new Set([String(start)]);
  let transitions = 0;
  let depth = 0;
  for (let frontier = [start]; frontier.length > 0; depth++) {
    const next: Uint8Array[] = [];
    for (const state of frontier) {
      for (const move of machine.moves(state)) {
        transitions++;
        const { state: after } = machine.step(state, move);
        const key = String(after);
        if (!seen.has(key)) next.push(after);
        seen.add(key);
      }
    }
    frontier = next;
  }
  return `${seen.size} states, ${transitions} transitions, depth ${depth - 1}`;
}

const july = ['v4.18', 'july-2018'];
const gup = 'slow_gup_user(page_a)';
const getPut = 'get_put(page_a)';
const scan = 'scan(page_a)';
const read = 'buffered_read(mapping_a)';
const reclaim = 'reclaim(mapping_a, page_a)';

test.each([
  [july, [gup, getPut], [], 2n, '308 states, 520 transitions, depth 42'],
  [july, [gup, getPut], ['vm', 'list'], 2n, '520 states, 915 transitions, depth 53'],
  [july, [gup, gup], [], 2n, '490 states, 814 transitions, depth 43'],
  [july, [gup, 'fork_exit(page_a)'], [], 2n, '307 states, 548 transitions, depth 39'],
  [july, [gup, scan], [], 2n, '671 states, 1200 transitions, depth 71'],
  [july, [scan, scan], [], 2n, '599 states, 1002 transitions, depth 76'],
  [july, [gup, read], [], 2n, '400 states, 729 transitions, depth 41'],
  [july, [reclaim, read], [], 1n, '316 states, 570 transitions, depth 48'],
  [july, [gup, reclaim], [], 2n, '710 states, 1275 transitions, depth 74'],
  [[...july, 'heads'], [gup, getPut], [], 2n, '427 states, 750 transitions, depth 48'],
] as const)('%j: %j with debug %j and %d references', (files, run, debug, refcount, expected) => {
  expect(counts(files, run, debug, refcount)).toBe(expected);
});
