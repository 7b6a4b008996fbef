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

/**
 * `bits` bits of everything that decides how a schedule runs: listings, scenario, debug setting, and
 * what is laid over the listings.
 */
export function modelCheck(compiled: CompiledScenario, bits: number): number {
  const { design, scenario, debug, edition } = compiled;
  const overlay = edition?.overlay === undefined ? '' : `\n${edition.overlay}`;
  return textCheck(`${design.version}\n${debug}\n${JSON.stringify(scenario)}${overlay}`, bits);
}

/**
 * 16 bits of the words and ghosts of all objects, by address. Not of the state's own bytes: how
 * a release packs them may change without anything on screen being different.
 */
export function stateCheck(compiled: CompiledScenario, state: State): number {
  return folded(wordsOf(compiled, state).reduce(withWord, emptyHash), 16);
}

/** Those words and ghosts. What `stateCheck` tells apart at a glance, to the letter. */
export function wordsOf(compiled: CompiledScenario, state: State): readonly bigint[] {
  const { program, machine } = compiled;
  const words: bigint[] = [];
  const objects = program.objects.toSorted((one, other) =>
    one.address < other.address ? -1 : one.address > other.address ? 1 : 0,
  );
  for (const object of objects) {
    const struct = program.structs.find((one) => one.name === object.struct);
    if (struct === undefined) continue;
    for (let offset = 0; offset < struct.size; offset += 4) {
      const word = machine.read(state, object.address + BigInt(offset), 4);
      if (word !== undefined) words.push(word);
    }
    for (const ghost of struct.ghosts) {
      words.push(machine.ghost(state, object.address, ghost));
    }
  }
  return words;
}
