/** Names for the words of memory and for addresses, as the listings have them: `P_lru_next`. */
import type { Field, PlacedObject, Program, Struct } from '../../listing/program.ts';
import { StateLayout } from '../../machine/state-layout.ts';
import { structOf } from '../../machine/memory.ts';

export interface Names {
  /** Every name of a cell (offset in the state / 4), the first one being its own. */
  readonly cells: ReadonlyMap<number, readonly string[]>;
  /** Addresses of objects and of structs inside them: `at_P_lru`. */
  readonly addresses: ReadonlyMap<bigint, string>;
}

export function namesOf(program: Program): Names {
  const naming = new Naming(program);
  for (const object of program.objects) naming.object(object);
  for (const cpu of new Set(program.actors.map((actor) => actor.cpu))) naming.depth(cpu);
  return naming;
}

/** What Promela takes as a name. */
export function identifier(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, '_').replace(/_$/, '');
}

/** Name of an object; those that every CPU has are told apart by it. */
function objectName({ name, cpu }: PlacedObject): string {
  return identifier(cpu === undefined ? name : `cpu${cpu}_${name}`);
}

/** Fields of embedded structs first: the words of a list keep the list's names. */
function fieldsInOrder({ fields }: Struct): readonly Field[] {
  const isEmbedded = ({ name }: Field): boolean => name.includes('.');
  return [...fields.filter(isEmbedded), ...fields.filter((field) => !isEmbedded(field))];
}

class Naming implements Names {
  readonly cells = new Map<number, string[]>();
  readonly addresses = new Map<bigint, string>();
  readonly #structs: ReadonlyMap<string, Struct>;
  readonly #layout: StateLayout;

  constructor(program: Program) {
    this.#structs = new Map(program.structs.map((struct) => [struct.name, struct]));
    this.#layout = new StateLayout(program);
  }

  object(object: PlacedObject): void {
    const name = objectName(object);
    this.#addresses(object.struct, name, object.address);
    const struct = structOf(this.#structs, object.struct);
    for (const field of fieldsInOrder(struct)) {
      for (let i = 0; i < field.length; i++) {
        const address = object.address + BigInt(field.offset + i * field.width);
        const element = field.length > 1 ? `${field.name}_${i}` : field.name;
        this.#field(`${name}_${identifier(element)}`, address, field.width);
      }
    }
  }

  depth(cpu: number): void {
    const offset = this.#layout.depthOffset(cpu);
    if (offset >= 0) this.#add(offset, `cpu${cpu}_irq_off`);
  }

  /** A word of 8 bytes is two cells, one of 1 or 2 bytes shares its cell with its neighbours. */
  #field(name: string, address: bigint, width: number): void {
    const offset = this.#layout.space.offsetOf(address, width);
    this.#add(offset, name);
    if (width === 8) this.#add(offset + 4, `${name}_high`);
  }

  #addresses(structName: string, name: string, address: bigint): void {
    if (!this.addresses.has(address)) this.addresses.set(address, `at_${name}`);
    const struct = structOf(this.#structs, structName);
    for (const ghost of struct.ghosts) {
      const offset = this.#layout.ghostOffset(address, ghost);
      this.#add(offset, `${name}_${ghost}`);
      this.#add(offset + 4, `${name}_${ghost}_high`);
    }
    for (const part of struct.embedded) {
      const stride = structOf(this.#structs, part.struct).size;
      for (let i = 0; i < part.length; i++) {
        const element = part.length > 1 ? `${part.name}_${i}` : part.name;
        const at = address + BigInt(part.offset + i * stride);
        this.#addresses(part.struct, `${name}_${identifier(element)}`, at);
      }
    }
  }

  #add(offset: number, name: string): void {
    if (offset < 0) return;
    const cell = Math.floor(offset / 4);
    const names = this.cells.get(cell) ?? [];
    this.cells.set(cell, names);
    if (!names.includes(name)) names.push(name);
  }
}
