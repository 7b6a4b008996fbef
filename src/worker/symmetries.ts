/**
 * The ways in which CPUs, and the pages that they work on, can change places without anything being
 * different: the same code, the same beginning. Found by trying every order of the CPUs and checked
 * word by word, so that a scenario with no two alike simply has none.
 */
import type { Symmetry } from '../explorer/packed/learnable-model.ts';
import type { Actor, PlacedObject, Program } from '../listing/program.ts';
import type { Machine } from '../machine/machine.ts';
import { StateLayout } from '../machine/state-layout.ts';
import type { State } from '../machine/state.ts';
import { ObjectMap } from './object-map.ts';

interface Range {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** All but the one that leaves everything where it is. */
export function symmetriesOf(machine: Machine): readonly Symmetry[] {
  const { program } = machine;
  const cpus = program.actors.filter(({ kind }) => kind === 'cpu').map(({ cpu }) => cpu);
  const first = machine.start().state;
  const sizes = new Map(program.structs.map(({ name, size }) => [name, size]));
  const wordsOf = ({ struct, address }: PlacedObject): bigint[] =>
    Array.from(
      { length: Math.floor((sizes.get(struct) ?? 0) / 8) },
      (_, word) => machine.read(first, address + BigInt(word * 8), 8) ?? 0n,
    );
  return orders(cpus).flatMap((order) => {
    const cpuOf = (cpu: number): number => order[cpus.indexOf(cpu)] ?? cpu;
    if (cpus.every((cpu) => cpuOf(cpu) === cpu)) return [];
    const symmetry = symmetryOf(program, cpuOf, wordsOf);
    return symmetry !== undefined && isSame(symmetry.image(first), first) ? [symmetry] : [];
  });
}

function orders(cpus: readonly number[]): readonly (readonly number[])[] {
  if (cpus.length <= 1) return [cpus];
  return cpus.flatMap((cpu) =>
    orders(cpus.filter((other) => other !== cpu)).map((rest) => [cpu, ...rest]),
  );
}

function symmetryOf(
  program: Program,
  cpuOf: (cpu: number) => number,
  wordsOf: (object: PlacedObject) => bigint[],
): Symmetry | undefined {
  const objects = new ObjectMap(program);
  const actors: number[] = [];
  for (const actor of program.actors) {
    const image = counterpart(program, actor, cpuOf);
    const other = program.actors[image];
    if (other === undefined || other.code.slots !== actor.code.slots) return undefined;
    if (!objects.matchCode(actor.code, other.code)) return undefined;
    actors.push(image);
  }
  if (!objects.complete(cpuOf, wordsOf)) return undefined;
  return { actors, image: imageMaker(program, actors, cpuOf, objects) };
}

/** The actor of the same kind on the other CPU; -1 where there is none. */
function counterpart(
  { actors }: Program,
  { kind, cpu, id }: Actor,
  cpuOf: (cpu: number) => number,
): number {
  if (kind !== 'device') {
    return actors.findIndex((other) => other.kind === kind && other.cpu === cpuOf(cpu));
  }
  // A device has no CPU to run on; it is called after the one that starts it.
  const owner = /\d+$/.exec(id);
  if (owner === null) return actors.findIndex((other) => other.id === id);
  const name = id.slice(0, owner.index) + String(cpuOf(Number(owner[0])));
  return actors.findIndex((other) => other.id === name);
}

function imageMaker(
  program: Program,
  actors: readonly number[],
  cpuOf: (cpu: number) => number,
  objects: ObjectMap,
): (state: State) => State {
  const layout = new StateLayout(program);
  const memory = memoryRanges(program, layout, objects);
  const locks = lockOffsets(program, layout);
  const ghosts = ghostRanges(program, layout, objects);
  const unnamed = unnamedBytes(program, layout);
  const upperHalves = new Set(program.objects.map(({ address }) => Number(address >> 32n)));
  return (state) => {
    const image = state.slice();
    for (const { from, to, length } of [...memory, ...ghosts]) {
      image.set(state.subarray(from, from + length), to);
    }
    const view = new DataView(image.buffer);
    const words = (start: number, count: number): void => {
      for (let at = start; at < start + count * 8; at += 8) {
        // Most words are no addresses, which their upper half shows at once.
        if (!upperHalves.has(view.getUint32(at + 4, true))) continue;
        view.setBigUint64(at, objects.word(view.getBigUint64(at, true)), true);
      }
    };
    words(0, Math.floor(layout.space.size / 8));
    for (const byte of unnamed) image[byte] = state[byte] ?? 0;
    for (const { offset, width } of locks) {
      if (width !== 4) continue;
      const holder = view.getUint32(offset, true);
      const moved = holder >= 1 && holder <= actors.length ? actors[holder - 1] : undefined;
      if (moved !== undefined) view.setUint32(offset, moved + 1, true);
    }
    for (const [actor, target] of actors.entries()) {
      const [own, other] = [layout.actors[actor], layout.actors[target]];
      if (own === undefined || other === undefined) continue;
      const length = 8 + own.slotCount * 8;
      image.set(state.subarray(own.counter, own.counter + length), other.counter);
    }
    for (const own of layout.actors) words(own.slots, own.slotCount);
    for (const { cpu } of program.actors) {
      const [own, other] = [layout.depthOffset(cpu), layout.depthOffset(cpuOf(cpu))];
      if (own >= 0 && other >= 0) image.set(state.subarray(own, own + 4), other);
    }
    const { cause, actor, address } = layout.stop;
    if (view.getUint32(cause, true) !== 0) {
      view.setUint32(actor, actors[view.getUint32(actor, true)] ?? 0, true);
      view.setBigUint64(address, objects.word(view.getBigUint64(address, true)), true);
    }
    return image;
  };
}

/**
 * Bytes of fields that no line names, by their offsets in a state. They stay as they are: they may
 * tell two pages apart, as their index in the file does, but nobody looks.
 */
function unnamedBytes(
  { objects, structs, actors }: Program,
  { space }: StateLayout,
): ReadonlySet<number> {
  const lastName = (name: string): string => name.replace(/^.*[.]/, '').replace(/\[.*$/, '');
  const named = new Set<string>();
  for (const { op } of actors.flatMap(({ code }) => code.operations)) {
    if ('place' in op) named.add(lastName(op.place.name));
  }
  const unnamed = new Set<number>();
  for (const { struct, address } of objects) {
    const { size = 0, fields = [] } = structs.find(({ name }) => name === struct) ?? {};
    const seen = new Set<number>();
    for (const { name, offset, width, length } of fields) {
      if (!named.has(lastName(name))) continue;
      for (let byte = offset; byte < offset + width * length; byte++) seen.add(byte);
    }
    const start = space.offsetOf(address, 1);
    for (let byte = 0; byte < size; byte++) if (!seen.has(byte)) unnamed.add(start + byte);
  }
  return unnamed;
}

function memoryRanges(
  { objects, structs }: Program,
  { space }: StateLayout,
  map: ObjectMap,
): readonly Range[] {
  return objects.flatMap((object) => {
    const to = map.imageOf(object);
    if (to === object) return [];
    const length = structs.find(({ name }) => name === object.struct)?.size ?? 0;
    return [
      {
        from: space.offsetOf(object.address, 1),
        to: space.offsetOf(to.address, 1),
        length,
      },
    ];
  });
}

function lockOffsets(
  { objects, structs }: Program,
  { space }: StateLayout,
): readonly { readonly offset: number; readonly width: number }[] {
  return objects.flatMap(({ struct, address }) => {
    const fields = structs.find(({ name }) => name === struct)?.fields ?? [];
    return fields
      .filter(({ kind }) => kind === 'spinlock')
      .map(({ offset, width }) => ({
        offset: space.offsetOf(address + BigInt(offset), width),
        width,
      }));
  });
}

function ghostRanges(program: Program, layout: StateLayout, map: ObjectMap): readonly Range[] {
  const structs = new Map(program.structs.map((struct) => [struct.name, struct]));
  const ranges: Range[] = [];
  const add = (name: string, from: bigint, to: bigint): void => {
    const struct = structs.get(name);
    for (const field of struct?.ghosts ?? []) {
      const [own, other] = [layout.ghostOffset(from, field), layout.ghostOffset(to, field)];
      if (own >= 0 && other >= 0) ranges.push({ from: own, to: other, length: 8 });
    }
    for (const part of struct?.embedded ?? []) {
      const stride = structs.get(part.struct)?.size ?? 0;
      for (let index = 0; index < part.length; index++) {
        const offset = BigInt(part.offset + index * stride);
        add(part.struct, from + offset, to + offset);
      }
    }
  };
  for (const object of program.objects) {
    const image = map.imageOf(object);
    if (image !== object) add(object.struct, object.address, image.address);
  }
  return ranges;
}

function isSame(left: State, right: State): boolean {
  return left.every((byte, index) => byte === right[index]);
}
