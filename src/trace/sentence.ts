/** Sentences in parts, so that the page can set code, page names and alarms apart. */

/** `page`: a page's name. `code`: kernel words and values. `bad`: what a violation comes to. */
export interface SentencePart {
  readonly kind: 'text' | 'code' | 'bad' | 'page';
  readonly text: string;
}

export const text = (words: string): SentencePart => ({ kind: 'text', text: words });
export const code = (words: string): SentencePart => ({ kind: 'code', text: words });
export const bad = (words: string): SentencePart => ({ kind: 'bad', text: words });
export const pageName = (words: string): SentencePart => ({ kind: 'page', text: words });

/** What a screen reader says: the same words. */
export function plainText(parts: readonly SentencePart[]): string {
  return parts.map((part) => part.text).join('');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  if (words.length < 2) return last;
  return `${words.slice(0, -1).join(', ')} and ${last}`;
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Sentences one after the other, a space between them. It stands in a part with words: a part of
 * nothing but a space is lost where a browser lays the parts out one by one.
 */
export function sentences(all: readonly (readonly SentencePart[])[]): readonly SentencePart[] {
  const told = all.filter((parts) => parts.length > 0);
  return told.flatMap((parts, index) => {
    const last = parts.at(-1);
    if (index === told.length - 1 || last === undefined) return parts;
    return [...parts.slice(0, -1), { ...last, text: `${last.text} ` }];
  });
}
