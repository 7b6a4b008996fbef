/**
 * Layouts: which bytes of an object a name means. Two names may mean the same bytes; that is what
 * the listings are about. A later design adds fields to a struct and may move one of its base.
 */
import { problemAt } from '../refusal.ts';
import type { Problem } from '../problem.ts';
import type { Field } from '../program.ts';
import { didYouMean } from '../suggestion.ts';
import type { BitsDeclaration, FieldDeclaration, Span, StructDeclaration } from '../syntax.ts';

/** A word, or an array of words. */
export interface Word {
  readonly struct: string;
  readonly name: string;
  readonly offset: number;
  /** Bytes of one element. */
  readonly width: 1 | 2 | 4 | 8;
  readonly signed: boolean;
  readonly kind: Field['kind'];
  readonly target?: string;
  /** Absent: no array. */
  readonly length?: number;
  readonly bits: ReadonlyMap<string, number>;
  readonly guards?: string;
  readonly why?: string;
}

/** A whole struct inside another, or an array of them. */
export interface Part {
  readonly name: string;
  readonly layout: Layout;
  readonly offset: number;
  readonly length?: number;
}

export interface Layout {
  readonly name: string;
  readonly size: number;
  readonly words: ReadonlyMap<string, Word>;
  readonly parts: ReadonlyMap<string, Part>;
  readonly ghosts: ReadonlySet<string>;
}

export type Layouts = ReadonlyMap<string, Layout>;

/** A struct declaration and where it stands. */
export interface PlacedStruct {
  readonly declaration: StructDeclaration;
  readonly file: string;
  /** Index of the design. */
  readonly layer: number;
}

interface Growing {
  readonly name: string;
  readonly first: PlacedStruct;
  size: number;
  readonly fields: Map<string, { declaration: FieldDeclaration; file: string; layer: number }>;
  readonly bits: { declaration: BitsDeclaration; file: string }[];
  readonly ghosts: Map<string, { span: Span; file: string; layer: number }>;
}

const INTEGER = /^([us])(8|16|32|64)$/;
/** Beyond this, bytes of a struct or elements of an array are a slip of the finger. */
const LARGEST = 65_536;
/** Bytes of a spinlock, as in a kernel built without lock debugging. */
const LOCK_WIDTH = 4;

/** Layouts of all structs; what is wrong with a field is reported, and the field left out. */
export function layoutsOf(structs: readonly PlacedStruct[]): {
  readonly layouts: Layouts;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const merged = mergedStructs(structs, problems);
  const layouts = new Map<string, Layout>();
  const open = new Set<string>();
  const layoutOf = (name: string): Layout | undefined => {
    const done = layouts.get(name);
    const struct = merged.get(name);
    if (done !== undefined || struct === undefined || open.has(name)) return done;
    open.add(name);
    const layout = layoutFrom(struct, layoutOf, merged, problems);
    open.delete(name);
    layouts.set(name, layout);
    return layout;
  };
  for (const name of merged.keys()) layoutOf(name);
  return { layouts, problems };
}

function mergedStructs(
  structs: readonly PlacedStruct[],
  problems: Problem[],
): ReadonlyMap<string, Growing> {
  const merged = new Map<string, Growing>();
  for (const placed of structs) {
    const { declaration, file, layer } = placed;
    const { name } = declaration;
    let struct = merged.get(name);
    if (struct === undefined) {
      struct = { name, first: placed, size: 0, fields: new Map(), bits: [], ghosts: new Map() };
      merged.set(name, struct);
    }
    if (declaration.size !== undefined) struct.size = declaration.size;
    for (const field of declaration.fields) {
      if (struct.fields.get(field.name)?.layer === layer || struct.ghosts.has(field.name)) {
        problems.push(problemAt(file, field.span, `struct ${name} has two fields ${field.name}`));
      }
      struct.fields.set(field.name, { declaration: field, file, layer });
    }
    for (const bits of declaration.bits) struct.bits.push({ declaration: bits, file });
    for (const ghost of declaration.ghosts) {
      if (struct.ghosts.get(ghost.name)?.layer === layer || struct.fields.has(ghost.name)) {
        problems.push(problemAt(file, ghost.span, `struct ${name} has two fields ${ghost.name}`));
      }
      struct.ghosts.set(ghost.name, { span: ghost.span, file, layer });
    }
  }
  return merged;
}

function layoutFrom(
  struct: Growing,
  layoutOf: (name: string) => Layout | undefined,
  known: ReadonlyMap<string, Growing>,
  problems: Problem[],
): Layout {
  const { name, size, first } = struct;
  if (size === 0) {
    problems.push(
      problemAt(
        first.file,
        first.declaration.span,
        `struct ${name} has no size`,
        didYouMean(name, known.keys()) ?? `write its bytes: "struct ${name} size 64"`,
      ),
    );
  }
  if (size > LARGEST) {
    const span = first.declaration.span;
    problems.push(problemAt(first.file, span, `struct ${name} is larger than ${LARGEST} bytes`));
  }
  const words = new Map<string, Word>();
  const parts = new Map<string, Part>();
  for (const { declaration, file } of struct.fields.values()) {
    const complain = (span: Span, message: string, hint?: string): void => {
      problems.push(problemAt(file, span, message, hint));
    };
    const element = elementOf(declaration, layoutOf, known, complain);
    if (element === undefined) continue;
    const { offset } = declaration;
    const { length } = declaration.type;
    const bytes = element.size * (length ?? 1);
    const title = `${name}.${declaration.name}`;
    if (offset % element.alignment !== 0) {
      complain(
        declaration.span,
        `${title} is not aligned`,
        `a field of ${element.alignment} bytes lies at a multiple of ${element.alignment}`,
      );
    } else if (length !== undefined && (length < 1 || length > LARGEST)) {
      complain(
        declaration.type.span,
        `${title} has ${length} elements: 1 to ${LARGEST} can be had`,
      );
    } else if (offset + bytes > Math.min(size === 0 ? LARGEST : size, LARGEST)) {
      complain(
        declaration.span,
        `${title} ends at byte ${offset + bytes}, but struct ${name} has ${size} bytes`,
      );
    } else if ('layout' in element) {
      const part = { name: declaration.name, layout: element.layout, offset };
      parts.set(declaration.name, length === undefined ? part : { ...part, length });
    } else {
      words.set(declaration.name, wordOf(name, declaration, element, bitsOf(struct, declaration)));
    }
  }
  checkBits(struct, words, problems);
  return { name, size, words, parts, ghosts: new Set(struct.ghosts.keys()) };
}

type Element =
  | { readonly size: number; readonly alignment: number; readonly layout: Layout }
  | (Pick<Word, 'width' | 'signed' | 'kind' | 'target'> & {
      readonly size: number;
      readonly alignment: number;
    });

function elementOf(
  field: FieldDeclaration,
  layoutOf: (name: string) => Layout | undefined,
  known: ReadonlyMap<string, Growing>,
  complain: (span: Span, message: string, hint?: string) => void,
): Element | undefined {
  const { type } = field;
  const integer = INTEGER.exec(type.name);
  if (type.pointer && known.has(type.name)) {
    const target = type.name;
    return { size: 8, alignment: 8, width: 8, signed: false, kind: 'pointer', target };
  }
  if (!type.pointer && type.name === 'spinlock') {
    const width = LOCK_WIDTH;
    return { size: width, alignment: width, width, signed: false, kind: 'spinlock' };
  }
  if (!type.pointer && integer !== null) {
    const width = widthOf(Number(integer[2]));
    return { size: width, alignment: width, width, signed: integer[1] === 's', kind: 'number' };
  }
  if (!type.pointer && known.has(type.name)) {
    const layout = layoutOf(type.name);
    if (layout !== undefined) return { size: layout.size, alignment: 8, layout };
    complain(
      type.span,
      `struct ${type.name} cannot contain itself`,
      `a pointer can: *${type.name}`,
    );
    return undefined;
  }
  const names = type.pointer
    ? [...known.keys()]
    : [...known.keys(), 'u64', 'u32', 's32', 'spinlock'];
  complain(
    type.span,
    type.pointer ? `there is no struct ${type.name}` : `there is no type ${type.name}`,
    didYouMean(type.name, names) ??
      'types are u8 to u64, s8 to s64, spinlock, a struct, or a pointer to one: *page',
  );
  return undefined;
}

function widthOf(bits: number): Word['width'] {
  return bits === 8 ? 1 : bits === 16 ? 2 : bits === 32 ? 4 : 8;
}

function wordOf(
  struct: string,
  field: FieldDeclaration,
  element: Exclude<Element, { layout: Layout }>,
  bits: ReadonlyMap<string, number>,
): Word {
  const { width, signed, kind, target } = element;
  return {
    struct,
    name: field.name,
    offset: field.offset,
    width,
    signed,
    kind,
    bits,
    ...(target === undefined ? {} : { target }),
    ...(field.type.length === undefined ? {} : { length: field.type.length }),
    ...(field.guards === undefined ? {} : { guards: field.guards }),
    ...(field.why === undefined ? {} : { why: field.why }),
  };
}

function bitsOf(struct: Growing, field: FieldDeclaration): ReadonlyMap<string, number> {
  const bits = new Map<string, number>();
  for (const { declaration } of struct.bits) {
    if (declaration.field !== field.name) continue;
    for (const { name, bit } of declaration.bits) bits.set(name, bit);
  }
  return bits;
}

function checkBits(struct: Growing, words: ReadonlyMap<string, Word>, problems: Problem[]): void {
  for (const { declaration, file } of struct.bits) {
    const word = words.get(declaration.field);
    const title = `${struct.name}.${declaration.field}`;
    if (word === undefined) {
      // A field that was refused has its message already.
      if (struct.fields.has(declaration.field)) continue;
      problems.push(
        problemAt(
          file,
          declaration.span,
          `struct ${struct.name} has no word ${declaration.field} whose bits could be named`,
          didYouMean(declaration.field, words.keys()),
        ),
      );
      continue;
    }
    if (word.kind !== 'number' || word.length !== undefined) {
      problems.push(problemAt(file, declaration.span, `${title} is not a number with bits`));
      continue;
    }
    for (const { name, bit } of declaration.bits) {
      if (bit < word.width * 8) continue;
      problems.push(
        problemAt(
          file,
          declaration.span,
          `${title} has no bit ${bit} to be called ${name}`,
          `its bits are 0 to ${word.width * 8 - 1}`,
        ),
      );
    }
  }
}
