/**
 * The examples of the grammar page: a small memory of a real design, into which the words to be shown
 * are written byte by byte, and which is then drawn by the same code as any other moment.
 */
import { compileScenario } from '../kernel/compile-scenario.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Design } from '../kernel/design.ts';
import { lruOffset, viewOf } from '../kernel/memory-map.ts';
import type { Scenario } from '../kernel/scenario.ts';
import type { ScenarioPage } from '../kernel/scenario-page.ts';
import type { State } from '../machine/state.ts';
import { cuesOf } from './cue.ts';
import { type Density, densities } from './density.ts';
import type { Picture, PictureItem } from './drawing.ts';
import { type Edge, looseEdge } from './edge.ts';
import { hexTail } from './hex-word.ts';
import { chainItems } from './chain-items.ts';
import { memoryScene } from './memory-scene.ts';
import { pageNode } from './scene-node.ts';
import { pointerMarks } from './pointer.ts';

/** What a word can be, with the mark that the picture draws for it. */
export interface WordSample {
  readonly text: string;
  readonly edge: Edge;
  /** Marks to the right of a word box whose right edge is at x = 0 and whose middle is at y = 0. */
  readonly marks: readonly PictureItem[];
  /** Name of the page whose box the word leads to, if it leads to one. */
  readonly target?: string;
  readonly title: string;
  readonly drawn: string;
}

export interface GrammarScenes {
  readonly samples: readonly WordSample[];
  readonly corrupt: Picture;
  readonly halfLinked: Picture;
}

/** All examples, in this design. Throws when its listings do not compile: they are our own. */
export function grammarScenes(design: Design): GrammarScenes {
  const compiled = compileScenario({ design, scenario: grammarScenario, debug: 'vm' });
  if (!compiled.ok) throw new Error(compiled.error.map(({ message }) => message).join('; '));
  return {
    samples: samplesOf(compiled.value),
    corrupt: corruptList(compiled.value),
    halfLinked: halfLinkedList(compiled.value),
  };
}

/** A copy of a state with one word of one page changed. */
export function withWord(
  { map }: CompiledScenario,
  state: State,
  {
    page,
    offset,
    value,
  }: { readonly page: string; readonly offset: 8 | 16; readonly value: bigint },
): State {
  const at = map.pages.find((candidate) => candidate.page.name === page);
  if (at === undefined) throw new Error(`the scenario has no page ${page}`);
  const changed = state.slice();
  viewOf(changed).setBigUint64(
    offset === 8 ? at.word8 : at.word16,
    BigInt.asUintN(64, value),
    true,
  );
  return changed;
}

const listed = (name: string, pfn: number): ScenarioPage => ({
  name,
  pfn,
  list: 'inactive_file',
  cache: true,
  flags: ['PG_uptodate', 'PG_lru'],
  refcount: 1,
  mapcount: 0,
  pins: 0,
});

/** Four pages on a list, and A, which CPU0 is about to put at its front. */
export const grammarScenario: Scenario = {
  id: 'grammar',
  title: 'Grammar',
  summary: 'Four pages on a list and one that is about to join them.',
  pages: [
    {
      name: 'A',
      pfn: 0x5000,
      pagevec: { cpu: 0 },
      cache: true,
      flags: ['PG_uptodate'],
      refcount: 2,
      mapcount: 0,
      pins: 0,
    },
    listed('B', 0x5001),
    listed('C', 0x5002),
    listed('D', 0x5003),
    listed('E', 0x5004),
  ],
  before: [],
  cpus: [{ role: 'drainer', operations: [{ operation: 'lru_add_drain' }] }],
  interrupts: [],
};

function samplesOf(compiled: CompiledScenario): readonly WordSample[] {
  const start = compiled.machine.start().state;
  const address = (name: string): bigint => {
    const page = compiled.pages.find((candidate) => candidate.name === name);
    if (page === undefined) throw new Error(`the scenario has no page ${name}`);
    return page.address + lruOffset;
  };
  const sample = (value: bigint, title: string, drawn: string): WordSample => {
    const state = withWord(compiled, start, { page: 'A', offset: 8, value });
    const page = compiled.pages.find((candidate) => candidate.name === 'A');
    if (page === undefined) throw new Error('the grammar needs a page A');
    const node = pageNode(compiled, state, cuesOf([]), page);
    const edge = looseEdge(node, 0);
    const marks = marksOf(edge);
    const leadsTo = /(?:→|short of|past) (\S+)$/.exec('reading' in edge ? edge.reading : '')?.[1];
    const target = edge.kind === 'tail' ? edge.page : leadsTo;
    return {
      text: hexTail(value),
      edge,
      marks,
      title,
      drawn,
      ...(target === undefined ? {} : { target }),
    };
  };
  const poison = compiled.program.constants['LIST_POISON1'] ?? 0n;
  return [
    sample(address('C'), 'address of a page’s list words', 'arrow, ends on the box'),
    sample(address('A'), 'its own address', 'arrow back into itself, an empty list'),
    sample(poison, 'poison, dead…0100', 'earthed, taken off a list'),
    sample(2n, 'a number, not an address', 'short stop, the number is read out'),
    sample(
      address('C') - lruOffset + 1n,
      'bit 0 set, a tail page',
      'dashed, with the −1 that decodes it',
    ),
    sample(address('C') - 1n, 'one below an address', 'bends away and ends in ✗ before the box'),
  ];
}

/** Where there is room for it, an address of a box is an arrow right up to that box. */
function marksOf(edge: Edge): readonly PictureItem[] {
  const to = (tone: 'ink' | 'tail'): readonly PictureItem[] => [
    { kind: 'arrow', id: 'sample', d: 'M0 0H52', tone, head: true },
  ];
  if (edge.kind === 'away' || edge.kind === 'link') return to('ink');
  if (edge.kind === 'tail') return to('tail');
  return pointerMarks('sample', edge, { x: 0, y: 0 }, 1);
}

const exampleDensity: Density = { ...densities.roomy, left: 46, pageWidth: 88, gap: 32, word: 13 };

function corruptList(compiled: CompiledScenario): Picture {
  const start = compiled.machine.start().state;
  const b = compiled.pages.find(({ name }) => name === 'B');
  if (b === undefined) throw new Error('the grammar needs a page B');
  return listPicture(
    compiled,
    withWord(compiled, start, { page: 'C', offset: 16, value: b.address + lruOffset - 1n }),
    [],
  );
}

/** Runs CPU0 until it has written A.next: the second of the four stores of list_add. */
function halfLinkedList(compiled: CompiledScenario): Picture {
  const { machine, pages } = compiled;
  const next = (pages.find(({ name }) => name === 'A')?.address ?? 0n) + lruOffset;
  let { state } = machine.start();
  for (;;) {
    const [move] = machine.moves(state);
    if (move === undefined) throw new Error('CPU0 never links A');
    const step = machine.step(state, move);
    state = step.state;
    const stored = step.effects.some(
      (effect) => effect.kind === 'write' && effect.address === next,
    );
    if (stored) return listPicture(compiled, state, step.effects);
  }
}

function listPicture(
  compiled: CompiledScenario,
  state: State,
  effects: Parameters<typeof cuesOf>[0],
): Picture {
  const width = 640;
  const scene = memoryScene(compiled, state, cuesOf(effects), []);
  const chain = scene.chains.find(({ head }) => head.id === 'inactive_file');
  if (chain === undefined) throw new Error('the grammar needs the inactive_file list');
  const drawn = chainItems(chain, 0, {
    top: 0,
    width,
    density: exampleDensity,
    underLens: 'A',
    locks: [],
  });
  return { width, height: drawn.bottom + 6, items: drawn.items };
}
