/**
 * Short check numbers of a link: of the model it was made with, of states along the way, of the
 * link's own text.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { emptyHash, withText, withWord } from '../kernel/short-hash.ts';
import type { State } from '../machine/state.ts';

/** The upper bits folded in, for `bits` < 32. */
function folded(hash: number, bits: number): number {
  return (hash ^ (hash >>> bits)) & (2 ** bits - 1);
}

/** `bits` bits of a text. */
export function textCheck(text: string, bits: number): number {
  return folded(withText(emptyHash, text), bits);
}

/** `bits` bits of everything that decides how a schedule runs: listings, scenario, debug setting. */
export function modelCheck(compiled: CompiledScenario, bits: number): number {
  const { design, scenario, debug } = compiled;
  return textCheck(`${design.version}\n${debug}\n${JSON.stringify(scenario)}`, bits);
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
  let hash = emptyHash;
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
