/**
 * A state as a few lines of text, so that a test reads like a diagram:
 *
 *     inactive_file: B P C
 *     cpu1 lru_add_pvec: P
 *     node.lru_lock: held by cpu0
 *     P: next C, prev B, refcount 2, mapcount 1, PG_uptodate PG_lru | pins 1, linked 1
 *
 * A list that is not whole shows its head's two words instead; a private list is shown while its
 * function runs, marked as linked. Behind the bar stand the ghosts. A
 * word is the page or list it points at, `tail:P` in a tail page of P, `own`, POISON1, POISON2, `P-1` for one byte before P's,
 * `poison:1` for a count over the low half of a poison, else 16 hex digits.
 */

import type { InitialGhost, InitialWord } from '../listing/program.ts';
import { Machine } from '../machine/machine.ts';
import type { State } from '../machine/state.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { hexWord } from './hex-word.ts';
import { listExists, listWalk } from './lists.ts';
import { locks } from './locks.ts';
import { type PageMap, type PlacedPage, ghostAt, lruOffset, viewOf } from './memory-map.ts';
import { pageWords } from './page-words.ts';
import { type Pagevec, pagevecs } from './pagevecs.ts';
import { type WordMeaning, wordMeaning } from './word-meaning.ts';

/** Ghosts of a page in the order in which they are shown. */
const ghostNames = ['pins', 'union_pin', 'linked', 'freed', 'leaked'] as const;

/** The picture of a state. Lists and vectors that are empty are left out. */
export function memoryPicture(compiled: CompiledScenario, state: State): string {
  const { program } = compiled;
  return [
    ...compiled.lists.flatMap((head) => {
      if (!listExists(compiled, state, head)) return [];
      const behind = head.kind === 'private' ? ' | linked 1' : '';
      const walk = listWalk(compiled, state, head);
      if (walk.closed && walk.backwards) {
        return walk.pages.length === 0 ? [] : [`${head.id}: ${walk.pages.join(' ')}${behind}`];
      }
      const words = [head.address, head.address + 8n].map((at) =>
        wordText(compiled, compiled.machine.read(state, at, 8) ?? 0n),
      );
      return [`${head.id}: next ${words[0]}, prev ${words[1]}${behind}`];
    }),
    ...pagevecs(compiled, state)
      .filter((vector) => vector.pages.length > 0)
      .map((vector) => `cpu${vector.cpu} ${vector.name}: ${vector.pages.join(' ')}`),
    ...locks(compiled, state).flatMap(({ name, holder }) =>
      holder === undefined ? [] : [`${name}: held by ${program.actors[holder]?.id}`],
    ),
    ...compiled.map.pages.map((map) => pageText(compiled, state, map)),
  ].join('\n');
}

function pageText(compiled: CompiledScenario, state: State, map: PageMap): string {
  const { page } = map;
  const words = pageWords(compiled, state, page);
  const view = viewOf(state);
  const facts = [
    `next ${wordText(compiled, words.word8, page)}`,
    `prev ${wordText(compiled, words.word16, page)}`,
    `refcount ${words.refcount}`,
    `mapcount ${words.mapcount}`,
    ...(words.flagNames.length === 0 ? [] : [words.flagNames.join(' ')]),
  ];
  const ghosts = ghostNames.flatMap((name) => {
    const value = ghostAt(view, ghostOffset(map, name));
    return value === 0 ? [] : [`${name} ${value}`];
  });
  const behind = ghosts.length === 0 ? '' : ` | ${ghosts.join(', ')}`;
  return `${page.name}: ${facts.join(', ')}${behind}`;
}

function ghostOffset(map: PageMap, name: (typeof ghostNames)[number]): number {
  return name === 'union_pin' ? map.unionPin : map[name];
}

function wordText(compiled: CompiledScenario, value: bigint, own?: PlacedPage): string {
  return meaningText(wordMeaning(compiled, value, own)) ?? hexWord(value);
}

/** Undefined where a picture shows the word itself. */
function meaningText(meaning: WordMeaning): string | undefined {
  if (meaning.kind === 'page' && meaning.at === 8) return meaning.self ? 'own' : meaning.page;
  if (meaning.kind === 'head') return meaning.list;
  if (meaning.kind === 'tail') return `tail:${meaning.page}`;
  if (meaning.kind === 'poison') return meaning.which.replace('LIST_', '');
  if (meaning.kind === 'poison-count' && meaning.high === 0xdead0000) {
    return `poison:${meaning.count}`;
  }
  const of = meaning.kind === 'off' ? meaningText(meaning.of) : undefined;
  if (of === undefined || meaning.kind !== 'off') return undefined;
  return `${of}${meaning.by < 0 ? '' : '+'}${meaning.by}`;
}

/**
 * The same scenario with the memory of a picture at its start. A page's line says all its flags and
 * ghosts; words and counts that the picture does not mention stay as they were. Throws at a line that is no part of a picture.
 */
export function withPicture(compiled: CompiledScenario, picture: string): CompiledScenario {
  const reader = new PictureReader(compiled);
  for (const line of picture.split('\n').map((text) => text.trim())) {
    if (line !== '') reader.line(line);
  }
  const program = {
    ...compiled.program,
    initial: [...compiled.program.initial, ...reader.words],
    initialGhosts: [...compiled.program.initialGhosts, ...reader.ghosts],
  };
  return { ...compiled, program, machine: new Machine(program) };
}

class PictureReader {
  readonly words: InitialWord[] = [];
  readonly ghosts: InitialGhost[] = [];
  readonly #compiled: CompiledScenario;

  constructor(compiled: CompiledScenario) {
    this.#compiled = compiled;
  }

  line(line: string): void {
    const [, subject = '', rest = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    const { pages, lists } = this.#compiled;
    const page = pages.find(({ name }) => name === subject);
    const list = lists.find(({ id }) => id === subject);
    const { state } = this.#compiled.machine.start();
    const lock = locks(this.#compiled, state).find(({ name }) => name === subject);
    const vector = pagevecs(this.#compiled, state).find(
      ({ name, cpu }) => `cpu${cpu} ${name}` === subject,
    );
    if (page !== undefined) this.#page(page, rest);
    else if (list !== undefined) this.#list(list.address, rest);
    else if (vector !== undefined) this.#pagevec(vector, rest);
    else if (lock !== undefined) this.#lock(lock.address, rest);
    else throw new Error(`this is no line of a memory picture: ${line}`);
  }

  #page(page: PlacedPage, text: string): void {
    const [facts = '', ghosts = ''] = text.split('|').map((part) => part.trim());
    this.#store(page.address, 8, 0n);
    for (const fact of facts === '' ? [] : facts.split(',').map((part) => part.trim())) {
      const [name = '', value = ''] = fact.split(' ');
      if (name === 'next') this.#store(page.address + lruOffset, 8, this.#word(value, page));
      else if (name === 'prev') this.#store(page.address + 16n, 8, this.#word(value, page));
      else if (name === 'mapcount') this.#store(page.address + 48n, 4, BigInt(value) - 1n);
      else if (name === 'refcount') this.#store(page.address + 52n, 4, BigInt(value));
      else this.#store(page.address, 8, this.#flags(fact));
    }
    for (const field of ghostNames) this.#ghost(page, field, 0n);
    for (const ghost of ghosts === '' ? [] : ghosts.split(',').map((part) => part.trim())) {
      const [field = '', value = ''] = ghost.split(' ');
      this.#ghost(page, field, BigInt(value));
    }
  }

  /** A ghost that the design does not have can only be 0. `linked` is one of the links. */
  #ghost(page: PlacedPage, field: string, value: bigint): void {
    const isOfLinks = field === 'linked';
    const owner = isOfLinks ? 'list_head' : 'page';
    const struct = this.#compiled.program.structs.find(({ name }) => name === owner);
    if (struct?.ghosts.includes(field)) {
      const object = isOfLinks ? page.address + lruOffset : page.address;
      this.ghosts.push({ object, field, value });
    } else if (value !== 0n) throw new Error(`pages of this design have no ghost ${field}`);
  }

  /** `P Q`, oldest first. */
  #pagevec(vector: Pagevec, text: string): void {
    const names = text.split(' ').filter((name) => name !== '');
    this.#store(vector.address, 4, BigInt(names.length));
    names.forEach((name, i) => {
      this.#store(vector.address + 8n + BigInt(i * 8), 8, this.#word(name) - lruOffset);
    });
  }

  /** `B P C`, or the head's words: `next B, prev C`. Only the head is written, as pages say theirs. */
  #list(head: bigint, line: string): void {
    const [text = '', ghosts = ''] = line.split('|').map((part) => part.trim());
    if (ghosts === 'linked 1') this.ghosts.push({ object: head, field: 'linked', value: 1n });
    const [, next, prev] = /^next (\S+), prev (\S+)$/.exec(text) ?? [];
    const names = text.split(' ').filter((name) => name !== '');
    this.#store(head, 8, next === undefined ? this.#link(names.at(0), head) : this.#word(next));
    this.#store(
      head + 8n,
      8,
      prev === undefined ? this.#link(names.at(-1), head) : this.#word(prev),
    );
  }

  #link(name: string | undefined, head: bigint): bigint {
    return name === undefined ? head : this.#word(name);
  }

  #lock(address: bigint, text: string): void {
    const id = text.replace('held by ', '');
    const holder = this.#compiled.program.actors.findIndex((actor) => actor.id === id);
    this.#store(address, 1, BigInt(holder + 1));
  }

  #flags(text: string): bigint {
    const { flagMasks } = this.#compiled.map;
    return text.split(' ').reduce((word, name) => {
      const mask = flagMasks.get(name);
      if (mask === undefined) throw new Error(`a memory picture has no ${name}`);
      return word | mask;
    }, 0n);
  }

  #word(text: string, own?: PlacedPage): bigint {
    const { pages, lists, program } = this.#compiled;
    const tail = pages.find(({ name }) => text === `tail:${name}`);
    if (tail !== undefined) return tail.address + 1n;
    const [, base = text, by = '0'] = /^(.+?)([+-]\d)$/.exec(text) ?? [];
    const page = base === 'own' ? own : pages.find(({ name }) => name === base);
    if (page !== undefined) return page.address + lruOffset + BigInt(by);
    const list = lists.find(({ id }) => id === base);
    if (list !== undefined) return list.address + BigInt(by);
    const poison = program.constants[`LIST_${text}`];
    if (poison !== undefined) return poison;
    const [, count] = /^poison:(-?\d+)$/.exec(text) ?? [];
    if (count !== undefined) return (0xdead0000n << 32n) | BigInt.asUintN(32, BigInt(count));
    if (/^[0-9a-f]{16}$/.test(text)) return BigInt(`0x${text}`);
    throw new Error(`this is no word of a memory picture: ${text}`);
  }

  #store(address: bigint, width: 1 | 4 | 8, value: bigint): void {
    this.words.push({ address, width, value: BigInt.asUintN(width * 8, value) });
  }
}
