/**
 * What one step did, in the order it did it. Narration, timeline, lens and properties are all
 * computed from these and from the words; nobody else knows what a step means.
 */
export type Effect = EffectOrigin &
  (
    | {
        readonly kind: 'read';
        readonly address: bigint;
        readonly width: number;
        readonly value: bigint;
        readonly place: string;
      }
    | {
        readonly kind: 'write';
        readonly address: bigint;
        readonly width: number;
        /** Raw bytes as an unsigned number of `width` bytes. */
        readonly old: bigint;
        readonly value: bigint;
        readonly place: string;
        /** A read-modify-write, with the bit it changed when it was a bit operation. */
        readonly atomic: boolean;
        readonly bit?: number;
      }
    /** A cmpxchg that did not find what it expected: it read, and wrote nothing. */
    | {
        readonly kind: 'refused';
        readonly address: bigint;
        readonly width: number;
        readonly value: bigint;
        readonly place: string;
      }
    | {
        readonly kind: 'lock' | 'unlock';
        readonly address: bigint;
        readonly place: string;
        readonly mode: string;
      }
    | {
        readonly kind: 'trylock';
        readonly address: bigint;
        readonly place: string;
        readonly taken: boolean;
      }
    | { readonly kind: 'pause'; readonly text: string }
    | { readonly kind: 'choose'; readonly value: number }
    | {
        readonly kind: 'ghost';
        readonly object: bigint;
        readonly field: string;
        readonly old: bigint;
        readonly value: bigint;
      }
    | { readonly kind: 'interrupts'; readonly on: boolean }
    | { readonly kind: 'enter'; readonly fn: number; readonly args: readonly bigint[] }
    | { readonly kind: 'leave'; readonly fn: number; readonly result?: bigint }
    | { readonly kind: 'warn' | 'bug' | 'bound'; readonly text: string }
    | { readonly kind: 'fault'; readonly fault: Fault }
    | { readonly kind: 'done' }
  );

interface EffectOrigin {
  /** Index of the actor in Program.actors. */
  readonly actor: number;
  /** Index of the operation in the actor's code. */
  readonly operation: number;
}

/**
 * An access that memory could not serve.
 * `wild`: the address is one no kernel could use there (null, a number, a poison, non-canonical): an oops.
 * `outside`: a plausible kernel address that this scenario does not model: a gap of ours, not a bug of theirs.
 */
export interface Fault {
  readonly kind: 'wild' | 'outside';
  readonly access: 'load' | 'store';
  readonly address: bigint;
  readonly place: string;
}
