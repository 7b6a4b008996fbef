/** Where an access goes, in the words of a reader: whose word it is, by which of its names. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { code, pageName, type SentencePart, text } from './sentence.ts';
import { type FieldAt, fieldsAt } from './value-text.ts';

/** An access: by whom, where to, and by the name that the line uses. */
export interface Reach {
  readonly actor: number;
  readonly address: bigint;
  readonly place: string;
}

/** `P’s _refcount`, `inactive_file.next`, `CPU1’s lru_add_pvec.nr`, for CPU1 itself `its …`. */
export function placeParts(
  compiled: CompiledScenario,
  { actor, address, place }: Reach,
): readonly SentencePart[] {
  for (const head of compiled.lists) {
    if (address === head.address) return [code(`${head.id}.next`)];
    if (address === head.address + 8n) return [code(`${head.id}.prev`)];
  }
  const view = viewAt(compiled, address, place);
  if (view === undefined) return [code(address.toString(16).padStart(16, '0'))];
  const { object, field } = view;
  const page = compiled.pages.find((one) => one.address === object.address);
  if (page !== undefined) return [pageName(page.name), text('’s '), code(field.name)];
  const whole = code(`${object.name}.${elementName(view, address)}`);
  if (object.cpu === undefined) return [whole];
  const own = compiled.program.actors[actor]?.cpu === object.cpu;
  return [text(own ? 'its ' : `CPU${object.cpu}’s `), whole];
}

/** `P.flags`, `mapping.i_mmap_rwsem.count`: whose word it is, also where the line calls that otherwise. */
export function placePath(
  { program }: Pick<CompiledScenario, 'program'>,
  { address, place }: Omit<Reach, 'actor'>,
): string {
  const view = viewAt({ program }, address, place);
  return view === undefined ? place : `${view.object.name}.${elementName(view, address)}`;
}

/** The bytes at an address as the line sees them; undefined where no object has a field. */
export function viewAt(
  compiled: Pick<CompiledScenario, 'program'>,
  address: bigint,
  place: string,
): FieldAt | undefined {
  const found = fieldsAt(compiled.program, address);
  return (
    found.find((one) => `.${place}`.endsWith(`.${one.field.name}`)) ??
    found.find((one) => place.includes(`.${one.field.name}.`)) ??
    found.find((one) => lastName(one.field.name) === lastName(place)) ??
    found[0]
  );
}

/** `entry.next` is `lru.next` of the page that holds the entry. */
function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** `pages[2]` for the third element of an array. */
function elementName({ object, field }: FieldAt, address: bigint): string {
  if (field.length === 1) return field.name;
  const index = (Number(address - object.address) - field.offset) / field.width;
  return `${field.name}[${index}]`;
}
