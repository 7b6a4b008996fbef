/**
 * Links to a moment: `#/s/<scenario>/<design>/<debug>/<payload>`, and `/<edition>` behind it where
 * something is the user's own. The beginning can be read by people; the payload is link-payload.ts,
 * the edition is edition-part.ts of the kernel, and open-link.ts shows what a link asks for.
 */
import type { DebugSetting } from '../kernel/compiled-scenario.ts';
import type { Move, State } from '../machine/state.ts';
import { modelCheck, stateCheck } from './checksum.ts';
import { decodePayload, encodePayload, MODEL_BITS, type StateCheck } from './link-payload.ts';
import { type Run, stateAt } from './run.ts';

export interface Link {
  readonly scenario: string;
  readonly design: string;
  readonly debug: DebugSetting;
  readonly schedule: readonly Move[];
  /** Steps done at the moment the link shows. */
  readonly cursor: number;
}

/** A link as read, with what it says about the run it was made from. */
export interface DecodedLink extends Link {
  /** 22 bits of the listings and scenario it was made with. */
  readonly model: number;
  readonly checks: readonly StateCheck[];
  /** It was made of something that is not built in: `editionPart` says what, if that is there. */
  readonly isEdited: boolean;
  /** As the link writes it. */
  readonly editionPart?: string;
}

/**
 * The fragment for a moment of a run, `#` included, with the edition that the run is of. Steps beyond
 * MAX_STEPS are left out.
 */
export function encodeLink(link: Link, run: Run): string {
  const { editionPart } = run.compiled;
  const path = `#/s/${link.scenario}/${link.design}/${debugSegment(link.debug)}`;
  const source = {
    isEdited: editionPart !== undefined,
    schedule: link.schedule,
    cursor: link.cursor,
    model: modelCheck(run.compiled, MODEL_BITS),
    stateCheck: (step: number) => knownCheck(run, stateAt(run, step)),
  };
  const edition = editionPart === undefined ? '' : `/${editionPart}`;
  return `${path}/${encodePayload(source, path)}${edition}`;
}

/** Every link to a long schedule asks for the same states, wherever its cursor is. */
const checks = new WeakMap<State, number>();

function knownCheck({ compiled }: Run, state: State): number {
  const check = checks.get(state) ?? stateCheck(compiled, state);
  checks.set(state, check);
  return check;
}

export type DecodedHash =
  | { readonly ok: true; readonly value: DecodedLink }
  | {
      readonly ok: false;
      /** A sentence. */
      readonly error: string;
      /** What could be read all the same; its schedule may end early. */
      readonly partial: Partial<DecodedLink>;
    };

/**
 * Reads a link from a fragment, or from a whole address that contains one. Total: any text gives
 * a link or a sentence. Whether scenario and design exist is for `openLink` to say.
 */
export function decodeLink(hash: string): DecodedHash {
  const start = hash.indexOf('#/s/');
  if (start < 0) {
    return refused('This is no link to a moment: such a link has “#/s/” in it.', {});
  }
  // What a mail or a sentence leaves at the end of a link is no part of it.
  const text = hash.slice(start + 4).replace(/[\s.,;:!?)\]}>"'”’]+$/, '');
  const segments = text.split('/');
  const [scenario = '', design = '', debugText = '', payload = '', editionPart] = segments;
  if (segments.length > 5) return refused('The link has too many parts.', {});
  if (!isId(scenario)) return refused(badId(scenario, 'scenario'), {});
  if (!isId(design)) return refused(badId(design, 'design'), { scenario });
  const debug = debugOf(debugText);
  if (debug === undefined) {
    const error =
      debugText === ''
        ? 'The link is cut off: its debug setting is missing.'
        : `The link has the debug setting ${quoted(debugText)}; there are none, vm and vm-list.`;
    return refused(error, { scenario, design });
  }
  const path = `#/s/${scenario}/${design}/${debugSegment(debug)}`;
  if (payload === '')
    return refused('The link is cut off: its schedule is missing.', { scenario, design, debug });
  const decoded = decodePayload(payload, path);
  const ids = { scenario, design, debug };
  const own = editionPart === undefined ? {} : { editionPart };
  const value = { ...ids, ...decoded.value, ...own };
  if (!decoded.ok) return refused(decoded.error, value);
  if (value.isEdited && (editionPart ?? '') === '') {
    return refused('The link is cut off: its edited part is missing.', value);
  }
  if (!value.isEdited && editionPart !== undefined) {
    return refused('The link has too many parts.', { ...ids, ...decoded.value });
  }
  return { ok: true, value };
}

function refused(error: string, partial: Partial<DecodedLink>): DecodedHash {
  return { ok: false, error, partial };
}

/** Commas end links in many mail programs, so a link says `vm-list`. */
function debugSegment(debug: DebugSetting): string {
  return debug.replace(',', '-');
}

function debugOf(segment: string): DebugSetting | undefined {
  const settings: readonly DebugSetting[] = ['none', 'vm', 'vm,list'];
  return settings.find((one) => debugSegment(one) === segment);
}

function isId(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,39}$/.test(text);
}

function badId(text: string, what: string): string {
  if (text === '') return `The link is cut off: its ${what} is missing.`;
  return `${quoted(text)} cannot be the name of a ${what}: names have small letters, digits, dots and hyphens.`;
}

/** Short and printable, whatever somebody put into a link. */
export function quoted(text: string): string {
  const clean = text.replace(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, '·');
  return `“${clean.length > 40 ? `${clean.slice(0, 40)}…` : clean}”`;
}
