import { describe, expect, it } from 'vitest';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { pinSeen } from './pin-seen.ts';

const july = compiledFor();

describe('pin-seen', () => {
  it('breaks when the flag is gone while the pin is outstanding', () => {
    const cleared = momentOf(july, 'P: next own, prev poison:0, refcount 3 | pins 1');
    expect(pinSeen.check(cleared)).toEqual([
      {
        property: 'pin-seen',
        message: 'P says that it is not pinned while a pin is outstanding',
        witnesses: [
          { kind: 'pins', page: 'P' },
          { kind: 'word', page: 'P', offset: 8 },
        ],
      },
    ]);
  });

  it('breaks when two pins were never recorded', () => {
    const list = momentOf(july, 'P: next C, prev B, PG_lru | pins 2, linked 1');
    expect(pinSeen.check(list)[0]?.message).toBe(
      'P says that it is not pinned while 2 pins are outstanding',
    );
  });

  it('breaks with any pin where a page has no way to say that it is pinned', () => {
    const pinned = momentOf(compiledFor({ design: 'v4.18' }), 'P: PG_lru | pins 1, linked 1');
    expect(pinSeen.check(pinned)).toHaveLength(1);
  });

  it('holds while the flag is set, whatever the count says', () => {
    const pinned = momentOf(july, 'P: next 0000000000000002, prev poison:-1, refcount 3 | pins 1');
    expect(pinSeen.check(pinned)).toEqual([]);
  });

  it('holds while nobody was promised anything', () => {
    expect(pinSeen.check(momentOf(july, ''))).toEqual([]);
  });
});
