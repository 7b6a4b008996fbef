/** A narration in two: what happened, and how that came about, which may stand in a row of its own. */
import type { Narration, SentencePart } from '../../trace/narration.ts';

/** What happened, to the end of the sentence that says what it broke; and how that came about. */
export function inTwo({ parts }: Pick<Narration, 'parts'>): {
  readonly what: readonly SentencePart[];
  readonly cause: readonly SentencePart[];
} {
  const broken = parts.findLastIndex((part) => part.kind === 'bad');
  const end = parts.findIndex((part, index) => index >= broken && part.text.endsWith('. '));
  if (broken < 0 || end < 0) return { what: parts, cause: [] };
  return { what: parts.slice(0, end + 1), cause: parts.slice(end + 1) };
}
