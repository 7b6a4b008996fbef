/**
 * The memory that a scenario starts with: struct pages, lists, pagevecs, page-table entries and
 * page-cache slots as the file says, every other list empty.
 */

import type {
  Field,
  InitialGhost,
  InitialWord,
  PlacedObject,
  Program,
  Struct,
} from '../listing/program.ts';
import { listHeads } from './list-head.ts';
import { type LruListName, lruLists } from './lru-list.ts';
import { lruOffset } from './memory-map.ts';
import { mappingName } from './placement.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioPage, isTailPage, isUncounted } from './scenario-page.ts';

/** What stands in `mapping` of an anonymous page: an anon_vma, marked by bit 0. */
const anonymousMapping = 0xffff88000e2a03c9n;

/** The flag of anonymous memory that only one process can reach. */
const exclusive = 'anon_exclusive';

export interface StartMemory {
  readonly initial: readonly InitialWord[];
  readonly initialGhosts: readonly InitialGhost[];
}

/** Throws when the design's structs lack a field that a scenario needs. */
export function startMemory(scenario: Scenario, program: Program): StartMemory {
  return new StartWriter(scenario, program).memory();
}

/** Names of the pages on one LRU list, head first. */
function pagesOnList(scenario: Scenario, list: LruListName): readonly string[] {
  return scenario.pages
    .filter((page) => page.list === list)
    .map((page, i) => ({ name: page.name, position: page.position ?? i }))
    .sort((a, b) => a.position - b.position)
    .map((page) => page.name);
}

class StartWriter {
  readonly #scenario: Scenario;
  readonly #program: Program;
  readonly #structs: ReadonlyMap<string, Struct>;
  readonly #initial: InitialWord[] = [];
  readonly #ghosts: InitialGhost[] = [];

  constructor(scenario: Scenario, program: Program) {
    this.#scenario = scenario;
    this.#program = program;
    this.#structs = new Map(program.structs.map((struct) => [struct.name, struct]));
  }

  memory(): StartMemory {
    this.#scenario.pages.forEach((page, i) => this.#page(page, i));
    const heads = listHeads(this.#program);
    for (const head of heads) {
      const list = lruLists.find((name) => name === head.id);
      this.#list(head.address, list === undefined ? [] : pagesOnList(this.#scenario, list));
    }
    this.#scenario.cpus.forEach((_, cpu) => this.#pagevec(cpu));
    this.#arrays();
    return { initial: this.#initial, initialGhosts: this.#ghosts };
  }

  #page(page: ScenarioPage, place: number): void {
    const object = this.#object(page.name);
    const slot = this.#object(`slot_${page.name}`);
    const pte = this.#object(`pte_${page.name}`);
    const flags = [...page.flags.map(bitName), ...(this.#isExclusive(page) ? [exclusive] : [])];
    this.#field(object, 'flags', this.#bits('page', 'flags', flags));
    const poison = (name: string): bigint => this.#program.constants[name] ?? 0n;
    if (isTailPage(page)) {
      this.#tail(object, page);
    } else if (page.device !== undefined) {
      this.#device(object, page);
    } else if (page.flags.includes('PG_reserved')) {
      // As the boot leaves it: never allocated, so never taken off a list.
      this.#word(object.address + lruOffset, object.address + lruOffset);
      this.#word(object.address + lruOffset + 8n, object.address + lruOffset);
    } else if (page.list === undefined) {
      this.#word(object.address + lruOffset, poison('LIST_POISON1'));
      this.#word(object.address + lruOffset + 8n, poison('LIST_POISON2'));
    }
    const file = page.cache ? this.#object(mappingName).address : 0n;
    const isAnonymous = page.flags.includes('PG_swapbacked');
    const tail = this.#tailMapping(page);
    const mapping = isAnonymous ? anonymousMapping : isTailPage(page) ? tail : file;
    this.#field(object, 'mapping', mapping);
    // A page that belongs to nothing has no place in it.
    this.#field(object, 'index', page.cache || isAnonymous ? BigInt(place) : 0n);
    this.#field(object, '_mapcount', BigInt(page.mapcount - 1));
    this.#field(object, '_refcount', BigInt(page.refcount));
    if (page.cache) this.#field(slot, 'page', object.address);
    const hasBuffers = page.flags.includes('PG_private');
    if (hasBuffers) this.#field(object, 'private', this.#program.constants['BUFFER_HEAD'] ?? 0n);
    if (page.pte !== undefined) {
      const { writable, young, dirty } = page.pte;
      const bits = [
        'present',
        'user',
        ...(writable ? ['rw'] : []),
        ...(young ? ['accessed'] : []),
        ...(dirty ? ['dirty'] : []),
        ...(isUncounted(page) ? ['special'] : []),
        ...(page.device === undefined ? [] : ['devmap']),
      ];
      const entry = (BigInt(page.pfn) << 12n) | this.#bits('pte', 'value', bits);
      this.#field(pte, 'value', entry);
    }
  }

  /** Anonymous memory that one entry maps belongs to one process; designs from v5.19 on mark it. */
  #isExclusive({ flags, mapcount, compound }: ScenarioPage): boolean {
    const word = this.#structs.get('page')?.fields.find(({ name }) => name === 'flags');
    const isMarked = word !== undefined && exclusive in word.bits;
    return isMarked && flags.includes('PG_swapbacked') && mapcount === 1 && compound === undefined;
  }

  /** Where the first tail has a count of pins in its `mapping` no poison stands there. */
  #tailMapping(page: ScenarioPage): bigint {
    const { compound } = page;
    const head = compound !== undefined && 'head' in compound ? compound.head : '';
    const first = this.#scenario.pages.findIndex(({ name }) => name === head) + 1;
    const mapping = this.#structs.get('page')?.fields.find(({ name }) => name === 'mapping');
    const counts = this.#structs
      .get('page')
      ?.fields.some(
        ({ name, offset }) =>
          name.endsWith('pincount') &&
          mapping !== undefined &&
          offset >= mapping.offset &&
          offset < mapping.offset + mapping.width,
      );
    if (counts === true && this.#scenario.pages[first] === page) return 0n;
    return this.#program.constants['TAIL_MAPPING'] ?? 0n;
  }

  /** The head's address in word 8; in the first tail's word 16 how all are freed, and their order. */
  #tail(object: PlacedObject, { compound }: ScenarioPage): void {
    const name = compound !== undefined && 'head' in compound ? compound.head : '';
    const head = this.#object(name);
    const { constants } = this.#program;
    this.#word(object.address + lruOffset, head.address + 1n);
    if (object.address !== head.address + 64n) return;
    const order = constants['HPAGE_PMD_ORDER'] ?? 0n;
    this.#field(object, 'compound_dtor', (order << 8n) | (constants['TRANSHUGE_PAGE_DTOR'] ?? 0n));
    this.#field(object, 'compound_mapcount', -1n);
  }

  /** The zone in the upper bits of the flags, and the device in word 8. */
  #device({ address }: PlacedObject, { device = 'fs_dax', flags }: ScenarioPage): void {
    const { constants } = this.#program;
    const pgmap = this.#object('pgmap');
    const zone = (constants['ZONE_DEVICE'] ?? 0n) << (constants['ZONES_PGSHIFT'] ?? 0n);
    this.#word(address, zone | this.#bits('page', 'flags', flags.map(bitName)));
    this.#word(address + lruOffset, pgmap.address);
    this.#field(pgmap, 'type', constants[`MEMORY_DEVICE_${device.toUpperCase()}`] ?? 0n);
  }

  /** Links a head and pages in both directions. */
  #list(head: bigint, names: readonly string[]): void {
    const nodes = [head, ...names.map((name) => this.#object(name).address + lruOffset)];
    nodes.forEach((node, i) => {
      this.#word(node, nodes[(i + 1) % nodes.length] ?? head);
      this.#word(node + 8n, nodes.at(i - 1) ?? head);
    });
    for (const name of names) {
      const object = this.#object(name).address + lruOffset;
      this.#ghosts.push({ object, field: 'linked', value: 1n });
    }
  }

  #pagevec(cpu: number): void {
    const waiting = this.#scenario.pages.filter((page) => page.pagevec?.cpu === cpu);
    if (waiting.length === 0) return;
    const pagevec = this.#object('lru_add_pvec', cpu);
    this.#field(pagevec, 'nr', BigInt(waiting.length));
    waiting.forEach((page, i) => {
      this.#field(pagevec, 'pages', this.#object(page.name).address, i);
    });
  }

  /** Where the file's slots and the page table's entries begin, in the order of the pages. */
  #arrays(): void {
    const [first] = this.#scenario.pages;
    if (first === undefined) return;
    const file = this.#object(mappingName);
    const tree = this.#fieldOf('radix_tree_root', 'rnode').offset;
    const { offset } = this.#embedded(file.struct, 'i_pages');
    this.#word(file.address + BigInt(offset + tree), this.#object(`slot_${first.name}`).address);
    this.#field(this.#object('page_table'), 'entries', this.#object(`pte_${first.name}`).address);
  }

  #embedded(struct: string, name: string): { readonly offset: number } {
    const part = this.#structs.get(struct)?.embedded.find((candidate) => candidate.name === name);
    if (part === undefined) throw new Error(`struct ${struct} of this design embeds no ${name}`);
    return part;
  }

  #field(object: PlacedObject, name: string, value: bigint, index = 0): void {
    const { offset, width } = this.#fieldOf(object.struct, name);
    const address = object.address + BigInt(offset + index * width);
    this.#initial.push({ address, width, value: BigInt.asUintN(width * 8, value) });
  }

  #word(address: bigint, value: bigint): void {
    this.#initial.push({ address, width: 8, value });
  }

  #bits(struct: string, field: string, names: readonly string[]): bigint {
    const { bits } = this.#fieldOf(struct, field);
    return names.reduce((word, name) => {
      const bit = bits[name];
      if (bit === undefined)
        throw new Error(`${struct}.${field} of this design has no bit ${name}`);
      return word | (1n << BigInt(bit));
    }, 0n);
  }

  #fieldOf(struct: string, name: string): Field {
    const field = this.#structs.get(struct)?.fields.find((candidate) => candidate.name === name);
    if (field === undefined)
      throw new Error(`struct ${struct} of this design has no field ${name}`);
    return field;
  }

  #object(name: string, cpu?: number): PlacedObject {
    const object = this.#program.objects.find(
      (candidate) => candidate.name === name && candidate.cpu === cpu,
    );
    if (object === undefined) throw new Error(`this program has no object ${name}`);
    return object;
  }
}

/** `lru` for `PG_lru`: layouts name bits without the prefix. */
function bitName(flag: string): string {
  return flag.replace(/^PG_/, '');
}
