/**
 * The locals of an actor as variables. They are global ones, because SPIN clears a local variable
 * that is not read any more, also where the machine has stopped and its state is looked at as it is.
 */
import type { Actor } from '../../listing/program.ts';
import type { Machine } from '../../machine/machine.ts';
import type { State } from '../../machine/state.ts';
import type { Assignment } from './assignment.ts';
import type { Footprint } from './footprint.ts';
import { isEqual, signOf, variableHalf, zero } from './half.ts';
import type { Moment } from './moment.ts';
import { type SlotForm, slotForms } from './slot-form.ts';
import { type Word, constantWord, namedWord, signExtended, wordOf, zeroExtended } from './word.ts';

export interface Declaration {
  readonly name: string;
  readonly initial: number;
}

export class Slots {
  readonly #actor: Actor;
  readonly #forms: readonly SlotForm[];
  readonly #used = new Set<number>();

  constructor(actor: Actor, wideSlots: Footprint['wideSlots'][number]) {
    this.#actor = actor;
    this.#forms = slotForms(actor.code).map((form, slot) =>
      form === 'wide' && !wideSlots.has(slot) ? 'zero' : form,
    );
  }

  /** The locals when the actor rests before an operation. */
  at(operation: number): (slot: number) => Word {
    const dead = this.#deadAt(operation);
    return (slot) => (dead.has(slot) ? constantWord(0n) : this.#variable(slot));
  }

  /** Makes the locals what they are where the actor rests: those that hold nothing any more are 0. */
  resting(moment: Moment, from: number, to: number): readonly Assignment[] {
    const before = this.#deadAt(from);
    const after = this.#deadAt(to);
    return this.#each((slot) => {
      const set = moment.slots.get(slot);
      if (after.has(slot)) {
        return before.has(slot) ? [] : this.#assigned(moment, slot, constantWord(0n));
      }
      return set === undefined ? [] : this.#assigned(moment, slot, set.word, set.operation);
    });
  }

  /** A stop leaves the locals as they are, but for what is dead before the operation that stops. */
  stopped(moment: Moment, from: number, operation: number): readonly Assignment[] {
    const before = this.#deadAt(from);
    const dead = new Set(this.#actor.code.operations[operation]?.dead);
    return this.#each((slot) => {
      const set = moment.slots.get(slot);
      if (dead.has(slot)) {
        return before.has(slot) ? [] : this.#assigned(moment, slot, constantWord(0n));
      }
      return set === undefined ? [] : this.#assigned(moment, slot, set.word, set.operation);
    });
  }

  /** The declarations of those that are used, with their values in the first state. */
  declarations(machine: Machine, start: State, index: number): readonly Declaration[] {
    return this.#each((slot) => {
      if (!this.#used.has(slot)) return [];
      const value = machine.local(start, index, slot);
      const low = Number(BigInt.asIntN(32, value));
      const high = Number(BigInt.asIntN(32, value >> 32n));
      const form = this.#forms[slot];
      const name = this.name(slot);
      const names = form === 'wide' ? [name, `${name}_high`] : [name];
      return names.map((variable, half) => ({ name: variable, initial: half === 0 ? low : high }));
    });
  }

  #each<Item>(of: (slot: number) => readonly Item[]): readonly Item[] {
    return this.#forms.flatMap((_, slot) => of(slot));
  }

  name(slot: number): string {
    return `${this.#actor.id}_s${slot}`;
  }

  #deadAt(operation: number): ReadonlySet<number> {
    const { operations, epilogue } = this.#actor.code;
    const at = operations[operation];
    const all = operation === epilogue || at?.op.kind === 'end';
    return all ? new Set(this.#forms.keys()) : new Set(at?.dead);
  }

  #variable(slot: number): Word {
    this.#used.add(slot);
    switch (this.#forms[slot]) {
      case 'zero':
        return zeroExtended(variableHalf(this.name(slot)));
      case 'sign':
        return signExtended(variableHalf(this.name(slot)));
      default:
        return wordOf(variableHalf(this.name(slot)), variableHalf(`${this.name(slot)}_high`));
    }
  }

  #assigned(moment: Moment, slot: number, word: Word, operation?: number): readonly Assignment[] {
    this.#used.add(slot);
    const from = operation === undefined ? {} : { operation };
    const form = this.#forms[slot];
    if (form === 'wide') {
      const { low, high } = namedWord(word);
      return [
        { variable: this.name(slot), target: this.name(slot), value: low, ...from },
        {
          variable: `${this.name(slot)}_high`,
          target: `${this.name(slot)}_high`,
          value: high(),
          ...from,
        },
      ];
    }
    const isPlain = word.form === form || word.test !== undefined;
    if (!isPlain) {
      moment.onlyWhere(isEqual(word.high(), form === 'sign' ? signOf(word.low) : zero));
    }
    return [{ variable: this.name(slot), target: this.name(slot), value: word.low, ...from }];
  }
}
