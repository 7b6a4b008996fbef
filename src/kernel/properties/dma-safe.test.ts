import { describe, expect, it } from 'vitest';
import type { Effect } from '../../machine/effect.ts';
import { Machine } from '../../machine/machine.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import { pageAddress } from '../memory-map.ts';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { dmaSafe } from './dma-safe.ts';

const july = compiledFor();

/** P's entry and P's word `mapping`, which pictures do not show. */
const entryOfP = july.program.objects.find(({ name }) => name === 'pte_P')?.address ?? 0n;
const mappingOfP = pageAddress(0x5000) + 24n;

function actorOf(kind: string): number {
  return july.program.actors.findIndex((actor) => actor.kind === kind);
}

/** The doorbell changes from one page to another, 0 for none. */
const doorbell = (old: bigint, value: bigint, kind = 'device'): readonly Effect[] => [
  {
    actor: actorOf(kind),
    operation: 0,
    kind: 'write',
    address: 0xffff88000fc00400n,
    width: 8,
    old,
    value,
    place: 'device.page',
    atomic: false,
  },
];

const landing = doorbell(pageAddress(0x5000), 0n);

/** The scenario with 8 bytes of its memory changed. */
function withWord(address: bigint, value: bigint): CompiledScenario {
  const { program } = july;
  const initial = [...program.initial, { address, width: 8 as const, value }];

  const changed = { ...program, initial };
  return { ...july, program: changed, machine: new Machine(changed) };
}

const said = (
  picture: string,
  effects: readonly Effect[] = landing,
  compiled: CompiledScenario = july,
): readonly string[] =>
  dmaSafe.check(momentOf(compiled, picture, 'running', effects)).map(({ message }) => message);

const usual = 'P: refcount 3, mapcount 1, PG_lru | pins 1, linked 1';

describe('dma-safe', () => {
  it('holds where a write lands in a page that is held, in its file and mapped', () => {
    expect(said(usual)).toEqual([]);
  });

  it('breaks where it lands in a page that was freed, however many references it seems to have', () => {
    expect(said('P: refcount 0, mapcount 0 | freed 1')).toEqual([
      'device writes into P, which was freed and may be anybody’s',
    ]);
    expect(said('P: refcount 3, mapcount 1 | freed 1')).toHaveLength(1);
  });

  it('breaks where nobody holds the page, though it is not freed yet', () => {
    expect(said('P: refcount 0, mapcount 1, PG_lru | linked 1')).toEqual([
      'device writes into P, which nobody holds any more',
    ]);
  });

  it('breaks where the page was taken out of its file, though the pin still holds it', () => {
    expect(said(usual, landing, withWord(mappingOfP, 0n))).toEqual([
      'device writes into P, which was taken out of its file: nobody will ever read what was written',
    ]);
  });

  it('holds where the page is only unmapped: it is in its file, and a fault finds it there', () => {
    const unmapped = 'P: refcount 2, mapcount 0, PG_lru | pins 1, linked 1';
    expect(said(unmapped, landing, withWord(entryOfP, 0n))).toEqual([]);
  });

  it('breaks where its entry maps another page by now', () => {
    const copied = withWord(entryOfP, (0x5001n << 12n) | 7n);
    expect(said(usual, landing, copied)).toEqual([
      'device writes into P, which is not the page that the process sees any more: its entry maps pfn 0x5001',
    ]);
  });

  it('breaks where the page was freed and is somebody else’s by now, in a file or mapped elsewhere', () => {
    expect(said(usual, landing, withWord(mappingOfP, 0xffff88000e2a03c9n))).toEqual([
      'device writes into P, which was taken out of its file: nobody will ever read what was written',
    ]);
    const entryOfB = july.program.objects.find(({ name }) => name === 'pte_B')?.address ?? 0n;
    const elsewhere = withWord(entryOfB, (0x5000n << 12n) | 7n);
    expect(said(usual, landing, elsewhere)).toEqual([
      'device writes into P, which is somebody else’s by now: the entry of B maps it',
    ]);
  });

  it('asks only when the write lands: not when the doorbell rings, not of another page', () => {
    const freed = 'P: refcount 0, mapcount 0 | freed 1';
    expect(said(freed, doorbell(0n, pageAddress(0x5000), 'cpu'))).toEqual([]);
    expect(said(freed, doorbell(pageAddress(0x5001), 0n))).toEqual([]);
    expect(said(freed, [])).toEqual([]);
    // Nobody but a device writes by taking a page off a doorbell.
    expect(said(freed, doorbell(pageAddress(0x5000), 0n, 'cpu'))).toEqual([]);
  });

  it('shows the page, the word and the device', () => {
    const moment = momentOf(withWord(mappingOfP, 0n), usual, 'running', landing);
    expect(dmaSafe.check(moment)[0]?.witnesses).toEqual([
      { kind: 'word', page: 'P', offset: 24 },
      { kind: 'page', page: 'P' },
      { kind: 'line', actor: actorOf('device') },
    ]);
  });
});
