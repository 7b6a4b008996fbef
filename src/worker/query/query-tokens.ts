/** Cuts a question into words, numbers and signs. */
import type { Span } from './query-syntax.ts';

export interface Token extends Span {
  /** `end`: after the last one. `stray`: a character that the language does not have. */
  readonly kind: 'name' | 'number' | 'sign' | 'end' | 'stray';
  readonly text: string;
}

const pattern =
  /\s+|(?<name>[A-Za-z_]\w*(?:\[\d+\])?)|(?<number>0x[0-9a-fA-F]+|\d\w*)|(?<sign>==|!=|<=|>=|[<>()&.:+-])|(?<stray>.)/gsu;

/** The tokens in order, `end` last. */
export function queryTokens(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: found, index, groups = {} } of text.matchAll(pattern)) {
    const kind = (['name', 'number', 'sign', 'stray'] as const).find(
      (one) => groups[one] !== undefined,
    );
    if (kind !== undefined) tokens.push({ kind, text: found, at: index, length: found.length });
  }
  return [...tokens, { kind: 'end', text: '', at: text.trimEnd().length, length: 1 }];
}
