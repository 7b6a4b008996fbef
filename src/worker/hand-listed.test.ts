/**
 * The smallest scenarios with two CPUs, written out by hand: every schedule there is, and what each
 * of its steps sees and leaves. Machine and search must give exactly these, in number and in words.
 */
import { describe, expect, test } from 'vitest';
import { BreadthFirst } from '../explorer/breadth-first.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designById } from '../kernel/design.ts';
import { pageWords } from '../kernel/page-words.ts';
import { parseScenario } from '../kernel/scenario.ts';
import type { Effect } from '../machine/effect.ts';
import type { Move } from '../machine/state.ts';
import { ScenarioModel } from './scenario-model.ts';
import { compiledRow, numbersOf } from './testing/search-numbers.ts';

/** P alone on inactive_file, with two references; both CPUs do the same to it. */
function bothDo(operation: string): CompiledScenario {
  const scenario = parseScenario({
    id: `both-${operation.replaceAll('_', '-')}`,
    title: `Two CPUs do ${operation}`,
    pages: [
      {
        name: 'P',
        pfn: '0x5000',
        list: 'inactive_file',
        flags: ['PG_uptodate', 'PG_lru'],
        refcount: 2,
        mapcount: 1,
      },
    ],
    cpus: [
      { role: 'first', operations: [{ operation, page: 'P' }] },
      { role: 'second', operations: [{ operation, page: 'P' }] },
    ],
  });
  if (!scenario.ok) throw new Error(scenario.error);
  const design = designById('v4.18');
  if (design === undefined) throw new Error('the design v4.18 is gone');
  return compiledRow({ scenario: scenario.value, design, debug: 'vm' });
}

/** What a step did to P: `head`, `refcount?2` (a look), `refcount=3` (a change), `refcount!3` (refused). */
function stepText(effects: readonly Effect[]): string {
  const texts = effects.flatMap((effect) => {
    if (effect.kind === 'read' && effect.place.endsWith('compound_head')) return ['head'];
    if (effect.kind === 'read' && effect.place.endsWith('_refcount')) {
      return [`refcount?${effect.value}`];
    }
    if (effect.kind === 'refused') return [`refcount!${effect.value}`];
    if (effect.kind === 'write') return [`refcount=${effect.value}`];
    if (effect.kind === 'read') return [`drain ${effect.place}?${effect.value}`];
    return [];
  });
  return texts.join(' ');
}

interface Walked {
  /** Digits: the CPU of each step. */
  readonly schedule: string;
  /** What each step did, in the order of the steps. */
  readonly steps: readonly string[];
  /** P's references after each step. */
  readonly counts: string;
}

/** Every schedule from the start to the end, in the order of the moves; the drains at the end left out. */
function allSchedules(compiled: CompiledScenario): readonly Walked[] {
  const { machine, pages } = compiled;
  const [page] = pages;
  if (page === undefined) throw new Error('the scenario has no page');
  const found: Walked[] = [];
  const walk = (state: Uint8Array, moves: readonly Move[], at: Walked): void => {
    if (moves.length === 0) {
      if (machine.outcome(state).kind !== 'rest') throw new Error(`${at.schedule} is no schedule`);
      found.push(at);
      return;
    }
    for (const move of moves) {
      const next = machine.step(state, move);
      const text = stepText(next.effects);
      const counts = at.counts + String(pageWords(compiled, next.state, page).refcount);
      const drains = text.startsWith('drain');
      walk(
        next.state,
        machine.moves(next.state),
        drains
          ? at
          : { schedule: at.schedule + String(move.actor), steps: [...at.steps, text], counts },
      );
    }
  };
  const start = machine.start().state;
  walk(start, machine.moves(start), { schedule: '', steps: [], counts: '' });
  return found;
}

describe('two CPUs take a reference with get_page', () => {
  /**
   * Three steps each: h looks for the head page, ? asks whether the count is above 0, + adds one.
   * Six steps of which three are cpu0's: 6! / (3! 3!) = 20 schedules. Written: who goes; P's
   * references after each step; what cpu0 and cpu1 see at their ?.
   */
  const byHand = [
    '000111 223334 2 3',
    '001011 222334 2 3',
    '001101 222234 2 2',
    '001110 222234 2 2',
    '010011 222334 2 3',
    '010101 222234 2 2',
    '010110 222234 2 2',
    '011001 222234 2 2',
    '011010 222234 2 2',
    '011100 222334 3 2',
    '100011 222334 2 3',
    '100101 222234 2 2',
    '100110 222234 2 2',
    '101001 222234 2 2',
    '101010 222234 2 2',
    '101100 222334 3 2',
    '110001 222234 2 2',
    '110010 222234 2 2',
    '110100 222334 3 2',
    '111000 223334 3 2',
  ];

  test('the machine can be led through these 20 schedules and no others', () => {
    const lines = allSchedules(bothDo('get_page')).map(({ schedule, steps, counts }) => {
      const seen = [0, 1].map((cpu) => {
        const own = steps.filter((_, i) => schedule[i] === String(cpu));
        expect(own[0]).toBe('head');
        expect(own[2]).toMatch(/^refcount=[34]$/);
        return /^refcount\?(\d)$/.exec(own[1] ?? '')?.[1] ?? '';
      });
      return `${schedule} ${counts} ${seen.join(' ')}`;
    });
    expect(lines).toEqual(byHand);
  });

  /**
   * What a CPU saw at ? is forgotten when it has asked, so a state is how far each has come: 4 * 4.
   * Then each drains its two empty vectors, cpu0 first: 4 steps to 4 more states. Steps: 3 * 4 of
   * cpu0, 4 * 3 of cpu1, and those 4. Two references are never given back, which shows at the end.
   */
  test('the search finds 20 schedules, 20 states and 28 steps', () => {
    const search = new BreadthFirst(new ScenarioModel(bothDo('get_page')), { maxStates: 100 });
    while (search.run(100));
    expect(search.interleavings()).toBe(20n);
    expect(numbersOf(search.report())).toEqual({
      states: 4 * 4 + 4,
      transitions: 3 * 4 + 4 * 3 + 4,
      rest: 1,
      stopped: 0,
      stuck: 0,
      broken: { 'references-balance': 3 + 3 + 4 },
    });
  });
});

describe('two CPUs take a reference with get_page_unless_zero', () => {
  /**
   * Two steps each, a look and an exchange; the exchange is refused where the other's came between,
   * and then both are made again.
   */
  const byHand = [
    '0011: 0 refcount?2, 0 refcount=3, 1 refcount?3, 1 refcount=4',
    '010111: 0 refcount?2, 1 refcount?2, 0 refcount=3, 1 refcount!3, 1 refcount?3, 1 refcount=4',
    '011000: 0 refcount?2, 1 refcount?2, 1 refcount=3, 0 refcount!3, 0 refcount?3, 0 refcount=4',
    '100111: 1 refcount?2, 0 refcount?2, 0 refcount=3, 1 refcount!3, 1 refcount?3, 1 refcount=4',
    '101000: 1 refcount?2, 0 refcount?2, 1 refcount=3, 0 refcount!3, 0 refcount?3, 0 refcount=4',
    '1100: 1 refcount?2, 1 refcount=3, 0 refcount?3, 0 refcount=4',
  ];

  test('the machine can be led through these 6 schedules and no others', () => {
    const lines = allSchedules(bothDo('get_page_unless_zero')).map(({ schedule, steps }) => {
      return `${schedule}: ${steps.map((text, i) => `${schedule[i]} ${text}`).join(', ')}`;
    });
    expect(lines).toEqual(byHand);
  });

  /**
   * States by hand, as how far cpu0 and cpu1 are: - before the look (again after a refusal), 2 or 3
   * seen, . done. These 11: -- 2- -2 22 .- -. .2 2. .3 3. .. and then 4 of the drains.
   */
  test('the search finds 6 schedules and 15 states', () => {
    const search = new BreadthFirst(new ScenarioModel(bothDo('get_page_unless_zero')), {
      maxStates: 100,
    });
    while (search.run(100));
    expect(search.interleavings()).toBe(6n);
    expect(numbersOf(search.report())).toMatchObject({ states: 11 + 4, rest: 1, stuck: 0 });
  });
});
