/**
 * The syntax tree of a listing file, as the reader (tree of the parser → these types) hands it to the
 * checker and the compiler. Positions are kept on every node, since every message needs them.
 */
import type { BinaryOperator } from './program.ts';

/** 1-based line and column, length in characters. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

export interface ListingFile {
  /** Path below the listings folder: `july-2018/swap.step`. */
  readonly file: string;
  /** `design july-2018 "July 2018" from "…"`; at most one per design, anywhere in its files. */
  readonly design?: DesignHeader;
  /** `source "mm/swap.c, Linux v4.18"`: default source note of the functions below it. */
  readonly source?: string;
  readonly constants: readonly ConstantDeclaration[];
  readonly structs: readonly StructDeclaration[];
  readonly functions: readonly FunctionDeclaration[];
  /** `object node: pglist_data`, `percpu lru_add_pvec: pagevec`: objects that a scenario has to place. */
  readonly objects: readonly ObjectDeclaration[];
}

/** A name for an object at the top level, so that listings check without a scenario. */
export interface ObjectDeclaration {
  readonly name: string;
  readonly struct: string;
  /** `percpu`: one instance on each CPU, the name means the own CPU's. */
  readonly perCpu: boolean;
  readonly why?: string;
  /** The name. */
  readonly span: Span;
}

export interface DesignHeader {
  readonly id: string;
  readonly title?: string;
  readonly from?: string;
  readonly base?: string;
  readonly span: Span;
}

export interface ConstantDeclaration {
  readonly name: string;
  readonly value: Expression;
  readonly span: Span;
}

export interface StructDeclaration {
  readonly name: string;
  /** Bytes; absent when the struct adds to the base design's. */
  readonly size?: number;
  readonly fields: readonly FieldDeclaration[];
  readonly bits: readonly BitsDeclaration[];
  readonly ghosts: readonly { readonly name: string; readonly why?: string; readonly span: Span }[];
  readonly span: Span;
  /** Some of its lines could not be read, so nothing can be said about what is missing in it. */
  readonly broken?: true;
}

/** `lru at 8: list_head`, `pages at 8: *page[15]`, `lru_lock at 0: spinlock guards "…"`. */
export interface FieldDeclaration {
  readonly name: string;
  readonly offset: number;
  readonly type: TypeName;
  readonly guards?: string;
  readonly why?: string;
  readonly span: Span;
}

/** `u64`, `s32`, `spinlock`, `list_head`, `*page`, each with an optional `[N]`. */
export interface TypeName {
  readonly name: string;
  readonly pointer: boolean;
  readonly length?: number;
  readonly span: Span;
}

export interface BitsDeclaration {
  readonly field: string;
  readonly bits: readonly { readonly name: string; readonly bit: number }[];
  readonly span: Span;
}

export interface Parameter {
  readonly name: string;
  /** Absent: the struct of the same name. */
  readonly type?: TypeName;
  readonly span: Span;
}

export interface FunctionDeclaration {
  readonly kind: 'fn' | 'operation' | 'interrupt' | 'device';
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly result?: TypeName;
  readonly from?: string;
  /** Comment lines directly above the head. */
  readonly why?: string;
  /** `fn PageLRU(page) = page.flags.lru`. */
  readonly expression?: Expression;
  /** `fn SetPageLRU(page) = set page.flags.lru` has one statement here and `oneLine` true. */
  readonly body: readonly Statement[];
  readonly oneLine: boolean;
  readonly span: Span;
  /** Some of its lines could not be read and are missing here: not worth checking. */
  readonly broken?: true;
}

export type DebugLevel = 'vm' | 'list';

interface StatementBase {
  readonly span: Span;
  /** Comment at the end of the line, or on lines of its own directly above. */
  readonly why?: string;
  /** `debug` or `debug(list)` before the statement. */
  readonly debug?: DebugLevel;
}

export type Statement = StatementBase &
  (
    | { readonly kind: 'assign'; readonly target: Expression; readonly value: Expression }
    /** `x += 1` on a local; on memory an error unless atomic. */
    | {
        readonly kind: 'update';
        readonly target: Expression;
        readonly operator: UpdateOperator;
        readonly value: Expression;
      }
    /** `atomic p.f += 1`, `left = atomic p.f -= 1`. */
    | {
        readonly kind: 'atomic';
        readonly result?: Name;
        readonly target: Expression;
        readonly operator: UpdateOperator;
        readonly value: Expression;
      }
    | { readonly kind: 'bit'; readonly operation: 'set' | 'clear'; readonly target: Expression }
    | { readonly kind: 'lock'; readonly target: Expression; readonly mode: '' | 'irq' | 'irqsave' }
    | {
        readonly kind: 'unlock';
        readonly target: Expression;
        readonly mode: '' | 'irq' | 'irqrestore';
      }
    | { readonly kind: 'interrupts'; readonly change: 'off' | 'restore' | 'on' }
    /** `wait until device.done`: a load that waits. */
    | { readonly kind: 'wait'; readonly condition: Expression }
    | { readonly kind: 'pause'; readonly text: string }
    /** A call or cmpxchg, test_and_set … whose result is not wanted. */
    | { readonly kind: 'expression'; readonly value: Expression }
    /** `bug if c "text"`, `warn if c`, `bug "text"` (condition absent: always). */
    | {
        readonly kind: 'check';
        readonly severity: 'bug' | 'warn';
        readonly ghost: boolean;
        readonly condition?: Expression;
        readonly text?: string;
      }
    /** `ghost page.pins += 1`, `ghost until page.pins -= 1`. */
    | {
        readonly kind: 'ghost';
        readonly until: boolean;
        readonly target: Expression;
        readonly operator: '=' | '+=' | '-=';
        readonly value: Expression;
      }
    | {
        readonly kind: 'if';
        readonly condition: Expression;
        readonly then: readonly Statement[];
        readonly otherwise: readonly Statement[];
      }
    | { readonly kind: 'repeat'; readonly body: readonly Statement[] }
    | { readonly kind: 'loop'; readonly limit: number; readonly body: readonly Statement[] }
    | {
        readonly kind: 'for';
        readonly variable: Name;
        readonly from: Expression;
        /** Exclusive. */
        readonly to: Expression;
        readonly limit: number;
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'break' }
    | { readonly kind: 'again' }
    | { readonly kind: 'return'; readonly value?: Expression }
  );

export type UpdateOperator = '+=' | '-=' | '&=' | '|=' | '^=';

export interface Name {
  readonly kind: 'name';
  readonly name: string;
  readonly span: Span;
}

export type Expression =
  | Name
  | { readonly kind: 'number'; readonly value: bigint; readonly span: Span }
  /** `page.lru.next` */
  | {
      readonly kind: 'member';
      readonly of: Expression;
      readonly field: string;
      readonly span: Span;
    }
  /** `pvec.pages[i]` */
  | {
      readonly kind: 'index';
      readonly of: Expression;
      readonly at: Expression;
      readonly span: Span;
    }
  /** `&page.lru` */
  | { readonly kind: 'address'; readonly of: Expression; readonly span: Span }
  | {
      readonly kind: 'unary';
      readonly operator: 'not' | '-' | '~';
      readonly of: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'binary';
      /** Those of a program, and two that speak of named bits. */
      readonly operator: BinaryOperator | 'with' | 'without';
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'call';
      readonly callee: Name;
      readonly args: readonly Expression[];
      readonly span: Span;
    }
  /** `container(entry, page.lru)` */
  | {
      readonly kind: 'container';
      readonly of: Expression;
      readonly member: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'cmpxchg';
      readonly target: Expression;
      readonly expected: Expression;
      readonly desired: Expression;
      readonly span: Span;
    }
  | {
      readonly kind: 'test-and';
      readonly value: 0 | 1;
      readonly target: Expression;
      readonly span: Span;
    }
  | { readonly kind: 'trylock'; readonly target: Expression; readonly span: Span }
  /** `choose 0..2`, both inclusive. */
  | { readonly kind: 'choose'; readonly low: number; readonly high: number; readonly span: Span };
