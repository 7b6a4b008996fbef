/**
 * What a value is: a number, or the address of a struct. Types decide what a dot means (a field in
 * place, or a load through a pointer), never what an operation does: all values are 64-bit words.
 */
import type { Layout, Layouts, Word } from './layout.ts';
import type { Owner } from '../refusal.ts';
import { refuseName, refuse } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { TypeName } from '../syntax.ts';

export type ValueType =
  | {
      readonly kind: 'number';
      /** `u32`, `s64`. */
      readonly name: string;
      readonly signed: boolean;
      /** The field whose named bits the word has: `flags = page.flags`. */
      readonly word?: Word;
      /** An integer constant: may stand for a pointer, too. */
      readonly literal: boolean;
    }
  | { readonly kind: 'pointer'; readonly target: Layout };

export const NUMBER: ValueType = numberType('u64');
export const SIGNED: ValueType = numberType('s64');
export const LITERAL: ValueType = { kind: 'number', name: 'u64', signed: false, literal: true };
export const SIGNED_LITERAL: ValueType = { ...LITERAL, name: 's64', signed: true };

export function numberType(name: string): ValueType {
  return { kind: 'number', name, signed: name.startsWith('s'), literal: false };
}

export function pointerTo(target: Layout): ValueType {
  return { kind: 'pointer', target };
}

/** `*page`, `u32`, and `page.flags` for a word with named bits. */
export function typeText(type: ValueType): string {
  if (type.kind === 'pointer') return `*${type.target.name}`;
  return type.word === undefined ? type.name : `${type.word.struct}.${type.word.name}`;
}

/** In a sentence: "a pointer to page", "a number". */
export function typePhrase(type: ValueType): string {
  return type.kind === 'pointer' ? `a pointer to ${type.target.name}` : 'a number';
}

/** Type of a word loaded from memory. */
export function loadedType(word: Word, layouts: Layouts): ValueType {
  const target = word.target === undefined ? undefined : layouts.get(word.target);
  if (target !== undefined) return pointerTo(target);
  const number = numberType(`${word.signed ? 's' : 'u'}${word.width * 8}`);
  return number.kind === 'number' && word.bits.size > 0 ? { ...number, word } : number;
}

const NUMBER_TYPE = /^[us](8|16|32|64)$/;

/** Type of a parameter, result or local that a listing names. */
export function namedType(type: TypeName, layouts: Layouts, owner: Owner): ValueType {
  if (type.length !== undefined || type.name === 'spinlock') {
    refuse(
      owner,
      type.span,
      `${type.name === 'spinlock' ? 'a lock' : 'an array'} is no value`,
      'a value is a number (u64, u32, s32 ...) or a pointer to a struct',
    );
  }
  if (!type.pointer && NUMBER_TYPE.test(type.name)) return numberType(type.name);
  const target = layouts.get(type.name);
  if (target !== undefined) return pointerTo(target);
  return refuseName(
    owner,
    type.span,
    `there is no type ${type.name}`,
    didYouMean(type.name, [...layouts.keys(), 'u64', 'u32', 's32']) ??
      'a value is a number (u64, u32, s32 ...) or a pointer to a struct',
  );
}

/** What a local is after two paths meet, or undefined when nothing sensible. */
export function joined(one: ValueType, other: ValueType): ValueType | undefined {
  if (one.kind === 'pointer') {
    if (other.kind === 'pointer') return one.target === other.target ? one : undefined;
    return other.literal ? one : undefined;
  }
  if (other.kind === 'pointer') return one.literal ? other : undefined;
  if (one.literal && !other.literal) return other;
  if (other.literal && !one.literal) return one;
  if (one.name === other.name && one.word === other.word) return one;
  const plain = one.signed || other.signed ? SIGNED : NUMBER;
  return one.word !== undefined && one.word === other.word ? one : plain;
}

/** Whether a value of type `from` may be put where `to` is wanted. */
export function fits(from: ValueType, to: ValueType): boolean {
  if (to.kind === 'number') return true;
  return from.kind === 'pointer' ? from.target === to.target : from.literal;
}

/** How to get from a value to a pointer of the wanted type, for a hint. */
export function conversion(from: ValueType, to: ValueType, text: string): string | undefined {
  if (to.kind !== 'pointer') return undefined;
  const { target } = to;
  if (from.kind === 'number') {
    return `a function can say what a number points to: "fn ${target.name}_at(address: u64) -> *${target.name} = address"`;
  }
  for (const part of target.parts.values()) {
    if (part.layout === from.target) {
      const suffix = `.${part.name}`;
      if (text.startsWith('&') && text.endsWith(suffix)) {
        return `did you mean ${text.slice(1, -suffix.length)}?`;
      }
      return `did you mean container(${text}, ${target.name}.${part.name})?`;
    }
  }
  for (const part of from.target.parts.values()) {
    if (part.layout === target) return `did you mean &${text}.${part.name}?`;
  }
  return undefined;
}
