/** Types of results: what a head says, and what the lines return. */
import { ownerOf } from './activation.ts';
import { nameSpan } from '../declare/listings.ts';
import type { PlacedFunction } from '../declare/listings.ts';
import type { Lowering } from './lowering.ts';
import { refuse } from '../refusal.ts';
import { NUMBER, joined, namedType, numberType, typePhrase } from '../declare/value-type.ts';
import type { ValueType } from '../declare/value-type.ts';

/** The type that the head of a function states. */
export function resultType(lowering: Lowering, placed: PlacedFunction): ValueType | undefined {
  const { result } = placed.declaration;
  return result === undefined
    ? undefined
    : namedType(result, lowering.listings.layouts, ownerOf(placed));
}

/** Type of a result, from what is declared and what is returned. */
export function resultOf(
  declared: ValueType | undefined,
  found: ValueType,
  placed: PlacedFunction,
): ValueType {
  const { name, result } = placed.declaration;
  if (declared === undefined) {
    if (found.kind === 'pointer' && !placed.declaration.oneLine) {
      refuse(
        ownerOf(placed),
        nameSpan(placed),
        `${name} returns ${typePhrase(found)}, and its head does not say so`,
        `write "-> *${found.target.name}" after the parameters`,
      );
    }
    return found.kind === 'number' && found.literal
      ? numberType(found.signed ? 's64' : 'u64')
      : found;
  }
  if (declared.kind === 'pointer' && found.kind === 'pointer' && declared.target !== found.target) {
    refuse(
      ownerOf(placed),
      result?.span ?? nameSpan(placed),
      `${name} returns ${typePhrase(found)}, not ${typePhrase(declared)}`,
    );
  }
  return withBits(declared, found);
}

/** Type of what a call of a function with lines of its own gives. */
export function callType(
  declared: ValueType | undefined,
  found: readonly ValueType[],
  placed: PlacedFunction,
): ValueType {
  const [first, ...others] = found;
  if (first === undefined) return declared ?? NUMBER;
  return resultOf(
    declared,
    others.reduce((all, one) => joined(all, one) ?? all, first),
    placed,
  );
}

/** A declared type, with the names of bits that the value brings along. */
export function withBits(declared: ValueType, found: ValueType): ValueType {
  return declared.kind === 'number' && found.kind === 'number' && found.word !== undefined
    ? { ...declared, word: found.word }
    : declared;
}
