import { describe, expect, it } from 'vitest';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { notStranded } from './not-stranded.ts';

const july = compiledFor();

/** B and C on the list, P on none. */
const withoutP = (p: string): string => `
  inactive_file: B C
  B: next C, prev inactive_file, PG_lru | linked 1
  C: next inactive_file, prev B, PG_lru | linked 1
  P: next own, prev own, ${p}`;

describe('not-stranded', () => {
  it('breaks when a page in use is on no list at rest', () => {
    expect(notStranded.check(momentOf(july, withoutP('PG_uptodate'), 'rest'))).toEqual([
      {
        property: 'not-stranded',
        message:
          'P is in the page cache and mapped but on no LRU list, and nobody is left to put it back',
        witnesses: [
          { kind: 'page', page: 'P' },
          { kind: 'word', page: 'P', offset: 0 },
        ],
      },
    ]);
  });

  it('breaks although the page says that it is pinned, if nobody pins it', () => {
    const phantom = withoutP('PG_uptodate').replace('next own', 'next 0000000000000002');
    expect(notStranded.check(momentOf(july, phantom, 'rest'))).toHaveLength(1);
  });

  it('holds before rest: somebody may still put it back', () => {
    expect(notStranded.check(momentOf(july, withoutP('PG_uptodate')))).toEqual([]);
  });

  it('holds for a page that is mlocked, pinned, or on its list', () => {
    const mlocked = momentOf(july, withoutP('PG_mlocked'), 'rest');
    const pinned = momentOf(july, withoutP('PG_uptodate | pins 1'), 'rest');
    expect(notStranded.check(mlocked)).toEqual([]);
    expect(notStranded.check(pinned)).toEqual([]);
    expect(notStranded.check(momentOf(july, '', 'rest'))).toEqual([]);
  });
});
