/**
 * The memory panel: lists under their lock, pages on no list under theirs, references against the
 * counts, and the witnesses of what is broken. Everything is placed from the words of one state.
 */
import { pageWords } from '../kernel/page-words.ts';
import type { Violation } from '../kernel/violation.ts';
import { cuesOf } from './cue.ts';
import { type Picture, type PictureItem, boxesOf } from './drawing.ts';
import { equationSection } from './equation-section.ts';
import type { SectionFrame } from './section.ts';
import { listsSection } from './lists-section.ts';
import { lockLine } from './lock-line.ts';
import { type LoosePage, looseSection, pinLockName } from './loose-section.ts';
import type { LockTold, MemoryInput } from './memory-input.ts';
import { type MemoryScene, memoryScene } from './memory-scene.ts';
import type { SceneNode } from './scene-node.ts';
import { witnessMarks } from './witness-mark.ts';

export interface MemoryPicture extends Picture {
  readonly scene: MemoryScene;
}

/** The picture of one moment. On a phone the references come first, because they change per step. */
export function memoryPicture(input: MemoryInput): MemoryPicture {
  const scene = memoryScene(input.compiled, input.state, cuesOf(input.effects), input.earlier);
  const { density, width } = input;
  const frame = (top: number): SectionFrame => ({
    top,
    width,
    density,
    underLens: input.page,
    locks: input.locks,
  });
  const denied = input.broken.some(({ property }) => property === 'pin-seen');
  const witnesses = witnessIds(input.broken, input.page);
  const bias = input.compiled.program.constants['GUP_PIN_COUNTING_BIAS'];
  const loose = {
    pages: looseInOrder(input, scene),
    devices: input.devices,
    ringed: witnesses.boxes,
    pinsInWords: input.references.countField === 'dma_pinned_count',
    ...(bias === undefined ? {} : { perPin: Number(bias) }),
  };
  const between = density.name === 'roomy' ? 18 : 6;
  const items: PictureItem[] = [];
  let y = 0;
  let pins: ReturnType<typeof equationSection>['pins'];
  const equations = (): void => {
    const section = equationSection(input.references, denied, frame(y));
    items.push(...section.items);
    pins = section.pins;
    y = section.bottom;
  };
  if (density.name === 'phone') {
    equations();
    y += 20;
  }
  const lists = listsSection(scene, frame(y));
  items.push(...lists.items);
  y = lists.bottom + between;
  const off = looseSection(loose, frame(y));
  items.push(...off.items);
  y = off.bottom;
  if (density.name !== 'phone') {
    y += density.name === 'roomy' ? 18 : 12;
    equations();
  }
  for (const lock of otherLocks(input, scene)) {
    y += 10;
    items.push(...lockLine(lock, y, width));
    y += 16;
  }
  items.push(
    ...witnessMarks({
      boxes: boxesOf({ items }),
      witnesses: witnesses.boxes,
      ...(witnesses.pins && pins !== undefined ? { pins } : {}),
      left: density.left,
      ...(density.name === 'phone'
        ? {}
        : { channel: density.name === 'roomy' ? density.left - 24 : 22 }),
    }),
  );
  const low = items.some((item) => item.kind === 'join') ? 22 : 6;
  return { width, height: Math.ceil(y + low), items, scene };
}

/** Pinned pages first, then in the order of the scenario. */
function looseInOrder(
  { compiled, state }: MemoryInput,
  { loose }: MemoryScene,
): readonly LoosePage[] {
  const told = (node: SceneNode): LoosePage & { readonly pinned: boolean } => {
    const page = compiled.pages.find(({ name }) => name === node.name);
    if (page === undefined) return { node, denies: false, pinned: false };
    const words = pageWords(compiled, state, page);
    return {
      node,
      denies: words.pins > 0 && !words.saysPinned,
      pinned: words.pins > 0 || words.saysPinned,
    };
  };
  return loose.map(told).toSorted((one, other) => Number(other.pinned) - Number(one.pinned));
}

/** Held locks that head no section of the picture. */
function otherLocks(
  { locks }: Pick<MemoryInput, 'locks'>,
  { chains }: MemoryScene,
): readonly LockTold[] {
  const headed = new Set(chains.map(({ head }) => head.lock));
  return locks.filter(
    ({ holder, name, address }) =>
      holder !== undefined && name !== pinLockName && !headed.has(address),
  );
}

function witnessIds(
  broken: readonly Violation[],
  page: string,
): { boxes: ReadonlySet<string>; pins: boolean } {
  const boxes = new Set<string>();
  let pins = false;
  for (const witness of broken.flatMap(({ witnesses }) => witnesses)) {
    if (witness.kind === 'word' || witness.kind === 'page') boxes.add(`page:${witness.page}`);
    if (witness.kind === 'pins') {
      pins ||= witness.page === page;
      boxes.add(`page:${witness.page}`);
    }
    if (witness.kind === 'list') boxes.add(`head:${witness.list}`);
  }
  return { boxes, pins };
}
