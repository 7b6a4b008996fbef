/**
 * Which touches of a run tell its story: those of bytes, bits and locks that others touch, too. What
 * only one actor ever touches is its own affair, and a check that only asserts decides nothing.
 */
import type { Effect } from '../machine/effect.ts';
import { lineOf } from '../trace/call-stack.ts';
import { viewAt } from '../trace/place-name.ts';
import type { Run } from '../trace/run.ts';
import { bitOf } from '../trace/value-text.ts';

/** An effect that reaches memory. */
export type MemoryTouch = Extract<
  Effect,
  { kind: 'read' | 'write' | 'refused' | 'lock' | 'unlock' | 'trylock' }
>;

export function isMemoryTouch(effect: Effect): effect is MemoryTouch {
  switch (effect.kind) {
    case 'read':
    case 'write':
    case 'refused':
    case 'lock':
    case 'unlock':
    case 'trylock':
      return true;
    default:
      return false;
  }
}

/** Whether a touch in a step (counted from 1) tells the story. */
export type TellsStory = (touch: MemoryTouch, step: number) => boolean;

/** A write of a word under one of its names. */
interface NamedWrite {
  readonly step: number;
  readonly actor: number;
}

/**
 * Looks at the whole run once. A change tells the story where others touch the same bytes; a look
 * where it sees what another wrote, or where another is the next to write what it saw.
 */
export function storyWords(run: Run): TellsStory {
  const touching = new Map<string, Set<number>>();
  const writing = new Map<string, NamedWrite[]>();
  for (const { effects, index } of run.steps) {
    for (const effect of effects) {
      if (!isMemoryTouch(effect) || isCheck(run, effect)) continue;
      for (const place of placesOf(run, effect)) {
        touching.set(place, (touching.get(place) ?? new Set()).add(effect.actor));
      }
      if (effect.kind === 'read' || effect.kind === 'refused') continue;
      const key = nameKey(run, effect);
      writing.set(key, [...(writing.get(key) ?? []), { step: index, actor: effect.actor }]);
    }
  }
  const isAlone = new Set(run.steps.map(({ actor }) => actor)).size < 2;
  return (touch, step) => {
    if (isCheck(run, touch)) return false;
    if (touch.kind === 'read') {
      const writes = writing.get(nameKey(run, touch)) ?? [];
      const last = writes.findLast((write) => write.step < step);
      const next = writes.find((write) => write.step > step);
      return [last, next].some((write) => write !== undefined && write.actor !== touch.actor);
    }
    if (touch.kind === 'write' && touch.old === touch.value) return false;
    return isAlone || placesOf(run, touch).some((place) => (touching.get(place)?.size ?? 0) > 1);
  };
}

/** A line that is there for debugging only. */
function isCheck(run: Run, effect: Effect): boolean {
  const line = lineOf(run.compiled, effect);
  const fn = line === undefined ? undefined : run.compiled.program.functions[line.fn];
  return (fn?.lines.find(({ number }) => number === line?.line)?.debug ?? '') !== '';
}

function isLock(
  touch: MemoryTouch,
): touch is Extract<MemoryTouch, { kind: 'lock' | 'unlock' | 'trylock' }> {
  return touch.kind === 'lock' || touch.kind === 'unlock' || touch.kind === 'trylock';
}

/** The bytes of a touch, or the one bit that it is about. */
function placesOf(run: Run, touch: MemoryTouch): readonly string[] {
  if (isLock(touch)) return [`${touch.address}`];
  const bit = bitOf(run.compiled.program, touch);
  if (bit !== undefined) return [`${touch.address}:${bit}`];
  return Array.from({ length: touch.width }, (_, byte) => `${touch.address + BigInt(byte)}`);
}

/** The same bytes can have two names, and who looks at one does not look for the other. */
function nameKey(run: Run, touch: MemoryTouch): string {
  const { compiled } = run;
  const name = viewAt(compiled, touch.address, touch.place)?.field.name ?? '';
  const bit = isLock(touch) ? undefined : bitOf(compiled.program, touch);
  return `${touch.address} ${name} ${bit ?? ''}`;
}
