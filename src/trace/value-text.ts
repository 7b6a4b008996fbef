/**
 * Values as a reader names them: a pointer by what it points at, a flags word by its bits, a
 * number as a number. Exact hex stays where the words themselves are shown.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { wordMeaning, type WordMeaning } from '../kernel/word-meaning.ts';
import type { Field, PlacedObject, Program } from '../listing/program.ts';
import type { Effect } from '../machine/effect.ts';

/** The field of an object whose bytes begin at an address, with the object. */
export interface FieldAt {
  readonly object: PlacedObject;
  readonly field: Field;
}

/** `P`, `&P.lru`, `inactive_file`, `LIST_POISON1`, `-16`, `dead0000|1`, or 16 hex digits. */
export function valueText(compiled: CompiledScenario, value: bigint): string {
  const object = compiled.program.objects.find((one) => one.address === value);
  const isPage = compiled.pages.some((page) => page.address === value);
  if (object !== undefined && !isPage) return object.name;
  return meaningText(wordMeaning(compiled, value), value);
}

function meaningText(meaning: WordMeaning, value: bigint): string {
  switch (meaning.kind) {
    case 'page':
      return meaning.at === 8 ? `&${meaning.page}.lru` : meaning.page;
    case 'head':
      return meaning.list;
    case 'poison':
      return meaning.which;
    case 'number':
      return String(meaning.value);
    case 'compound':
      return `huge page, order ${meaning.order}`;
    case 'device':
      return 'the device’s pgmap';
    case 'tail':
      return `${meaning.page} + 1`;
    case 'off': {
      const sign = meaning.by < 0 ? '−' : '+';
      return `${meaningText(meaning.of, value)} ${sign} ${Math.abs(meaning.by)}`;
    }
    case 'poison-count':
      return `${meaning.high.toString(16)}|${meaning.count}`;
    case 'foreign':
      return value.toString(16).padStart(16, '0');
  }
}

/** A raw value of so many bytes as the number it is where a signed field holds it. */
export function signedValue(raw: bigint, width: number): bigint {
  return BigInt.asIntN(width * 8, raw);
}

/** The value an access saw or left, as text: of a bit 0 or 1, of a flags word the names of its bits. */
export function accessText(
  compiled: CompiledScenario,
  effect: Extract<Effect, { kind: 'read' | 'write' | 'refused' }>,
  value: bigint,
): string {
  const bit = bitOf(compiled.program, effect);
  if (bit !== undefined) return ((value >> BigInt(bit)) & 1n) === 1n ? '1' : '0';
  const names = fieldOf(compiled.program, effect)?.bits ?? {};
  const set = Object.entries(names).filter(([, at]) => ((value >> BigInt(at)) & 1n) === 1n);
  if (Object.keys(names).length > 0) return set.map(([name]) => name).join(' ') || 'none set';
  if (effect.width < 8) return String(signedValue(value, effect.width));
  return valueText(compiled, value);
}

/** The bit an access is about, if it is about one: a load takes the word and its line names the bit. */
export function bitOf(
  program: Program,
  effect: Extract<Effect, { kind: 'read' | 'write' | 'refused' }>,
): number | undefined {
  if (effect.kind === 'write' && effect.bit !== undefined) return effect.bit;
  const name = effect.place.slice(effect.place.lastIndexOf('.') + 1);
  return fieldOf(program, effect)?.bits[name];
}

/** The field by the name the line uses: the same bytes can have two. */
export function fieldOf(
  program: Program,
  effect: Extract<Effect, { kind: 'read' | 'write' | 'refused' }>,
): Field | undefined {
  return fieldsAt(program, effect.address)
    .map((one) => one.field)
    .find((field) => field.width === effect.width && effect.place.includes(`.${field.name}`));
}

/** All fields of placed objects that begin at an address; two where they share bytes. */
export function fieldsAt(program: Program, address: bigint): readonly FieldAt[] {
  const found: FieldAt[] = [];
  for (const object of program.objects) {
    const base = object.address;
    const struct = program.structs.find((one) => one.name === object.struct);
    if (struct === undefined || address < base || address >= base + BigInt(struct.size)) continue;
    for (const field of struct.fields) {
      const first = base + BigInt(field.offset);
      const distance = Number(address - first);
      if (distance < 0 || distance >= field.width * field.length) continue;
      if (distance % field.width === 0) found.push({ object, field });
    }
  }
  return found;
}
