import { deflateSync, strToU8 } from 'fflate';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyEdition, keeperScenario } from '../trace/testing/own-edition.ts';
import { plainReferences } from '../trace/testing/keeper.ts';
import { base64urlBytes, base64urlNumber, base64urlText } from './base64url.ts';
import { editionOfPart, editionPart } from './edition-part.ts';
import { emptyHash, withText } from './short-hash.ts';

function partOf(edition: Parameters<typeof editionPart>[0]): string {
  const part = editionPart(edition);
  if (!part.ok) throw new Error(part.error);
  return part.value;
}

/** A part with a right length and check number, whatever is in it. */
function partOfBytes(bytes: Uint8Array): string {
  const body = base64urlText(bytes);
  const hash = withText(emptyHash, body);
  const check = (hash ^ (hash >>> 24)) & 0xff_ffff;
  return `B${base64urlNumber(body.length, 3)}${base64urlNumber(check, 4)}${body}`;
}

const partOfText = (text: string): string => partOfBytes(deflateSync(strToU8(text)));

const both = { scenario: keeperScenario, overlay: plainReferences };

describe('bytes in base64url', () => {
  test('come back, and are written as others write them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const text = base64urlText(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(base64urlBytes(text)).toEqual(bytes);
      }),
      { seed: 2018 },
    );
  });
});

describe('the part of a link with what was edited', () => {
  test('is read as it was written', () => {
    fc.assert(
      fc.property(anyEdition, (edition) => {
        const part = partOf(edition);
        expect(part).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(editionOfPart(part)).toStrictEqual({ ok: true, value: edition });
      }),
      { seed: 2018, numRuns: 300 },
    );
  });

  test('is short: a scenario of one page and two CPUs and two functions fit into 600 characters', () => {
    expect(partOf({ scenario: keeperScenario }).length).toBeLessThan(320);
    expect(partOf(both).length).toBeLessThan(600);
  });

  test('that is cut anywhere says how much of it is there', () => {
    const part = partOf(both);
    for (let length = 4; length < part.length; length += 1) {
      expect(editionOfPart(part.slice(0, length))).toEqual({
        ok: false,
        error: `The link is cut off: its edited part has ${length} of ${part.length} characters.`,
      });
    }
    for (let length = 0; length < 4; length += 1) {
      expect(editionOfPart(part.slice(0, length))).toEqual({
        ok: false,
        error: `The link is cut off: its edited part has ${length} characters.`,
      });
    }
  });

  const part = partOf(both);
  test.each([
    ['with a character more', `${part}A`, 'has 1 character too many at its end.'],
    ['with characters more', `${part}AbC`, 'has 3 characters too many at its end.'],
    [
      'with a character from elsewhere',
      `${part.slice(0, 9)}%${part.slice(10)}`,
      `has “%” at place 10 of ${part.length}, which no link contains.`,
    ],
    [
      'with a character that cannot be shown',
      `${part.slice(0, 9)}\0${part.slice(10)}`,
      `has a character at place 10 of ${part.length}, which no link contains.`,
    ],
    [
      'of a newer version',
      `C${part.slice(1)}`,
      'was made by a newer version of Pinscope: its format is 2, this one reads up to 1.',
    ],
    ['of no version', `A${part.slice(1)}`, 'does not begin with a format that ever existed.'],
    [
      'with a character changed',
      part.slice(0, 20) + (part.charAt(20) === 'x' ? 'y' : 'x') + part.slice(21),
      'was changed on its way: its check number does not fit its text.',
    ],
    ['that is not packed', partOfBytes(new Uint8Array([7, 7, 7])), 'cannot be unpacked.'],
    ['that is empty', partOfBytes(new Uint8Array()), 'cannot be unpacked.'],
    [
      'that is not whole',
      partOfBytes(deflateSync(strToU8(plainReferences)).slice(0, 40)),
      'cannot be unpacked.',
    ],
  ])('%s: a sentence says so', (_how, text, error) => {
    expect(editionOfPart(text)).toEqual({
      ok: false,
      error: `The edited part of the link ${error}`,
    });
  });

  test.each([
    ['no JSON', '{'],
    ['a number', '5'],
    ['null', 'null'],
    ['a list', '[]'],
    ['nothing', '{}'],
    ['a listing that is no text', '{"overlay": 5}'],
    ['something else', '{"overlay": "", "words": []}'],
  ])('that has %s in it: a sentence says so', (_what, text) => {
    expect(editionOfPart(partOfText(text))).toEqual({
      ok: false,
      error: 'What was edited is neither a scenario nor a listing.',
    });
  });

  test('whose scenario is none: the sentence is that for a scenario file', () => {
    const json = '{"scenario": {"id": "x", "title": "X", "pages": [], "cpus": []}}';
    expect(editionOfPart(partOfText(json))).toEqual({
      ok: false,
      error: 'The own scenario cannot be used: pages needs at least one page.',
    });
  });

  test('that would unpack to gigabytes is not unpacked', () => {
    const much = deflateSync(new Uint8Array(150_000_000), { level: 9 });
    const bomb = partOfBytes(much);
    expect(bomb.length).toBeGreaterThan(150_000);
    expect(editionOfPart(bomb)).toEqual({
      ok: false,
      error:
        'The edited part of the link unpacks to more than 262,144 bytes, more than a link may hold.',
    });
  });

  test('holds 256 KiB of listing, and no more', () => {
    const most = 262_144 - '{"overlay":""}'.length;
    const part256 = partOf({ overlay: '#'.repeat(most) });
    expect(editionOfPart(part256)).toEqual({ ok: true, value: { overlay: '#'.repeat(most) } });
    expect(editionPart({ overlay: '#'.repeat(most + 1) })).toEqual({
      ok: false,
      error: 'What was edited is too long: scenario and listing have at most 262,144 bytes.',
    });
    // 258 KB that hardly can be packed: characters thrown by a fixed rule, none of them escaped.
    let seed = 2018;
    const noise = Array.from({ length: 258_000 }, () => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      return String.fromCharCode(35 + ((seed >>> 8) % 91)).replace('\\', '~');
    });
    expect(editionPart({ overlay: noise.join('') }).ok).toBe(false);
  });
});
