/** What the Lezer plugin makes of a grammar file when the page, the tests and the commands are built. */
declare module '*.grammar' {
  import type { LRParser } from '@lezer/lr';
  export const parser: LRParser;
}

declare module '*.grammar.terms' {
  export const Arrow: number;
  export const Stray: number;
}
