import { describe, expect, it } from 'vitest';
import { compiledFor, momentAtEnd } from '../pictured-moment.ts';
import { bug } from './bug.ts';

/** The driver ends with a store through a page pointer that is just a number. */
const storeThrough = (pointer: string) =>
  endWith(`    wild = as_page()
    wild.flags = 1

fn as_page() -> *page
    return ${pointer}`);

const endWith = (lines: string) => {
  const overlay = `
operation unpin(page)
    head = compound_head(page)
${lines}
`;
  return momentAtEnd(compiledFor({ overlay, design: 'v4.18' }));
};

describe('bug', () => {
  it('breaks where a bug line is hit', () => {
    const moment = endWith('    bug "the driver is mad"');
    expect(bug.check(moment)).toEqual([
      {
        property: 'bug',
        message: 'CPU0: the driver is mad',
        witnesses: [{ kind: 'line', actor: 0 }],
      },
    ]);
  });

  it('breaks where a store goes through a poison', () => {
    const moment = storeThrough('LIST_POISON1');
    expect(moment.outcome.kind).toBe('stopped');
    expect(bug.check(moment)).toHaveLength(1);
  });

  it('does not call it a bug when an address of the kernel is not modelled here', () => {
    const moment = storeThrough('0xffff88001234a000');
    expect(moment.outcome.kind).toBe('stopped');
    expect(bug.check(moment)).toEqual([]);
  });

  it('holds at rest', () => {
    expect(bug.check(momentAtEnd(compiledFor()))).toEqual([]);
  });
});
