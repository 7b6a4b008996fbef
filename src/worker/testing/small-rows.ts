/**
 * Test support: scenarios that tell no story and reach no line that others do not, but notice what
 * the built-in ones let pass.
 */
import { parseScenario } from '../../kernel/scenario.ts';
import { designsHeldInFull, type Row } from './search-numbers.ts';

/** P alone on inactive_file, referenced by page cache and page table. */
const pages = [
  {
    name: 'P',
    pfn: '0x5000',
    list: 'inactive_file',
    flags: ['PG_uptodate', 'PG_lru'],
    refcount: 2,
    mapcount: 1,
  },
];

/** A CPU that does these to P, one after the other. */
const doing = (...operations: readonly string[]): object => ({
  operations: operations.map((operation) => ({ operation, page: 'P' })),
});

const files: readonly object[] = [
  {
    id: 'added-twice',
    title: 'A page on a list is put into a vector: a bug is hit',
    cpus: [doing('lru_cache_add')],
  },
  {
    id: 'interrupted-look-up',
    title: 'An interrupt comes before, during or after a look-up that may not sleep',
    cpus: [doing('fast_get', 'put_page')],
    interrupts: [{ cpu: 0, operation: 'end_io', page: 'P' }],
  },
  {
    id: 'interrupted-fast-pin',
    title: 'An interrupt comes before, during or after a fast pin',
    cpus: [doing('fast_pin', 'unpin')],
    interrupts: [{ cpu: 0, operation: 'end_io', page: 'P' }],
  },
  {
    id: 'pin-kept',
    title: 'The driver keeps its pin; fork counts one more, and exit does not count one less',
    cpus: [doing('slow_pin', 'fork', 'exit')],
  },
];

/** Every small scenario under every design that is held in full, with VM_BUG_ON. */
export function smallRows(): readonly Row[] {
  return files.flatMap((file) => {
    const parsed = parseScenario({ ...file, pages });
    if (!parsed.ok) throw new Error(parsed.error);
    const scenario = parsed.value;
    return designsHeldInFull.map((design): Row => ({ scenario, design, debug: 'vm' }));
  });
}
