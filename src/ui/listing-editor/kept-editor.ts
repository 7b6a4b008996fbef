/**
 * What the tab keeps of the editor over a reload: texts that are not applied yet, by design. Kept in
 * this module, too, so that a browser that stores nothing loses nothing but by a reload.
 */
import * as v from 'valibot';
import type { BrowserMemory } from '../../store/memory.ts';
import type { Drafts } from './drafts.ts';

const shape = v.record(v.string(), v.record(v.string(), v.string()));

type DraftsByDesign = Readonly<Record<string, Drafts>>;

let known: DraftsByDesign | undefined;

/** The drafts of a design, as they were left. */
export function keptDrafts(memory: BrowserMemory, design: string): Drafts {
  known ??= read(memory);
  return known[design] ?? {};
}

/** Keeps the drafts of a design; whether a reload will find them. */
export function keepDrafts(memory: BrowserMemory, design: string, drafts: Drafts): boolean {
  known = { ...(known ?? read(memory)), [design]: drafts };
  return memory.write('drafts', JSON.stringify(known));
}

function read(memory: BrowserMemory): DraftsByDesign {
  try {
    const parsed = v.safeParse(shape, JSON.parse(memory.read('drafts') ?? '{}'));
    return parsed.success ? parsed.output : {};
  } catch {
    return {};
  }
}
