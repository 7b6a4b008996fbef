import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodePayload, encodePayload, MAX_STEPS } from './link-payload.ts';

const path = '#/s/kara-race/july-2018/vm';
const move = fc.oneof(
  { weight: 9, arbitrary: fc.record({ actor: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ actor: fc.nat(3), choice: fc.nat(20) }) },
);
const source = fc
  .record({
    schedule: fc.oneof(
      fc.array(move, { maxLength: 200 }),
      fc.array(fc.record({ actor: fc.nat(2) }), { maxLength: 200 }),
    ),
    at: fc.nat(1000),
    model: fc.nat(2 ** 22 - 1),
    isEdited: fc.boolean(),
  })
  .map(({ schedule, at, model, isEdited }) => ({
    isEdited,
    schedule,
    cursor: at % (schedule.length + 1),
    model,
    stateCheck: (step: number) => (step * 40_503) & 0xffff,
  }));
const runs = (actors: string) => actors.split('').map((digit) => ({ actor: Number(digit) }));
const plain = (actors: string) =>
  encodePayload({ schedule: runs(actors), cursor: 3, model: 77, stateCheck: () => 5 }, path);

describe('payload', () => {
  test('decode after encode is identity', () => {
    fc.assert(
      fc.property(source, (one) => {
        const decoded = decodePayload(encodePayload(one, path), path);
        expect(decoded.ok).toBe(true);
        expect(decoded.value.schedule).toEqual(one.schedule);
        expect(decoded.value.cursor).toBe(one.cursor);
        expect(decoded.value.model).toBe(one.model);
        expect(decoded.value.isEdited).toBe(one.isEdited);
        for (const check of decoded.value.checks) {
          expect(check.value).toBe(one.stateCheck(check.step) & (2 ** check.bits - 1));
        }
      }),
      { seed: 2018, numRuns: 2000 },
    );
  });

  test('200 steps that change the actor at every step take 102 characters', () => {
    expect(plain('012'.repeat(67).slice(0, 200))).toHaveLength(102);
  });

  test('a schedule in long runs is written as runs', () => {
    expect(plain('0'.repeat(34) + '1'.repeat(7)).length).toBeLessThan(38);
  });

  test('the last state is always among those that are checked', () => {
    for (const steps of [1, 2, 15, 16, 17, 33, 200]) {
      const { checks } = decodePayload(plain('0'.repeat(steps)), path).value;
      expect(checks.at(-1)?.step).toBe(steps);
      expect(new Set(checks.map((check) => check.step)).size).toBe(Math.min(16, steps));
    }
  });

  test('every shortened payload says that it is cut off, and gives the steps that are there', () => {
    const whole = plain('010212120');
    for (let length = 1; length < whole.length; length += 1) {
      const cut = decodePayload(whole.slice(0, length), path);
      expect(cut).toMatchObject({
        ok: false,
        error: expect.stringMatching(/^The link is cut off/),
      });
      const there = cut.value.schedule;
      expect(there).toEqual(runs('010212120').slice(0, there.length));
    }
  });

  test.each([
    ['A', 'The link’s schedule does not begin with a format that ever existed.'],
    [
      'D',
      'The link was made by a newer version of Pinscope: its format is 3, this one reads up to 2.',
    ],
  ])('a payload of another format (%s) is refused by name', (first, error) => {
    expect(decodePayload(first + plain('01').slice(1), path)).toMatchObject({ ok: false, error });
  });

  test('a character from elsewhere is shown with its place', () => {
    const text = `${plain('0011').slice(0, 9)}%20`;
    expect(decodePayload(text, path)).toMatchObject({
      ok: false,
      error: 'The link’s schedule has “%” at place 10 of 12, which no link contains.',
    });
  });

  test('a payload under another path, or with one bit changed, does not pass its check', () => {
    expect(decodePayload(plain('0101'), '#/s/kara-race/v4.18/vm').ok).toBe(false);
    const text = plain('0101');
    const at = 10;
    const other = text[at] === 'A' ? 'B' : 'A';
    expect(decodePayload(text.slice(0, at) + other + text.slice(at + 1), path).ok).toBe(false);
  });

  test('text that promises millions of steps is answered at once', () => {
    const { value } = decodePayload(`BAAAAAA${'_'.repeat(2000)}`, path);
    expect(value.schedule.length).toBeLessThanOrEqual(MAX_STEPS);
  });
});
