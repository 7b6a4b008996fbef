/**
 * The language of the question "can this be?": conditions on one state, joined by and, or, not.
 *
 *     P.flags has PG_lru and P.word16 == 0xdead000000000200
 *     cpu1 at put_page:17 and pins(P) > 0
 *     P says pinned        P on inactive_file        P on no list
 *     cpu0 done            cpu1 waits                device idle
 *     lru_lock held by cpu1                          stuck
 */

/** Characters of the text. */
export interface Span {
  readonly at: number;
  readonly length: number;
}

/** A word of the text. */
export interface Name extends Span {
  readonly text: string;
}

/** `P.lru.next`, `cpu1.lru_add_pvec.nr`, `LIST_POISON1`. Not empty. */
export type Path = readonly Name[];

export const comparisons = ['==', '!=', '<=', '>=', '<', '>'] as const;
export type Comparison = (typeof comparisons)[number];

export type Term =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'word'; readonly path: Path }
  /** `&P`, `&P.lru` */
  | { readonly kind: 'address'; readonly path: Path }
  /** A ghost or a function of the design: `pins(P)`, `pin_count(P)`. */
  | { readonly kind: 'of'; readonly name: Name; readonly path: Path }
  | {
      readonly kind: 'sum';
      readonly left: Term;
      readonly operator: '+' | '-';
      readonly right: Term;
    };

export const statuses = ['done', 'waits', 'ready', 'idle'] as const;
type AskedStatus = (typeof statuses)[number];

export const endings = ['rest', 'stopped', 'stuck'] as const;
type AskedEnding = (typeof endings)[number];

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  | {
      readonly kind: 'compared';
      readonly left: Term;
      readonly comparison: Comparison;
      readonly right: Term;
    }
  | { readonly kind: 'has'; readonly path: Path; readonly bit: Name }
  | { readonly kind: 'says'; readonly path: Path; readonly pinned: boolean }
  /** `list` absent: on no list. */
  | { readonly kind: 'on'; readonly path: Path; readonly list?: Path }
  /** `line` absent: anywhere in the function. */
  | {
      readonly kind: 'at';
      readonly actor: Path;
      readonly fn: Name;
      readonly line?: Span & { readonly number: number };
    }
  | { readonly kind: 'status'; readonly actor: Path; readonly status: AskedStatus }
  /** `by` absent: by anybody. */
  | { readonly kind: 'held'; readonly path: Path; readonly by?: Path }
  | { readonly kind: 'ending'; readonly ending: AskedEnding };
