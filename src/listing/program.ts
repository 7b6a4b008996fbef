/**
 * A compiled scenario: what the interpreter, the search and the exporters run.
 * Plain data, no functions, so that it crosses thread boundaries and prints as text.
 *
 * Values are 64-bit words held as bigint in 0 … 2^64-1. A signed field (s32) is sign-extended
 * when it is loaded, so -1 is 0xffffffffffffffff whatever its width in memory.
 */

/** One named piece of a struct. `offset` and `width` in bytes; two fields may share bytes. */
export interface Field {
  readonly name: string;
  readonly offset: number;
  readonly width: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  readonly kind: 'number' | 'pointer' | 'spinlock';
  /** Struct a pointer points to. */
  readonly target?: string;
  /** Elements, for arrays such as `pages[15]`; 1 otherwise. */
  readonly length: number;
  /** What a spinlock protects, in the listing's words: `guards "the LRU lists and PG_lru"`. */
  readonly guards?: string;
  /** Names of single bits: bit number by name. */
  readonly bits: Readonly<Record<string, number>>;
  /** The "why" comment at the field's line. */
  readonly why?: string;
}

/** Shape of an object. Embedded structs are flattened: `lru.next`, `lists[2].next`. */
export interface Struct {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly fields: readonly Field[];
  /** Embedded structs by field name, e.g. page.lru is a list_head at 8, lruvec.lists five of them. */
  readonly embedded: readonly Embedded[];
  /** Specification-only counters; they live beside the memory and cost no step. */
  readonly ghosts: readonly string[];
}

export interface Embedded {
  readonly name: string;
  readonly struct: string;
  readonly offset: number;
  readonly length: number;
}

/** An object of the scenario at its 64-bit address. `cpu` for per-CPU instances. */
export interface PlacedObject {
  readonly name: string;
  readonly struct: string;
  readonly address: bigint;
  readonly cpu?: number;
}

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or';

/** Computes on constants and locals only: never touches memory. Comparisons give 1 or 0. */
export type Expr =
  | { readonly kind: 'const'; readonly value: bigint }
  | { readonly kind: 'local'; readonly slot: number }
  | { readonly kind: 'not'; readonly of: Expr }
  | { readonly kind: 'complement'; readonly of: Expr }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expr;
      readonly right: Expr;
      /** Order comparisons only: compare as signed 64-bit numbers. */
      readonly signed: boolean;
    };

/** Where a touch goes: the address `base + offset`, `width` bytes. */
export interface Place {
  readonly base: Expr;
  readonly offset: number;
  /** Index into an array field: adds `index * stride`. */
  readonly index?: Expr;
  readonly stride?: number;
  readonly width: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  /** The name the line uses: `page.dma_pinned_count`. The same bytes can have two. */
  readonly name: string;
  /** A single bit of the word, by number. */
  readonly bit?: number;
}

export type LockMode = 'plain' | 'irq' | 'irqsave';
export type RmwOperator = '+' | '-' | '&' | '|' | '^';

/** A touch: the one access to shared memory that makes a line a step. */
export type Touch =
  | { readonly kind: 'load'; readonly place: Place; readonly to: number }
  | { readonly kind: 'store'; readonly place: Place; readonly value: Expr }
  /** Atomic; `to` receives the new value. */
  | {
      readonly kind: 'rmw';
      readonly place: Place;
      readonly operator: RmwOperator;
      readonly value: Expr;
      readonly to?: number;
    }
  /** Atomic; `to` receives the old value, as in the kernel. */
  | {
      readonly kind: 'cmpxchg';
      readonly place: Place;
      readonly expected: Expr;
      readonly desired: Expr;
      readonly to?: number;
    }
  /** Atomic set or clear of `place.bit`; `to` receives the old bit (test_and_set, test_and_clear). */
  | { readonly kind: 'bit'; readonly place: Place; readonly value: 0 | 1; readonly to?: number }
  /** Waits while the lock is held. `irq` and `irqsave` turn the CPU's interrupts off in the same step. */
  | { readonly kind: 'lock'; readonly place: Place; readonly mode: LockMode }
  | { readonly kind: 'trylock'; readonly place: Place; readonly to: number }
  | { readonly kind: 'unlock'; readonly place: Place; readonly mode: LockMode }
  /** A load that waits: the step is possible only while `until` (which reads `to`) is true. */
  | { readonly kind: 'wait'; readonly place: Place; readonly to: number; readonly until: Expr }
  /** A step that touches nothing: a moment that takes time. */
  | { readonly kind: 'pause'; readonly text: string }
  /** One successor per value from `low` to `high`. */
  | { readonly kind: 'choose'; readonly low: number; readonly high: number; readonly to: number };

/** What happens between touches: part of the step before (or, at the very beginning, of the start). */
export type Quiet =
  | { readonly kind: 'set'; readonly to: number; readonly value: Expr }
  | {
      readonly kind: 'branch';
      readonly test: Expr;
      readonly then: number;
      readonly otherwise: number;
    }
  | { readonly kind: 'jump'; readonly to: number }
  /** Stops the machine when `test` is true. */
  | { readonly kind: 'bug'; readonly test: Expr; readonly text: string }
  /** Is recorded when `test` is true; the machine goes on. */
  | { readonly kind: 'warn'; readonly test: Expr; readonly text: string }
  /** A counted loop ran out of rounds: reported as a bound, never silently cut. */
  | { readonly kind: 'bound'; readonly text: string }
  /** Changes a ghost of the object at `object`. `until`: belongs to the touch that follows. */
  | {
      readonly kind: 'ghost';
      readonly object: Expr;
      readonly field: string;
      readonly operator: '=' | '+' | '-';
      readonly value: Expr;
      readonly until: boolean;
    }
  /** Reads a ghost into a local, for `ghost bug if`. */
  | {
      readonly kind: 'ghost-load';
      readonly object: Expr;
      readonly field: string;
      readonly to: number;
    }
  /** The CPU's own interrupts: 'off' nests, 'restore' undoes one 'off', 'on' enables. Not a touch. */
  | { readonly kind: 'interrupts'; readonly change: 'off' | 'restore' | 'on' }
  /** A function begins or ends: for the call stack, narration and the timeline's brackets. */
  | { readonly kind: 'enter'; readonly fn: number; readonly args: readonly Expr[] }
  | { readonly kind: 'leave'; readonly fn: number; readonly result?: Expr }
  | { readonly kind: 'end' };

/** A line being run: function (index into Program.functions) and line number within its file. */
export interface Frame {
  readonly fn: number;
  /** 1-based line in the function's file. */
  readonly line: number;
}

/** A named local alive at an operation. */
export interface NamedLocal {
  readonly name: string;
  /** Depth in `stack` of the frame that owns it. */
  readonly frame: number;
  /** Slot, or the constant it always is. */
  readonly value: Expr;
  readonly type: string;
}

export interface Operation {
  readonly op: Touch | Quiet;
  /** Call stack, outermost first; the last frame is the line itself. */
  readonly stack: readonly Frame[];
  /** Slots that hold nothing any more when the machine rests before this operation; they are zero. */
  readonly dead: readonly number[];
  /** Locals in scope, for display. Only filled at touches. */
  readonly locals: readonly NamedLocal[];
}

/** The code of one actor. `code[i]` is at index i; a program counter rests on touches (or the ghost-until before one) and on `end`. */
export interface Code {
  readonly operations: readonly Operation[];
  readonly start: number;
  /** Index from which the epilogue runs; an actor resting here is done. Absent: no epilogue. */
  readonly epilogue?: number;
  /** Number of 64-bit local slots. */
  readonly slots: number;
}

export interface Actor {
  /** `cpu0`, `irq0`, `device`. */
  readonly id: string;
  readonly kind: 'cpu' | 'device' | 'interrupt';
  /** The CPU it runs on; for a device -1. */
  readonly cpu: number;
  /** Role in the scenario: "pinner". */
  readonly role: string;
  readonly code: Code;
}

/** Which kind of thing a line does, as drawn in the margin. */
export type LineKind = 'R' | 'W' | 'A' | 'L' | 'P' | 'ghost' | 'call' | 'local';

/** What a piece of a line is. `stray`: what the notation does not have. */
export type HighlightStyle =
  | 'keyword'
  | 'name'
  | 'constant'
  | 'function'
  | 'type'
  | 'number'
  | 'string'
  | 'comment'
  | 'operator'
  | 'punctuation'
  | 'field'
  | 'bit'
  | 'ghost'
  | 'stray';

/** `text.slice(from, to)`; spans are in order, do not overlap, and leave out blanks. */
export interface HighlightSpan {
  readonly from: number;
  readonly to: number;
  readonly style: HighlightStyle;
}

/** A line of a function as it is shown: the text the author wrote, without its comment. */
export interface FunctionLine {
  /** 1-based, in the file. */
  readonly number: number;
  /** Depth of indentation below the function's head: 0 for its first level. */
  readonly depth: number;
  readonly text: string;
  readonly spans: readonly HighlightSpan[];
  readonly kind: LineKind;
  readonly why?: string;
  /** Debug levels under which the line runs; empty: always. */
  readonly debug: '' | 'vm' | 'list';
}

export interface FunctionText {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Design folder and file it comes from. */
  readonly design: string;
  readonly file: string;
  /** 1-based line of the head. */
  readonly line: number;
  /** Source note: `mm/swap.c, Linux v4.18`. */
  readonly from?: string;
  /** What the function is for, from the comment lines above it. */
  readonly why?: string;
  readonly lines: readonly FunctionLine[];
  /** `operation` in the listing: something a user can put on a CPU. */
  readonly operation: boolean;
}

/** A read-only function evaluated on one state in one go, e.g. says_pinned(page). */
export interface Probe {
  readonly name: string;
  readonly code: Code;
  /** Slot that receives the argument before the code runs, and the one that holds the result after. */
  readonly argument: number;
  readonly result: number;
}

export interface Program {
  readonly structs: readonly Struct[];
  readonly objects: readonly PlacedObject[];
  readonly constants: Readonly<Record<string, bigint>>;
  readonly functions: readonly FunctionText[];
  readonly actors: readonly Actor[];
  readonly probes: readonly Probe[];
  /** First memory content; bytes not named are zero. */
  readonly initial: readonly InitialWord[];
  /** First values of ghosts; those not named are zero. */
  readonly initialGhosts: readonly InitialGhost[];
}

export interface InitialGhost {
  /** Address of the object. */
  readonly object: bigint;
  readonly field: string;
  readonly value: bigint;
}

export interface InitialWord {
  readonly address: bigint;
  readonly width: 1 | 2 | 4 | 8;
  readonly value: bigint;
}
