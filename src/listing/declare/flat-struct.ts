/** Structs as a program carries them: what is embedded is flattened to names such as `lru.next`. */
import type { Layout } from './layout.ts';
import type { Embedded, Field, Struct } from '../program.ts';

/** The layout as the program carries it: embedded structs flattened to `lru.next`. */
export function structOf(layout: Layout): Struct {
  const embedded: Embedded[] = [...layout.parts.values()].map(
    ({ name, layout: inner, offset, length }) => ({
      name,
      struct: inner.name,
      offset,
      length: length ?? 1,
    }),
  );
  const fields = [...flattened(layout, '', 0)];
  // By place, and of two names for the same bytes the one declared first comes first.
  fields.sort((one, other) => one.offset - other.offset);
  return { name: layout.name, size: layout.size, fields, embedded, ghosts: [...layout.ghosts] };
}

function* flattened(layout: Layout, prefix: string, start: number): Iterable<Field> {
  for (const word of layout.words.values()) {
    yield {
      name: prefix + word.name,
      offset: start + word.offset,
      width: word.width,
      signed: word.signed,
      kind: word.kind,
      length: word.length ?? 1,
      bits: Object.fromEntries(word.bits),
      ...(word.target === undefined ? {} : { target: word.target }),
      ...(word.guards === undefined ? {} : { guards: word.guards }),
      ...(word.why === undefined ? {} : { why: word.why }),
    };
  }
  for (const { name, layout: inner, offset, length } of layout.parts.values()) {
    for (let i = 0; i < (length ?? 1); i++) {
      const path = length === undefined ? name : `${name}[${i}]`;
      yield* flattened(inner, `${prefix}${path}.`, start + offset + i * inner.size);
    }
  }
}
