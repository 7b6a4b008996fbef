/** Scenarios of three and four CPUs, as somebody would make them: own files, opened by a link. */
import type { Choice } from './emulator.ts';

const page = (name: string, pfn: number, more: object = {}) => ({
  name,
  pfn,
  list: 'inactive_file',
  flags: ['PG_uptodate', 'PG_lru'],
  refcount: 2,
  mapcount: 1,
  ...more,
});

const on = (name: string, ...operations: readonly string[]) =>
  operations.map((operation) => ({ operation, page: name }));

const pinner = { role: 'pinner', operations: on('P', 'slow_pin', 'device_write', 'unpin') };
const anybody = { role: 'anybody', operations: on('P', 'get_page', 'put_page') };

function opened(file: {
  readonly id: string;
  readonly title: string;
  readonly [field: string]: unknown;
}): Choice {
  return { scenario: file.id, design: 'july-2018', debug: 'vm', file };
}

/** Kara's race with two others, each of which takes a reference and drops it. */
export const threeCpus = opened({
  id: 'three-cpus',
  title: 'Kara’s race among three',
  goal: 'pin-seen',
  pages: [
    page('P', 0x5000, { position: 1 }),
    page('B', 0x5001, { position: 0 }),
    page('C', 0x5002),
  ],
  cpus: [pinner, anybody, anybody],
});

/** Two pinners with a device each, two others, a completion interrupt, a page waiting on every CPU. */
export const fourCpus = opened({
  id: 'four-cpus',
  title: 'Two pinners, a reader and reclaim',
  goal: 'pin-seen',
  pages: [
    page('P', 0x5000, { refcount: 3, position: 1 }),
    page('B', 0x5001, { position: 0 }),
    page('C', 0x5002, { position: 2 }),
    ...[0, 1, 2, 3].map((cpu) =>
      page(`Q${cpu}`, 0x5010 + cpu, {
        list: null,
        flags: ['PG_uptodate'],
        refcount: 3,
        pagevec: { cpu },
      }),
    ),
  ],
  cpus: [
    pinner,
    anybody,
    { role: 'second pinner', operations: pinner.operations },
    { role: 'reclaim', operations: [{ operation: 'lru_add_drain' }, ...on('B', 'reclaim')] },
  ],
  interrupts: [{ cpu: 1, operation: 'end_io', page: 'P' }],
});

/** As many actors as there can be: four CPUs, each with a device and an interrupt. */
export const twelveActors = opened({
  id: 'twelve-actors',
  title: 'Twelve actors',
  goal: 'pin-seen',
  pages: [
    page('P', 0x5000, { refcount: 6, position: 1 }),
    page('B', 0x5001, { position: 0 }),
    page('C', 0x5002, { position: 2 }),
  ],
  cpus: [0, 1, 2, 3].map((cpu) => ({ ...pinner, role: `driver ${cpu}` })),
  interrupts: [0, 1, 2, 3].map((cpu) => ({ cpu, operation: 'end_io', page: 'P' })),
});

const letters = 'PBCDEFGHIJKLMNOQ';

/** Sixteen pages that somebody holds, reclaim over all of them again and again: more than 10,000 steps. */
export const longRun = opened({
  id: 'long-run',
  title: 'Reclaim on three CPUs, over and over',
  goal: 'pin-seen',
  pages: letters.split('').map((name, index) => page(name, 0x5000 + index, { refcount: 3 })),
  cpus: [
    { role: 'pinner', operations: on('P', 'slow_pin', 'unpin') },
    ...[1, 2, 3].map(() => ({
      role: 'reclaim',
      operations: on('P', ...Array.from({ length: 9 }, () => 'reclaim')),
    })),
  ],
});
