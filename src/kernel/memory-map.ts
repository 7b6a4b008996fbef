/**
 * Where the words that properties and panels read lie in the bytes of a state. Looked up once per
 * compiled scenario, because the search asks for them at every transition.
 */

import type { FunctionText, Program, Struct } from '../listing/program.ts';
import { StateLayout } from '../machine/state-layout.ts';
import { type ListHead, listHeads } from './list-head.ts';

/** A page of the scenario at its address. */
export interface PlacedPage {
  readonly name: string;
  readonly pfn: number;
  readonly address: bigint;
}

/** Offsets into a state; -1 where the layout has no such thing. */
export interface PageMap {
  readonly page: PlacedPage;
  readonly flags: number;
  readonly word8: number;
  readonly word16: number;
  readonly mapping: number;
  readonly refcount: number;
  readonly mapcount: number;
  /** Ghosts, a u64 each. */
  readonly pins: number;
  readonly unionPin: number;
  readonly linked: number;
  readonly freed: number;
  readonly leaked: number;
  /** The page-cache slot that may hold the page. */
  readonly slot: number;
  /** The page-table entry that may map it. */
  readonly pte: number;
}

/** A list_head: of a list (`head`) or of a page (`page`), each an index into the map. */
export interface ListNode {
  readonly address: bigint;
  readonly next: number;
  readonly prev: number;
  /** The ghost that says: this is part of a list, or, at a private list, that it exists now. */
  readonly linked: number;
  readonly head?: number;
  readonly page?: number;
}

export interface MemoryMap {
  readonly pages: readonly PageMap[];
  readonly heads: readonly ListHead[];
  /** Heads first, in the order of `heads`, then pages in the order of `pages`. */
  readonly nodes: readonly ListNode[];
  readonly nodeAt: ReadonlyMap<bigint, ListNode>;
  /** Per actor and operation: it lies in a list function, so a list may be half changed there. */
  readonly inListFunction: readonly (readonly boolean[])[];
  /** Per actor and operation: it lies in the function by which a pin gives the two words up. */
  readonly inPinClear: readonly (readonly boolean[])[];
  /** Mask of a flag in the flags word by its kernel name, `PG_lru`. */
  readonly flagMasks: ReadonlyMap<string, bigint>;
  /** Some page may be the tail of a larger one. */
  readonly hasTails: boolean;
  /** Bytes of memory at the beginning of a state; ghosts and actors come behind. */
  readonly memorySize: number;
}

/** vmemmap of x86-64 with four page-table levels, no KASLR: the struct page of pfn 0. */
const vmemmap = 0xffffea0000000000n;

/** Bytes of a struct page. */
const pageSize = 64n;

/** Byte of `page->lru`: word 8. */
export const lruOffset = 8n;

/** Address of the struct page of a page frame. */
export function pageAddress(pfn: number): bigint {
  return vmemmap + BigInt(pfn) * pageSize;
}

/** The map of a program in which these pages are placed. */
export function memoryMap(program: Program, pages: readonly PlacedPage[]): MemoryMap {
  const layout = new StateLayout(program);
  const struct = program.structs.find(({ name }) => name === 'page');
  const heads = listHeads(program);
  const nodes: readonly ListNode[] = [
    ...heads.map(({ address }, head) => ({ ...nodeOffsets(address, layout), head })),
    ...pages.map(({ address }, page) => ({ ...nodeOffsets(address + lruOffset, layout), page })),
  ];
  return {
    pages: pages.map((page) => pageMap(page, program, layout, struct)),
    heads,
    nodes,
    nodeAt: new Map(nodes.map((node) => [node.address, node])),
    inListFunction: operationsInside(program, ({ file }) => /(^|\/)list\.step$/.test(file)),
    inPinClear: operationsInside(program, ({ name }) => name === 'ClearPageDmaPinned'),
    flagMasks: flagMasks(struct),
    hasTails: program.constants['COMPOUND_PAGES'] === 1n,
    memorySize: layout.space.size,
  };
}

/** Reads numbers out of a state. Cheap, but made once per state and not per word. */
export function viewOf(state: Uint8Array): DataView {
  return new DataView(state.buffer, state.byteOffset, state.byteLength);
}

function nodeOffsets(
  address: bigint,
  layout: StateLayout,
): Pick<ListNode, 'address' | 'next' | 'prev' | 'linked'> {
  return {
    address,
    next: layout.space.offsetOf(address, 8),
    prev: layout.space.offsetOf(address + 8n, 8),
    linked: layout.ghostOffset(address, 'linked'),
  };
}

function pageMap(
  page: PlacedPage,
  program: Program,
  layout: StateLayout,
  struct: Struct | undefined,
): PageMap {
  const at = (name: string): number => {
    const field = struct?.fields.find((candidate) => candidate.name === name);
    if (field === undefined) return -1;
    return layout.space.offsetOf(page.address + BigInt(field.offset), field.width);
  };
  const ghost = (name: string): number => layout.ghostOffset(page.address, name);
  const own = (kind: string): number => {
    const object = program.objects.find(({ name }) => name === `${kind}_${page.name}`);
    return object === undefined ? -1 : layout.space.offsetOf(object.address, 8);
  };
  return {
    page,
    flags: at('flags'),
    word8: layout.space.offsetOf(page.address + lruOffset, 8),
    word16: layout.space.offsetOf(page.address + lruOffset + 8n, 8),
    mapping: at('mapping'),
    refcount: at('_refcount'),
    mapcount: at('_mapcount'),
    pins: ghost('pins'),
    unionPin: ghost('union_pin'),
    linked: layout.ghostOffset(page.address + lruOffset, 'linked'),
    freed: ghost('freed'),
    leaked: ghost('leaked'),
    slot: own('slot'),
    pte: own('pte'),
  };
}

/** For each actor and operation whether some function of its call stack is one of those. */
function operationsInside(
  program: Program,
  isOne: (fn: FunctionText) => boolean,
): readonly (readonly boolean[])[] {
  const wanted = program.functions.map(isOne);
  return program.actors.map(({ code }) =>
    code.operations.map(({ stack }) => stack.some(({ fn }) => wanted[fn] === true)),
  );
}

/**
 * Masks of the flags by their names. A design may give a bit to a flag that its base did not have: the
 * name that comes later in the listings has it, and the earlier one is no flag of this design.
 */
export function flagMasks(page: Struct | undefined): ReadonlyMap<string, bigint> {
  const bits = Object.entries(page?.fields.find(({ name }) => name === 'flags')?.bits ?? {});
  const own = new Map(bits.map(([name, bit]) => [bit, name]));
  return new Map(
    bits
      .filter(([name, bit]) => own.get(bit) === name)
      .map(([name, bit]) => [`PG_${name}`, 1n << BigInt(bit)]),
  );
}

/** A ghost counter as a number; 0 where the design has none. */
export function ghostAt(view: DataView, offset: number): number {
  return offset < 0 ? 0 : Number(view.getBigInt64(offset, true));
}

/** The page whose flags, references and list links count for this one: its head, if it is a tail now. */
export function headOf({ pages, hasTails }: MemoryMap, view: DataView, page: PageMap): PageMap {
  const word = view.getBigUint64(page.word8, true);
  if (!hasTails || (word & 1n) === 0n) return page;
  return pages.find((other) => other.page.address === word - 1n) ?? page;
}

/** The page and the tails that it is the head of now; none where it is a tail itself. */
export function blockOf(map: MemoryMap, view: DataView, page: PageMap): readonly PageMap[] {
  if (!map.hasTails) return [page];
  return map.pages.filter((other) => headOf(map, view, other) === page);
}
