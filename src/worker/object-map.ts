/**
 * Which object stands for which when CPUs change places: found by reading the code of two actors side
 * by side, operation by operation. Where one names an address, the other has to name the same or its
 * counterpart.
 */
import type { Code, Expr, PlacedObject, Program } from '../listing/program.ts';

/** Names and texts are for people; what is left says what an operation does. */
const SAID_ONLY = new Set(['name', 'text', 'fn', 'args', 'result']);

export class ObjectMap {
  readonly #objects: readonly { readonly object: PlacedObject; readonly size: bigint }[];
  readonly #image = new Map<PlacedObject, PlacedObject>();
  readonly #source = new Map<PlacedObject, PlacedObject>();

  constructor({ objects, structs }: Program) {
    const sizes = new Map(structs.map(({ name, size }) => [name, BigInt(size)]));
    this.#objects = objects.map((object) => ({ object, size: sizes.get(object.struct) ?? 0n }));
  }

  /** Takes `to` for the counterpart of `from`; false where that contradicts what is known. */
  match(from: PlacedObject, to: PlacedObject): boolean {
    if (from.struct !== to.struct) return false;
    const [image, source] = [this.#image.get(from), this.#source.get(to)];
    if (image !== undefined || source !== undefined) return image === to && source === from;
    this.#image.set(from, to);
    this.#source.set(to, from);
    return true;
  }

  /** True when `from` is the counterpart's code of `to`, matching the objects that they name. */
  matchCode(from: Code, to: Code): boolean {
    return (
      from.operations.length === to.operations.length &&
      from.start === to.start &&
      from.epilogue === to.epilogue &&
      from.operations.every(({ op }, index) => this.#same(op, to.operations[index]?.op))
    );
  }

  /**
   * Objects that no code names: CPUs' own by their names, of the others those whose words at the
   * start say what the counterpart's say, such as the slot of the page cache that points to a page.
   */
  complete(cpuOf: (cpu: number) => number, wordsOf: (object: PlacedObject) => bigint[]): boolean {
    return this.#objects.every(({ object }) => {
      if (this.#image.has(object)) return true;
      const cpu = object.cpu === undefined ? undefined : cpuOf(object.cpu);
      const candidates =
        cpu === undefined
          ? [object, ...this.#objects.map((each) => each.object)]
          : this.#objects.flatMap(({ object: other }) =>
              other.name === object.name && other.cpu === cpu ? [other] : [],
            );
      const other = candidates.find((each) => this.#says(object, each, wordsOf));
      return other !== undefined && this.match(object, other);
    });
  }

  #says(
    from: PlacedObject,
    to: PlacedObject,
    wordsOf: (object: PlacedObject) => bigint[],
  ): boolean {
    if (from.struct !== to.struct || this.#source.has(to)) return false;
    const words = wordsOf(to);
    return wordsOf(from).every((word, index) => {
      const isOwn = this.#around(word, 0n) === from;
      return (isOwn ? word - from.address + to.address : this.word(word)) === words[index];
    });
  }

  imageOf(object: PlacedObject): PlacedObject {
    return this.#image.get(object) ?? object;
  }

  /**
   * A word as the counterpart has it: an address moves with its object, everything else stays. What
   * lies a little below an object belongs to it, too: a pointer that was counted down.
   */
  word(value: bigint): bigint {
    const inside = this.#around(value, 0n) ?? this.#around(value, 16n);
    return inside === undefined ? value : value - inside.address + this.imageOf(inside).address;
  }

  #around(value: bigint, below: bigint): PlacedObject | undefined {
    return this.#objects.find(
      ({ object, size }) => value >= object.address - below && value < object.address + size,
    )?.object;
  }

  #same(from: unknown, to: unknown): boolean {
    if (typeof from === 'object' && from !== null && typeof to === 'object' && to !== null) {
      if (isConstant(from) && isConstant(to)) return this.#sameConstant(from.value, to.value);
      const [left, right] = [Object.entries(from), new Map(Object.entries(to))];
      return (
        left.length === right.size &&
        left.every(([key, value]) => SAID_ONLY.has(key) || this.#same(value, right.get(key)))
      );
    }
    return from === to;
  }

  #sameConstant(from: bigint, to: bigint): boolean {
    const [left, right] = [this.#around(from, 0n), this.#around(to, 0n)];
    if (left === undefined || right === undefined) return from === to;
    return from - left.address === to - right.address && this.match(left, right);
  }
}

function isConstant(value: object): value is Extract<Expr, { kind: 'const' }> {
  return 'kind' in value && value.kind === 'const';
}
