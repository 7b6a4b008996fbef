import { describe, expect, it } from 'vitest';
import { compiledFor, momentOf } from '../pictured-moment.ts';
import { noPhantomPin } from './no-phantom-pin.ts';

const july = compiledFor();
const flagSet = 'P: next 0000000000000002, prev poison:';

describe('no-phantom-pin', () => {
  it('breaks when the flag stays at rest and nobody pins', () => {
    const stuck = momentOf(july, `${flagSet}-1`, 'rest');
    expect(noPhantomPin.check(stuck)).toEqual([
      {
        property: 'no-phantom-pin',
        message: 'P still says that it is pinned with a count of -1, and no pin is outstanding',
        witnesses: [
          { kind: 'word', page: 'P', offset: 8 },
          { kind: 'word', page: 'P', offset: 16 },
          { kind: 'pins', page: 'P' },
        ],
      },
    ]);
  });

  it('breaks when the count is not the number of pins', () => {
    const leaked = momentOf(july, `${flagSet}2 | pins 1`, 'rest');
    expect(noPhantomPin.check(leaked)[0]?.message).toBe(
      'P still says that it is pinned with a count of 2, and one pin is outstanding',
    );
  });

  it('holds while actors still run', () => {
    expect(noPhantomPin.check(momentOf(july, `${flagSet}-1`))).toEqual([]);
  });

  it('holds when the count is the number of pins', () => {
    expect(noPhantomPin.check(momentOf(july, `${flagSet}2 | pins 2`, 'rest'))).toEqual([]);
  });

  it('holds when the page does not say pinned, even if a pin is outstanding', () => {
    expect(noPhantomPin.check(momentOf(july, 'P: next own, prev own | pins 1', 'rest'))).toEqual(
      [],
    );
  });
});
