/**
 * What must hold along any schedule of any scenario, tried with random ones: going back and forth is
 * no change, the words that panels read are the bytes of memory, and the lists that are followed
 * pointer by pointer hold what a plain array says they hold.
 */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { ListHead } from '../kernel/list-head.ts';
import { listWalk } from '../kernel/lists.ts';
import { pageWords } from '../kernel/page-words.ts';
import type { Effect } from '../machine/effect.ts';
import type { State } from '../machine/state.ts';
import { atDepth, cursorDepth, emptyHistory, onBranch, withMove } from '../trace/history.ts';
import { Replay, type Run, stateAt } from '../trace/run.ts';
import { compiledRow, rowName, rowsFor } from './testing/search-numbers.ts';

/** Numbers by which a scheduler picks among the moves; most schedules end before they are used up. */
const picks = fc.array(fc.nat(99), { maxLength: 200, size: 'max' });
const settings = { seed: 20180702, numRuns: 45 };

const rows = rowsFor(['vm,list']).map((row) => [rowName(row), compiledRow(row)] as const);

interface Step {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/** The start and every step of a schedule. */
function steps({ machine }: CompiledScenario, order: readonly number[]): readonly Step[] {
  const made: Step[] = [machine.start()];
  for (const pick of order) {
    const state = made.at(-1)?.state ?? machine.start().state;
    const moves = machine.moves(state);
    const move = moves[pick % Math.max(moves.length, 1)];
    if (move === undefined) break;
    made.push(machine.step(state, move));
  }
  return made;
}

/** The bytes of the start and of the first `length` states, in one text. */
function bytesOf(run: Run, length: number): string {
  return Array.from({ length: length + 1 }, (_, i) => {
    return Buffer.from(stateAt(run, i)).toString('latin1');
  }).join('');
}

describe('forward, back, along another future, and back again', () => {
  test.each(rows)(
    '%s: every state is as it was',
    (_, compiled) => {
      const { machine } = compiled;
      const property = fc.property(picks, fc.nat(999), picks, (first, turn, second) => {
        const replay = new Replay(compiled);
        let history = emptyHistory;
        const go = (pick: number): void => {
          const state = stateAt(replay.run(history), cursorDepth(history));
          const moves = machine.moves(state);
          const move = moves[pick % Math.max(moves.length, 1)];
          if (move !== undefined) history = withMove(history, move);
        };
        for (const pick of first) go(pick);
        const { tip } = history;
        const length = cursorDepth(history);
        const forward = bytesOf(replay.run(history), length);
        history = atDepth(history, turn % (length + 1));
        for (const pick of second.slice(0, 20)) go(pick);
        history = onBranch(history, tip);
        expect(bytesOf(replay.run(history), length)).toBe(forward);
        expect(bytesOf(new Replay(compiled).run(history), length)).toBe(forward);
      });
      fc.assert(property, settings);
    },
    60_000,
  );
});

/** `enum pageflags` of Linux v4.18 as configured for x86-64, by bit number. */
const flagsOfTheKernel =
  'locked error referenced uptodate dirty lru active waiters slab owner_priv_1 arch_1 reserved private private_2 writeback head mappedtodisk reclaim swapbacked unevictable mlocked'
    .split(' ')
    .map((name) => `PG_${name}`);

describe('the words of a page', () => {
  test.each(rows)(
    '%s: they are its bytes',
    (_, compiled) => {
      const { machine, pages } = compiled;
      const property = fc.property(picks, (order) => {
        const seen: string[] = [];
        const inMemory: string[] = [];
        for (const { state } of steps(compiled, order)) {
          for (const page of pages) {
            const bytes = Array.from({ length: 64 }, (__, i) =>
              Number(machine.read(state, page.address + BigInt(i), 1)),
            );
            const view = new DataView(Uint8Array.from(bytes).buffer);
            const flags = view.getBigUint64(0, true);
            const words = pageWords(compiled, state, page);
            const { flagNames, word8, word16, refcount, mapcount, pins } = words;
            const shown = {
              flags: words.flags,
              flagNames,
              word8,
              word16,
              refcount,
              mapcount,
              pins,
            };
            const expected = {
              flags,
              flagNames: flagsOfTheKernel.filter((___, bit) => (flags >> BigInt(bit)) % 2n === 1n),
              word8: view.getBigUint64(8, true),
              word16: view.getBigUint64(16, true),
              refcount: view.getInt32(52, true),
              mapcount: view.getInt32(48, true) + 1,
              // An unpin without a pin leaves fewer than none.
              pins: Number(BigInt.asIntN(64, machine.ghost(state, page.address, 'pins'))),
            };
            seen.push(wordText(shown));
            inMemory.push(wordText(expected));
          }
        }
        expect(seen).toEqual(inMemory);
      });
      fc.assert(property, { ...settings, numRuns: 5 });
    },
    60_000,
  );
});

function wordText(words: object): string {
  return JSON.stringify(words, (_, value) => (typeof value === 'bigint' ? `${value}n` : value));
}

/** Lists as arrays of entries, changed by calls of the list functions and not by any store. */
class ListArrays {
  readonly #compiled: CompiledScenario;
  /** Entries by the address of their head. */
  readonly #lists = new Map<bigint, bigint[]>();
  /** By actor, the calls that have not returned. */
  readonly #calls = new Map<
    number,
    { readonly name: string; readonly args: readonly bigint[] }[]
  >();

  constructor(compiled: CompiledScenario, start: State) {
    this.#compiled = compiled;
    for (const { address } of compiled.lists) {
      const entries: bigint[] = [];
      const next = (at: bigint): bigint => compiled.machine.read(start, at, 8) ?? address;
      for (let at = next(address); at !== address && at !== 0n; at = next(at)) entries.push(at);
      this.#lists.set(address, entries);
    }
  }

  follow(effects: readonly Effect[]): void {
    for (const effect of effects) {
      const calls = this.#calls.get(effect.actor) ?? [];
      this.#calls.set(effect.actor, calls);
      if (effect.kind === 'enter') {
        const name = this.#compiled.program.functions[effect.fn]?.name ?? '';
        calls.push({ name, args: effect.args });
      }
      if (effect.kind !== 'leave') continue;
      const call = calls.pop();
      if (call !== undefined) this.#change(call.name, call.args);
    }
  }

  pages(head: bigint): readonly (string | undefined)[] {
    return (this.#lists.get(head) ?? []).map(
      (entry) => this.#compiled.pages.find(({ address }) => address + 8n === entry)?.name,
    );
  }

  /** What list_del and the moves call takes an entry out for them. Splicing is between private lists. */
  #change(name: string, [first = 0n, second = 0n]: readonly bigint[]): void {
    switch (name) {
      case 'list_add':
        this.#insert(first, second, 1);
        break;
      case 'list_add_tail':
        this.#insert(first, second, 0);
        break;
      case 'INIT_LIST_HEAD':
        if (this.#lists.has(first)) this.#lists.set(first, []);
        break;
      case '__list_del_entry':
        for (const entries of this.#lists.values()) {
          const at = entries.indexOf(first);
          if (at >= 0) entries.splice(at, 1);
        }
    }
  }

  /** Behind (1) or before (0) a head or any entry. */
  #insert(entry: bigint, beside: bigint, behind: 0 | 1): void {
    for (const [head, list] of this.#lists) {
      const found = [head, ...list].indexOf(beside);
      if (found < 0) continue;
      // Before the head is the end: the list is a ring.
      list.splice(found === 0 && behind === 0 ? list.length : found - 1 + behind, 0, entry);
      return;
    }
  }
}

describe('lists followed by their words', () => {
  test.each(rows)(
    '%s: they are what an array says, while nobody changes them',
    (_, compiled) => {
      const { machine } = compiled;
      const lists = compiled.lists.filter(({ kind }) => kind !== 'private');
      const property = fc.property(picks, (order) => {
        const made = steps(compiled, order);
        const arrays = new ListArrays(compiled, made[0]?.state ?? machine.start().state);
        const walked: string[] = [];
        const listed: string[] = [];
        for (const { state, effects } of made) {
          arrays.follow(effects);
          for (const head of lists) {
            if (!isLeftAlone(compiled, state, head)) continue;
            const { pages, closed, backwards } = listWalk(compiled, state, head);
            walked.push(`${head.id}: ${pages.join()} ${closed} ${backwards}`);
            listed.push(`${head.id}: ${arrays.pages(head.address).join()} true true`);
          }
        }
        expect(walked).toEqual(listed);
        expect(walked.length).toBeGreaterThanOrEqual(lists.length);
      });
      fc.assert(property, settings);
    },
    60_000,
  );
});

/** Nobody may be changing it: its lock is free, or, of a CPU's own list, its interrupts are on. */
function isLeftAlone({ machine }: CompiledScenario, state: State, head: ListHead): boolean {
  if (head.lock !== undefined) return machine.holder(state, head.lock) === undefined;
  return machine.interruptsOff(state, head.cpu ?? 0) === 0;
}
