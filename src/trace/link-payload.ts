/**
 * The payload of a link: schedule, cursor and check numbers as few bits. The first character is
 * the version of this format, so that every release can say what it cannot read.
 */
import type { Move } from '../machine/state.ts';
import { BitReader, BitWriter, foreignCharacter } from './bit-stream.ts';
import { textCheck } from './checksum.ts';

/**
 * `FORMAT_EDITED` is the same layout, and says that another part follows, with what was edited: a link
 * that has lost it does not pass for one of what is built in. Raise them when the layout below
 * changes, and keep reading the older ones.
 */
const FORMAT = 1;
const FORMAT_EDITED = 2;
/** More steps than anybody takes by hand; what comes after them is not linked. */
export const MAX_STEPS = 20_000;
/** States that are checked, evenly spread; the last state is one of them. */
const MOST_CHECKS = 16;
const LAST_CHECK_BITS = 16;
const CHECK_BITS = 8;
/** Of the check number of listings and scenario. */
export const MODEL_BITS = 22;
const TEXT_BITS = 14;
/** Highest actor number plus one; scenarios have a handful. */
const ACTOR_BITS = 3;

/** `value`: the low `bits` bits of the state's check number after `step` steps. */
export interface StateCheck {
  readonly step: number;
  readonly bits: number;
  readonly value: number;
}

export interface Payload {
  /** Another part with what was edited follows. */
  readonly isEdited: boolean;
  readonly schedule: readonly Move[];
  readonly cursor: number;
  /** Check number of the listings and the scenario the link was made with. */
  readonly model: number;
  readonly checks: readonly StateCheck[];
}

export interface PayloadSource {
  readonly isEdited?: boolean;
  readonly schedule: readonly Move[];
  readonly cursor: number;
  readonly model: number;
  /** Check number of the state after so many steps. */
  readonly stateCheck: (step: number) => number;
}

/** `path`: what stands before the payload; it is part of the text that is checked. */
export function encodePayload(source: PayloadSource, path: string): string {
  const isWhole = source.schedule.length <= MAX_STEPS;
  const schedule = isWhole ? source.schedule : source.schedule.slice(0, MAX_STEPS);
  const body = new BitWriter();
  body.writeCount(schedule.length, 7);
  body.writeCount(Math.max(0, Math.min(source.cursor, schedule.length)), 7);
  const shape = shapes.get(schedule) ?? shapeOf(schedule);
  shapes.set(schedule, shape);
  body.write(shape.width, ACTOR_BITS);
  body.write(shape.number, 2);
  body.append(shape.bits);
  for (const step of checkedSteps(schedule.length)) {
    const bits = step === schedule.length ? LAST_CHECK_BITS : CHECK_BITS;
    body.write(source.stateCheck(step) & (2 ** bits - 1), bits);
  }
  const text = body.text();
  const head = new BitWriter();
  head.write(source.isEdited === true ? FORMAT_EDITED : FORMAT, 6);
  head.write(source.model, MODEL_BITS);
  head.write(textCheck(`${path} ${source.model} ${text}`, TEXT_BITS), TEXT_BITS);
  return head.text() + text;
}

/** Model and text check fill whole characters, so that the body starts at one. */
const HEAD_CHARACTERS = (6 + MODEL_BITS + TEXT_BITS) / 6;

export type DecodedPayload =
  | { readonly ok: true; readonly value: Payload }
  /** `value`: what could be read before the defect, to be believed only as far as its checks agree. */
  | { readonly ok: false; readonly error: string; readonly value: Payload };

const NOTHING: Payload = { isEdited: false, schedule: [], cursor: 0, model: 0, checks: [] };

/** Total: every text gives an answer, in time proportional to its length (and at most MAX_STEPS). */
export function decodePayload(text: string, path: string): DecodedPayload {
  const refused = (error: string, value = NOTHING): DecodedPayload => ({ ok: false, error, value });
  const foreign = foreignCharacter(text);
  if (foreign >= 0) {
    const character = text.slice(foreign, foreign + 1);
    const shown = /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `“${character}”` : 'a character';
    const place = `${foreign + 1} of ${text.length}`;
    const error = `The link’s schedule has ${shown} at place ${place}, which no link contains.`;
    return refused(error, decodeBody(text.slice(0, foreign)).value);
  }
  const format = new BitReader(text.slice(0, 1)).read(6);
  if (format > FORMAT_EDITED) {
    return refused(
      `The link was made by a newer version of Pinscope: its format is ${format}, this one reads up to ${FORMAT_EDITED}.`,
    );
  }
  if (format < FORMAT) {
    return refused('The link’s schedule does not begin with a format that ever existed.');
  }
  if (text.length < HEAD_CHARACTERS)
    return refused('The link is cut off: its schedule is missing.');
  const { value, announced, short, left, sound } = decodeBody(text);
  if (short) {
    const there = value.schedule.length;
    return refused(
      there < announced
        ? `The link is cut off: it announces ${announced} steps and ${there} of them are there.`
        : 'The link is cut off: its schedule is there, the check numbers at its end are not.',
      value,
    );
  }
  if (left > 0) {
    return refused(
      `The link has ${left} character${left === 1 ? '' : 's'} too many at its end.`,
      value,
    );
  }
  const reader = new BitReader(text.slice(1, HEAD_CHARACTERS));
  const model = reader.read(MODEL_BITS);
  const expected = reader.read(TEXT_BITS);
  const body = text.slice(HEAD_CHARACTERS);
  if (!sound || textCheck(`${path} ${model} ${body}`, TEXT_BITS) !== expected) {
    return refused(
      'The link was changed on its way: its check number does not fit its text.',
      value,
    );
  }
  return { ok: true, value };
}

interface DecodedBody {
  readonly value: Payload;
  /** Steps that the text says it has. */
  readonly announced: number;
  readonly short: boolean;
  /** Characters after the end. */
  readonly left: number;
  /** No number contradicts another. */
  readonly sound: boolean;
}

function decodeBody(text: string): DecodedBody {
  const isEdited = new BitReader(text.slice(0, 1)).read(6) === FORMAT_EDITED;
  const model = new BitReader(text.slice(1, HEAD_CHARACTERS)).read(MODEL_BITS);
  const reader = new BitReader(text.slice(HEAD_CHARACTERS));
  const announced = reader.readCount(7);
  const steps = Math.min(announced, MAX_STEPS);
  const cursor = reader.readCount(7);
  const width = reader.read(ACTOR_BITS);
  const shape = reader.read(2);
  const schedule: Move[] = [];
  let sound = announced <= MAX_STEPS && cursor <= announced && shape <= CHOOSING;
  while (schedule.length < steps && !reader.short) {
    const actor = reader.read(width);
    if (shape === RUNS) {
      const length = reader.readCount(2) + 1;
      if (reader.short) break;
      if (length > steps - schedule.length) sound = false;
      for (let left = Math.min(length, steps - schedule.length); left > 0; left -= 1) {
        schedule.push({ actor });
      }
    } else {
      const chosen = shape === CHOOSING && reader.read(1) === 1;
      const choice = chosen ? reader.readCount(3) : 0;
      if (reader.short) break;
      schedule.push(chosen ? { actor, choice } : { actor });
    }
  }
  const checks: StateCheck[] = [];
  if (schedule.length === steps) {
    for (const step of checkedSteps(steps)) {
      const bits = step === steps ? LAST_CHECK_BITS : CHECK_BITS;
      const value = reader.read(bits);
      if (!reader.short) checks.push({ step, bits, value });
    }
  }
  return {
    value: { isEdited, schedule, cursor: Math.min(cursor, schedule.length), model, checks },
    announced,
    short: reader.short,
    left: reader.left,
    sound,
  };
}

/** How the steps are written: actor by actor, in runs of one actor, or with a choice behind an actor. */
const SINGLE = 0;
const RUNS = 1;
const CHOOSING = 2;

interface Shape {
  /** Bits of an actor. */
  readonly width: number;
  readonly number: number;
  readonly bits: BitWriter;
}

/** Every link to a moment of a schedule writes the same schedule. */
const shapes = new WeakMap<readonly Move[], Shape>();

/** The shortest way to write a schedule. */
function shapeOf(schedule: readonly Move[]): Shape {
  const width = bitsFor(schedule.reduce((most, move) => Math.max(most, move.actor), 0));
  const choosing = schedule.some((move) => move.choice !== undefined);
  const single = new BitWriter();
  for (const move of schedule) {
    single.write(move.actor, width);
    if (choosing) single.write(move.choice === undefined ? 0 : 1, 1);
    if (move.choice !== undefined) single.writeCount(move.choice, 3);
  }
  if (choosing) return { width, number: CHOOSING, bits: single };
  const runs = scheduleInRuns(schedule, width);
  return runs.length < single.length
    ? { width, number: RUNS, bits: runs }
    : { width, number: SINGLE, bits: single };
}

/** Actors and for how long: schedules made by hand mostly run one actor for a while. */
function scheduleInRuns(schedule: readonly Move[], width: number): BitWriter {
  const bits = new BitWriter();
  let from = 0;
  while (from < schedule.length) {
    const actor = schedule[from]?.actor ?? 0;
    let to = from + 1;
    while (schedule[to]?.actor === actor) to += 1;
    bits.write(actor, width);
    bits.writeCount(to - from - 1, 2);
    from = to;
  }
  return bits;
}

function bitsFor(highest: number): number {
  const bits = 32 - Math.clz32(highest);
  if (bits >= 2 ** ACTOR_BITS) throw new Error(`actor ${highest} does not fit a link`);
  return bits;
}

/** Evenly spread over the schedule, ending with its last step. */
function checkedSteps(steps: number): readonly number[] {
  const many = Math.min(steps, MOST_CHECKS);
  return Array.from({ length: many }, (_, index) => Math.ceil((steps * (index + 1)) / many));
}
