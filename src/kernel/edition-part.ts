/**
 * An edition as the part of a link: format, length and check number, then the deflated JSON. Apart
 * from edition.ts, since only what makes or reads such a part needs the packer and the parser.
 */

import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { base64urlBytes, base64urlNumber, base64urlText, numberOfBase64url } from './base64url.ts';
import type { Edition } from './edition.ts';
import { parseScenario } from './scenario.ts';
import { scenarioFile } from './scenario-file.ts';
import type { Opened } from './scenario-library.ts';
import { emptyHash, withText } from './short-hash.ts';

/** Raise it when the layout changes, and keep reading the older ones. */
const FORMAT = 1;
const LENGTH_CHARACTERS = 3;
const CHECK_CHARACTERS = 4;
const HEAD = 1 + LENGTH_CHARACTERS + CHECK_CHARACTERS;
/** Bytes of the JSON: many times what all listings of a design have. Text that unpacks to more is refused. */
const MOST_BYTES = 256 * 1024;
/** Packed bytes that are unpacked at once: a bomb is noticed before it has gone off. */
const PIECE = 1024;

const TOO_LONG = 'What was edited is too long: scenario and listing have at most 262,144 bytes.';

/** The part for an edition; a sentence where it is too long for one. */
export function editionPart(edition: Edition): Opened<string> {
  const json = strToU8(editionText(edition));
  if (json.length > MOST_BYTES) return { ok: false, error: TOO_LONG };
  const body = base64urlText(deflateSync(json, { level: 9 }));
  if (body.length >= 64 ** LENGTH_CHARACTERS) return { ok: false, error: TOO_LONG };
  const length = base64urlNumber(body.length, LENGTH_CHARACTERS);
  return { ok: true, value: base64urlNumber(FORMAT, 1) + length + checkOf(body) + body };
}

/** Reads such a part. Total: any text gives an edition or a sentence, with bounded work. */
export function editionOfPart(part: string): Opened<Edition> {
  const foreign = part.search(/[^A-Za-z0-9_-]/);
  if (foreign >= 0) {
    const character = part.slice(foreign, foreign + 1);
    const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `“${character}”` : 'a character';
    return refused(
      `has ${shown} at place ${foreign + 1} of ${part.length}, which no link contains`,
    );
  }
  const format = numberOfBase64url(part.slice(0, 1));
  if (format > FORMAT) {
    return refused(
      `was made by a newer version of Pinscope: its format is ${format}, this one reads up to ${FORMAT}`,
    );
  }
  if (part !== '' && format < FORMAT) {
    return refused('does not begin with a format that ever existed');
  }
  const body = part.slice(HEAD);
  const announced = numberOfBase64url(part.slice(1, 1 + LENGTH_CHARACTERS));
  if (part.length < HEAD || body.length < announced) {
    const of = part.length < 1 + LENGTH_CHARACTERS ? '' : ` of ${announced + HEAD}`;
    const error = `The link is cut off: its edited part has ${part.length}${of} characters.`;
    return { ok: false, error };
  }
  if (body.length > announced) {
    const left = body.length - announced;
    return refused(`has ${left} character${left === 1 ? '' : 's'} too many at its end`);
  }
  if (checkOf(body) !== part.slice(1 + LENGTH_CHARACTERS, HEAD)) {
    return refused('was changed on its way: its check number does not fit its text');
  }
  const text = unpacked(base64urlBytes(body));
  return text.ok ? editionOfText(text.value) : refused(text.error);
}

/** The JSON of an edition; equal ones have the same. */
export function editionText({ scenario, overlay }: Edition): string {
  return JSON.stringify({
    ...(scenario === undefined ? {} : { scenario: scenarioFile(scenario) }),
    ...(overlay === undefined ? {} : { overlay }),
  });
}

/** The edition of such a JSON, checked as a scenario file is. */
export function editionOfText(text: string): Opened<Edition> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = undefined;
  }
  const other = {
    ok: false,
    error: 'What was edited is neither a scenario nor a listing.',
  } as const;
  if (typeof json !== 'object' || json === null) return other;
  const { scenario, overlay, ...rest }: { scenario?: unknown; overlay?: unknown } = json;
  if (Object.keys(rest).length > 0) return other;
  if (overlay !== undefined && typeof overlay !== 'string') return other;
  if (scenario === undefined && overlay === undefined) return other;
  const laid = overlay === undefined ? {} : { overlay };
  if (scenario === undefined) return { ok: true, value: laid };
  const parsed = parseScenario(scenario);
  if (parsed.ok) return { ok: true, value: { scenario: parsed.value, ...laid } };
  return { ok: false, error: `The own scenario cannot be used: ${parsed.error}.` };
}

function refused(what: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `The edited part of the link ${what}.` };
}

function checkOf(body: string): string {
  const hash = withText(emptyHash, body);
  return base64urlNumber((hash ^ (hash >>> 24)) & 0xff_ffff, CHECK_CHARACTERS);
}

/** The text of raw-deflated bytes; what is wrong with them, as the end of a sentence. */
function unpacked(bytes: Uint8Array): Opened<string> {
  const unpackedBytes = new Uint8Array(MOST_BYTES);
  const done = { length: 0, isWhole: false };
  const inflate = new Inflate((piece, isLast) => {
    if (done.length + piece.length <= MOST_BYTES) unpackedBytes.set(piece, done.length);
    done.length += piece.length;
    done.isWhole = isLast;
  });
  try {
    for (let at = 0; at < bytes.length && done.length <= MOST_BYTES; at += PIECE) {
      inflate.push(bytes.slice(at, at + PIECE), at + PIECE >= bytes.length);
    }
  } catch {
    return { ok: false, error: 'cannot be unpacked' };
  }
  if (done.length > MOST_BYTES) {
    return { ok: false, error: 'unpacks to more than 262,144 bytes, more than a link may hold' };
  }
  if (!done.isWhole) return { ok: false, error: 'cannot be unpacked' };
  return { ok: true, value: strFromU8(unpackedBytes.subarray(0, done.length)) };
}
