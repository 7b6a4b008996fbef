/** Bits as base64url text, 6 to a character: what the payload of a link is written in. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export class BitWriter {
  readonly #bits: number[] = [];

  get length(): number {
    return this.#bits.length;
  }

  /** Appends the low `width` bits of `value` (0 … 2^31-1), highest first. */
  write(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit -= 1) this.#bits.push((value >>> bit) & 1);
  }

  /** Appends a number of any size below 2^28 in groups of `group` bits, each behind a "more follows" bit. */
  writeCount(value: number, group: number): void {
    let rest = value;
    do {
      const more = rest >>> group === 0 ? 0 : 1;
      this.write(more, 1);
      this.write(rest & ((1 << group) - 1), group);
      rest >>>= group;
    } while (rest > 0);
  }

  append(other: BitWriter): void {
    for (const bit of other.#bits) this.#bits.push(bit);
  }

  /** Characters; the last one is filled up with zero bits. */
  text(): string {
    let text = '';
    for (let at = 0; at < this.#bits.length; at += 6) {
      let digit = 0;
      for (let bit = 0; bit < 6; bit += 1) digit = digit * 2 + (this.#bits[at + bit] ?? 0);
      text += ALPHABET.charAt(digit);
    }
    return text;
  }
}

/** Reads what `BitWriter` wrote. Past the end it gives zeros and says so in `short`. */
export class BitReader {
  readonly #text: string;
  #at = 0;

  /** `text` holds characters of the alphabet only: see `foreignCharacter`. */
  constructor(text: string) {
    this.#text = text;
  }

  /** Bits were asked for that are not there. */
  get short(): boolean {
    return this.#at > this.#text.length * 6;
  }

  /** Whole characters left over. */
  get left(): number {
    return Math.max(0, this.#text.length - Math.ceil(this.#at / 6));
  }

  read(width: number): number {
    let value = 0;
    for (let bit = 0; bit < width; bit += 1) {
      const digit = ALPHABET.indexOf(this.#text.charAt(Math.floor(this.#at / 6)) || 'A');
      value = value * 2 + ((digit >> (5 - (this.#at % 6))) & 1);
      this.#at += 1;
    }
    return value;
  }

  /** Counterpart of `writeCount`; at most 28 bits, so that no text can ask for more. */
  readCount(group: number): number {
    let value = 0;
    for (let shift = 0; shift < 28; shift += group) {
      const more = this.read(1);
      value += this.read(group) * 2 ** shift;
      if (more === 0) break;
    }
    return value;
  }
}

/** Index of the first character that is no digit of the alphabet, -1 if there is none. */
export function foreignCharacter(text: string): number {
  return text.search(/[^A-Za-z0-9_-]/);
}
