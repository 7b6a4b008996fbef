/** Questions that wait for their answers, by number. */
import type { ExplorerReply } from './protocol.ts';

/** A question's answer, or a sentence why there is none. */
export type Asked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

interface Waiting {
  answer(reply: ExplorerReply): void;
  refuse(error: string): void;
}

export class Questions {
  readonly #waiting = new Map<number, Waiting>();

  get waiting(): boolean {
    return this.#waiting.size > 0;
  }

  /** `read`: the value in a reply; undefined where it is the reply to something else. */
  ask<Value>(id: number, read: (reply: ExplorerReply) => Value | undefined): Promise<Asked<Value>> {
    return new Promise((settle) => {
      this.#waiting.set(id, {
        answer(reply) {
          const value = read(reply);
          if (value === undefined) settle({ ok: false, error: 'The search gave another answer.' });
          else settle({ ok: true, value });
        },
        refuse: (error) => settle({ ok: false, error }),
      });
    });
  }

  answer(id: number, reply: ExplorerReply): void {
    this.#taken(id)?.answer(reply);
  }

  refuse(id: number, error: string): void {
    this.#taken(id)?.refuse(error);
  }

  refuseAll(error: string): void {
    for (const id of this.#waiting.keys()) this.refuse(id, error);
  }

  #taken(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
