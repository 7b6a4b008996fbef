/** What stores, atomics, bit operations and locks may work on; all else is refused with a hint. */
import type { Lowering, Site } from './lowering.ts';
import { sourceText } from './lowering.ts';
import type { Reference } from './reference.ts';
import { refuse } from '../refusal.ts';
import type { Expression, Span } from '../syntax.ts';

/** Refuses what is more than one word. */
export function refuseWhole(
  lowering: Lowering,
  reference: Extract<Reference, { kind: 'part' | 'words' | 'parts' }>,
  span: Span,
  site: Site,
): never {
  const text = sourceText(lowering, site.owner, span);
  if (reference.kind === 'part') {
    return refuse(
      site.owner,
      span,
      `${text} is a whole struct ${reference.layout.name}, not a word`,
      `name a field of it, or take its address: &${text}`,
    );
  }
  return refuse(
    site.owner,
    span,
    `${text} is an array of ${reference.length}, not a word`,
    `name one element: ${text}[0]`,
  );
}

/** The word that a store or atomic operation goes to; refuses locks, bits, structs and ghosts. */
export function wordAt(
  lowering: Lowering,
  reference: Reference,
  target: Expression,
  site: Site,
): Extract<Reference, { kind: 'word' }> {
  const text = sourceText(lowering, site.owner, target.span);
  switch (reference.kind) {
    case 'word':
      if (reference.word.kind === 'spinlock') {
        refuse(
          site.owner,
          target.span,
          `${text} is a lock`,
          `it changes by "lock ${text}" and "unlock ${text}"`,
        );
      }
      return reference;
    case 'bit':
    case 'loaded-bit':
      return refuse(
        site.owner,
        target.span,
        `${text} is a single bit, not a word`,
        `write "set ${text}", "clear ${text}", or "test_and_set ${text}"`,
      );
    case 'ghost':
      return refuse(
        site.owner,
        target.span,
        `${text} is a ghost, not memory`,
        `write "ghost ${text} += 1": it costs no step`,
      );
    case 'value':
      return refuse(
        site.owner,
        target.span,
        `${text} is no word of shared memory`,
        target.kind === 'name' ? `${text} is a local: nobody else sees it` : undefined,
      );
    case 'part':
    case 'words':
    case 'parts':
      return refuseWhole(lowering, reference, target.span, site);
  }
}

/** The bit that `set` and its like work on. */
export function bitAt(
  lowering: Lowering,
  reference: Reference,
  target: Expression,
  site: Site,
  operation: string,
): Extract<Reference, { kind: 'bit' }> {
  if (reference.kind === 'bit') return reference;
  const text = sourceText(lowering, site.owner, target.span);
  const bits = reference.kind === 'word' ? [...reference.word.bits.keys()] : [];
  return refuse(
    site.owner,
    target.span,
    reference.kind === 'loaded-bit'
      ? `${text} is a bit of a local, not of shared memory`
      : `${text} is not a single bit`,
    bits.length > 0
      ? `write "${operation} ${text}.${bits[0]}"; its bits: ${bits.join(', ')}`
      : `bits have names in the struct: "bits flags: lru 5", then "${operation} page.flags.lru"`,
  );
}

/** The lock that `lock` and its like work on. */
export function lockAt(
  lowering: Lowering,
  reference: Reference,
  target: Expression,
  site: Site,
): Extract<Reference, { kind: 'word' }> {
  if (reference.kind === 'word' && reference.word.kind === 'spinlock') return reference;
  const text = sourceText(lowering, site.owner, target.span);
  return refuse(
    site.owner,
    target.span,
    `${text} is not a lock`,
    'a lock is a field of type spinlock, e.g. "lock node.lru_lock"',
  );
}
