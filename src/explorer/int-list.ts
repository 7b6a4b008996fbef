/** Growing list of 32-bit numbers without a box around each: millions of parents and edges fit. */
export class IntList {
  #items = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Bytes that are set aside for it. */
  get bytes(): number {
    return this.#items.byteLength;
  }

  /** A copy of all items. */
  items(): Int32Array {
    return this.#items.slice(0, this.#length);
  }

  push(item: number): void {
    if (this.#length === this.#items.length) {
      const grown = new Int32Array(this.#items.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.#length++] = item;
  }

  at(index: number): number {
    const item = index < this.#length ? this.#items[index] : undefined;
    if (item === undefined) throw new RangeError(`no item ${index} in a list of ${this.#length}`);
    return item;
  }

  set(index: number, item: number): void {
    if (index < 0 || index >= this.#length) throw new RangeError(`no item ${index} to set`);
    this.#items[index] = item;
  }
}
