/** Numbers read from a state: what stands left and right of a comparison. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { Field } from '../../listing/program.ts';
import type { State } from '../../machine/state.ts';
import { QueryMistake } from './query-problem.ts';
import {
  addressAt,
  fieldAt,
  objectAt,
  spanOf,
  structOf,
  textOf,
  unknown,
  unknownObject,
} from './query-names.ts';
import type { Name, Path, Term } from './query-syntax.ts';

/** Signed fields and ghosts give negative numbers, everything else its bytes as they are. */
export type Reading = (state: State) => bigint;

/** A word of memory that a path names. */
export interface FoundWord {
  readonly address: bigint;
  readonly field: Pick<Field, 'width' | 'signed' | 'bits' | 'kind'>;
  /** Added to what stands there: `mapcount` is `_mapcount` + 1. */
  readonly plus: bigint;
}

/** Throws a QueryMistake where the term names what is not there. */
export function readingOf(compiled: CompiledScenario, term: Term): Reading {
  switch (term.kind) {
    case 'number':
      return () => term.value;
    case 'address': {
      const { address } = addressAt(compiled, term.path);
      return () => address;
    }
    case 'of':
      return ghostReading(compiled, term.name, term.path);
    case 'sum': {
      const left = readingOf(compiled, term.left);
      const right = readingOf(compiled, term.right);
      return term.operator === '+'
        ? (state) => left(state) + right(state)
        : (state) => left(state) - right(state);
    }
    case 'word':
      return wordReading(compiled, term.path);
  }
}

function wordReading(compiled: CompiledScenario, path: Path): Reading {
  const constant = path.length === 1 ? compiled.program.constants[textOf(path)] : undefined;
  if (constant !== undefined) return () => constant;
  const list = compiled.lists.find(({ id }) => id === textOf(path));
  if (list !== undefined) return () => list.address;
  const { address, field, plus } = wordAt(compiled, path);
  const { machine } = compiled;
  const bits = field.width * 8;
  return (state) => {
    const raw = machine.read(state, address, field.width) ?? 0n;
    return (field.signed ? BigInt.asIntN(bits, raw) : raw) + plus;
  };
}

/** Names that pages and commands use for the words of a page, beside the fields' own. */
const pageWords: Readonly<Record<string, readonly [string, bigint]>> = {
  word8: ['lru.next', 0n],
  word16: ['lru.prev', 0n],
  refcount: ['_refcount', 0n],
  mapcount: ['_mapcount', 1n],
};

/** The word that a path names. */
export function wordAt(compiled: CompiledScenario, path: Path): FoundWord {
  const found = objectAt(compiled, path);
  if (found === undefined) throw unknownObject(compiled, path);
  const { object, rest } = found;
  const struct = structOf(compiled, object.struct);
  if (rest.length === 0) {
    const [only] = struct.fields;
    // What has one word only goes by its own name: `cpu0.device`.
    if (only !== undefined && struct.fields.length === 1) {
      return { address: object.address, field: only, plus: 0n };
    }
    const example = struct.name === 'page' ? 'word8' : only?.name;
    throw new QueryMistake(
      spanOf(path),
      `${textOf(path)} is more than one word: write ${textOf(path)}.${example}, or another of its fields`,
    );
  }
  const alias = struct.name === 'page' ? pageWords[textOf(rest)] : undefined;
  if (alias !== undefined) {
    const [name, plus] = alias;
    const field = struct.fields.find((one) => one.name === name);
    if (field !== undefined) {
      return { address: object.address + BigInt(field.offset), field, plus };
    }
  }
  const aliases = struct.name === 'page' ? Object.keys(pageWords) : [];
  const { field, offset } = fieldAt(struct, rest, aliases);
  return { address: object.address + BigInt(offset), field, plus: 0n };
}

/** `pins(P)`: a ghost of the object, or a function by which the design reads its own words. */
function ghostReading(compiled: CompiledScenario, name: Name, path: Path): Reading {
  const { address, struct } = addressAt(compiled, path);
  const { machine, program } = compiled;
  if (struct.ghosts.includes(name.text)) {
    return (state) => BigInt.asIntN(64, machine.ghost(state, address, name.text));
  }
  if (struct.name === 'page' && program.probes.some((probe) => probe.name === name.text)) {
    return (state) => BigInt.asIntN(64, machine.probe(state, name.text, address));
  }
  const probes = struct.name === 'page' ? program.probes.map((probe) => probe.name) : [];
  throw unknown(name, `ghost of a ${struct.name} called`, name.text, [...struct.ghosts, ...probes]);
}
