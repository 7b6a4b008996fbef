/**
 * Who holds a page: one entry per reference, kept while the references are taken and dropped.
 *
 * The kernel keeps a number and no names, so entries are paired with decrements by rule: an actor
 * drops the newest reference it took itself (a pagevec's drain one of the pagevec's), and only if
 * it has none somebody else's. The same goes for the pin count: it counts an actor's own newest
 * uncounted reference up, its own counted one down, and one of somebody else's if it has none.
 */

export type ReferenceKind =
  'cache' | 'pte' | 'buffers' | 'pagevec' | 'plain' | 'pin' | 'isolated' | 'other';

export interface Reference {
  readonly id: number;
  readonly kind: ReferenceKind;
  /** Who took it; absent where it was there before anybody moved and no script says whose it is. */
  readonly actor?: number;
  /** Step in which it was taken, for a pin the one from which it is outstanding; 0: the start. */
  readonly step: number;
  /** The design's pin count has this one in it. */
  readonly counted: boolean;
  /** How many it is in `_refcount`: 1, and of a pin as many as the design makes of it, such as 1024. */
  readonly weight: number;
}

/** A pin that was taken out of the count while it was outstanding: by somebody else, or by a put of its owner. */
export interface Spent {
  readonly actor: number;
  readonly step: number;
  /** Actor whose pin it was. */
  readonly owner: number;
}

/** Who counted a reference up, and in which step. */
export interface Counted {
  readonly actor: number;
  readonly step: number;
}

type Entry = { -readonly [K in keyof Reference]: Reference[K] } & {
  /** False for a pin that stands for no reference: nothing was taken for it. */
  held: boolean;
  /** The step that counted it, where one did. */
  countedBy?: Counted;
};

export class ReferenceBook {
  #entries: Entry[] = [];
  #nextId = 0;
  /** Ups of the count that no reference stands for any more, oldest first. */
  #surplus: Counted[] = [];
  #spent: (Spent & { readonly pin: Entry }) | undefined;

  /** A book with the same entries, which goes its own way from here. */
  copy(): ReferenceBook {
    const copy = new ReferenceBook();
    const same = new Map(this.#entries.map((entry) => [entry, { ...entry }]));
    copy.#entries = [...same.values()];
    copy.#nextId = this.#nextId;
    copy.#surplus = [...this.#surplus];
    const spent = this.#spent;
    copy.#spent = spent && { ...spent, pin: same.get(spent.pin) ?? { ...spent.pin } };
    return copy;
  }

  add(kind: ReferenceKind, step: number, actor?: number, weight = 1): Entry {
    const entry: Entry = { id: this.#nextId, kind, step, counted: false, held: true, weight };
    if (actor !== undefined) entry.actor = actor;
    this.#nextId += 1;
    this.#entries.push(entry);
    return entry;
  }

  /** One reference less. `kinds`: what the function that drops it is for, tried first. */
  drop(actor: number, kinds: readonly ReferenceKind[]): void {
    const held = this.#entries.filter((entry) => entry.held);
    const dropped =
      newest(held, (entry) => kinds.includes(entry.kind) && entry.actor === actor) ??
      newest(held, (entry) => kinds.includes(entry.kind)) ??
      newest(held, (entry) => isOwn(entry) && entry.actor === actor) ??
      newest(held, (entry) => entry.kind === 'other') ??
      newest(held, (entry) => entry.kind === 'plain') ??
      newest(held, (entry) => entry.kind === 'isolated') ??
      newest(held, (entry) => entry.kind === 'pin') ??
      newest(held, () => true);
    if (dropped === undefined) return;
    if (dropped.weight > 1) {
      // One of many that came at once: what is left of them is nobody's in particular.
      dropped.weight -= 1;
      if (dropped.kind === 'plain') dropped.kind = 'other';
      return;
    }
    if (dropped.kind === 'pin') {
      dropped.held = false;
      return;
    }
    if (dropped.counted && dropped.countedBy !== undefined) this.#surplus.push(dropped.countedBy);
    this.#entries = this.#entries.filter((entry) => entry !== dropped);
  }

  /** Makes a pin of `weight` references of the newest one of the actor, or one reference of such a pin. */
  weigh(actor: number, from: number, weight: number): void {
    const one = newest(this.#entries, (entry) => entry.actor === actor && entry.weight === from);
    if (one !== undefined) one.weight = weight;
  }

  /** All references that a pin of `weight` is made of go at once; false where there is no such pin. */
  dropWhole(actor: number, weight: number): boolean {
    const heavy = this.#entries.filter((entry) => entry.held && entry.weight === weight);
    const dropped = newest(heavy, (entry) => entry.actor === actor) ?? heavy.at(-1);
    if (dropped === undefined) return false;
    this.#entries = this.#entries.filter((entry) => entry !== dropped);
    return true;
  }

  /** A pin becomes outstanding: the newest plain reference of the actor is the one it stands for. */
  pin(actor: number, step: number): void {
    const plain = newest(this.#entries, (one) => one.kind === 'plain' && one.actor === actor);
    const entry = plain ?? this.add('pin', step, actor);
    if (plain === undefined) entry.held = false;
    entry.kind = 'pin';
    entry.step = step;
  }

  /** A pin is no longer outstanding; its reference is an ordinary one until it is dropped. */
  unpin(actor: number): void {
    const pins = this.#entries.filter((entry) => entry.kind === 'pin');
    const pin = newest(pins, (entry) => entry.actor === actor) ?? pins.at(-1);
    if (pin === undefined) return;
    if (pin.held) {
      pin.kind = 'plain';
      pin.actor = actor;
    } else this.#entries = this.#entries.filter((entry) => entry !== pin);
  }

  /** The pin count went up by one. */
  countUp(actor: number, step: number): void {
    const entry = newest(this.#entries, (one) => !one.counted && isOwn(one) && one.actor === actor);
    if (entry === undefined) {
      // It has been counted before: the earlier count is the one that nothing asked for.
      const again = newest(
        this.#entries,
        (one) => one.counted && isOwn(one) && one.actor === actor,
      );
      this.#surplus.push(again?.countedBy ?? { actor, step });
      if (again !== undefined) again.countedBy = { actor, step };
      return;
    }
    entry.counted = true;
    entry.countedBy = { actor, step };
  }

  /** The pin count went down by one. */
  countDown(actor: number, step: number): void {
    const counted = this.#entries.filter((entry) => entry.counted);
    const own = newest(counted, (entry) => entry.actor === actor);
    const surplus = this.#surplus.findLastIndex((one) => one.actor === actor);
    if (own === undefined && surplus >= 0) {
      this.#surplus.splice(surplus, 1);
      return;
    }
    const entry = own ?? newest(counted, (one) => one.kind === 'pin') ?? counted.at(-1);
    if (entry === undefined) return;
    entry.counted = false;
    if (entry.kind === 'pin' && entry.actor !== undefined) {
      this.#spent = { actor, step, owner: entry.actor, pin: entry };
    }
  }

  /** The bytes of the count were overwritten: with another count, or by the other view. */
  forgetCount(): void {
    for (const entry of this.#entries) entry.counted = false;
    this.#surplus = [];
  }

  /** For the start: a count of `count` is made up of pins first, then of plain references. */
  countFirst(count: number): void {
    const pins = this.#entries.filter((entry) => entry.kind === 'pin');
    const plain = this.#entries.filter((entry) => entry.kind === 'plain');
    for (const entry of [...pins, ...plain].slice(0, count)) entry.counted = true;
  }

  /** All references, those of the memory management first, then by age. */
  get holders(): readonly Reference[] {
    const order: readonly ReferenceKind[] = ['cache', 'pte', 'buffers', 'pagevec'];
    const rank = (entry: Entry): number => {
      const at = order.indexOf(entry.kind);
      return at < 0 ? order.length : at;
    };
    return this.#entries
      .filter((entry) => entry.held)
      .toSorted((one, other) => rank(one) - rank(other) || one.id - other.id)
      .map(reference);
  }

  /** Outstanding pins, oldest first. */
  get pins(): readonly Reference[] {
    return this.#entries.filter((entry) => entry.kind === 'pin').map(reference);
  }

  /** The latest up of the count that no reference stands for. */
  get surplus(): Counted | undefined {
    return this.#surplus.at(-1);
  }

  /** The last pin that somebody else spent, while it is still outstanding. */
  get spent(): Spent | undefined {
    if (this.#spent === undefined || this.#spent.pin.kind !== 'pin') return undefined;
    const { actor, step, owner } = this.#spent;
    return { actor, step, owner };
  }
}

/** A reference that an actor took for itself; a page-table entry made by fork has a maker, too. */
function isOwn({ kind, actor }: Entry): boolean {
  return kind !== 'pagevec' && kind !== 'buffers' && actor !== undefined;
}

function newest(entries: readonly Entry[], fits: (entry: Entry) => boolean): Entry | undefined {
  return entries.findLast(fits);
}

function reference({ id, kind, actor, step, counted, weight }: Entry): Reference {
  return { id, kind, step, counted, weight, ...(actor === undefined ? {} : { actor }) };
}
