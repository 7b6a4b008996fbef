/**
 * Short check numbers of a link: of the model it was made with, of states along the way, of the
 * link's own text. FNV-1a; they find accidents and changed listings, they are no seal.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { State } from '../machine/state.ts';

const BASIS = 0x811c9dc5;

function withByte(hash: number, byte: number): number {
  return Math.imul(hash ^ (byte & 0xff), 0x01000193) >>> 0;
}

function withWord(hash: number, value: bigint): number {
  let mixed = hash;
  for (let shift = 0n; shift < 64n; shift += 8n) {
    mixed = withByte(mixed, Number((value >> shift) & 0xffn));
  }
  return mixed;
}

function withText(hash: number, text: string): number {
  let mixed = hash;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    mixed = withByte(withByte(mixed, unit), unit >> 8);
  }
  return mixed;
}

/** The upper bits folded in, for `bits` < 32. */
function folded(hash: number, bits: number): number {
  return (hash ^ (hash >>> bits)) & (2 ** bits - 1);
}

/** `bits` bits of a text. */
export function textCheck(text: string, bits: number): number {
  return folded(withText(BASIS, text), bits);
}

/** `bits` bits of everything that decides how a schedule runs: listings, scenario, debug setting. */
export function modelCheck(compiled: CompiledScenario, bits: number): number {
  let hash = withText(BASIS, `${compiled.debug}\n${JSON.stringify(compiled.scenario)}`);
  for (const layer of compiled.design.layers) {
    for (const source of layer.sources) {
      hash = withText(hash, `${source.file}\n${source.text}`);
    }
  }
  return folded(hash, bits);
}

/**
 * 16 bits of the words and ghosts of all objects, by address. Not of the state's own bytes: how
 * a release packs them may change without anything on screen being different.
 */
export function stateCheck(compiled: CompiledScenario, state: State): number {
  const { program, machine } = compiled;
  const objects = program.objects.toSorted((one, other) =>
    one.address < other.address ? -1 : one.address > other.address ? 1 : 0,
  );
  let hash = BASIS;
  for (const object of objects) {
    const struct = program.structs.find((one) => one.name === object.struct);
    if (struct === undefined) continue;
    for (let offset = 0; offset < struct.size; offset += 4) {
      const word = machine.read(state, object.address + BigInt(offset), 4);
      if (word !== undefined) hash = withWord(hash, word);
    }
    for (const ghost of struct.ghosts) {
      hash = withWord(hash, machine.ghost(state, object.address, ghost));
    }
  }
  return folded(hash, 16);
}
