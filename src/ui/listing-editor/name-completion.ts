/** Completion of the names that can stand at a place, as the listings declare them. */
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import type { ListingWord, ListingWords } from '../../kernel/listing-words.ts';

/** `words`: what there is now; asked for at every completion, since typing declares things. */
export function nameCompletion(words: () => ListingWords): Extension {
  return autocompletion({
    override: [(context) => completed(words(), context)],
    icons: false,
    // As many as are seen at once: a list that scrolls could not be reached by key.
    maxRenderedOptions: 10,
    optionClass: ({ type }) => `edit-option-${type ?? 'name'}`,
  });
}

function completed(words: ListingWords, context: CompletionContext): CompletionResult | null {
  const { state, pos, explicit } = context;
  const line = state.doc.lineAt(pos);
  const column = pos - line.from;
  const before = line.text.slice(0, column);
  if (!explicit && !/(?:\b[A-Za-z_]\w*|[\w\]]\.)$/.test(before)) return null;
  const found = words.at(state.doc.toString(), line.number - 1, column);
  if (found === undefined) return null;
  // A name that stands there in full needs no help, and Enter means a new line.
  const typed = before.slice(found.from);
  if (!explicit && found.words.some(({ name }) => name === typed)) return null;
  return { from: line.from + found.from, options: distinct(found.words).map(optionOf) };
}

/** Fields of several structs may have one name. */
function distinct(words: readonly ListingWord[]): readonly ListingWord[] {
  return [...new Map(words.toReversed().map((word) => [word.name, word])).values()].toReversed();
}

/** What is near stands before what is everywhere. */
const boosts: Readonly<Record<ListingWord['kind'], number>> = {
  local: 4,
  field: 3,
  bit: 3,
  ghost: 2,
  object: 2,
  constant: 1,
  function: 1,
  struct: 1,
  keyword: 0,
};

function optionOf({ name, kind, detail, why }: ListingWord): Completion {
  const told = { label: name, type: kind, detail, boost: boosts[kind] };
  return why === undefined ? told : { ...told, info: why };
}
