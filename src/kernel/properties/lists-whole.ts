/**
 * lists-whole: every list can be walked both ways, and PG_lru tells the truth about being on an LRU
 * list. A list may be in the middle of a change while whoever changes it keeps everybody else out:
 * an LRU list under its lock, a free list while its CPU's interrupts are off, a private list while
 * its CPU is inside a list function. A private list exists only while its function says so.
 */

import type { State } from '../../machine/state.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import type { ListHead } from '../list-head.ts';
import { type Astray, listExists, listWalk } from '../lists.ts';
import { viewOf } from '../memory-map.ts';
import { type Violation, type Witness, holds, propertyOf } from '../violation.ts';
import { hexWord } from '../hex-word.ts';

const id = 'lists-whole';

export const listsWhole = propertyOf(
  {
    id,
    title: 'lists are whole',
    rule: 'Every list is well formed in both directions, and PG_lru agrees with being linked to an LRU list. A list whose lock is held may be in the middle of a change.',
  },
  { inState },
);

function inState(compiled: CompiledScenario, state: State): readonly Violation[] {
  const onLru = new Map<string, string>();
  let found = holds;
  let isLruChanging = false;
  for (const head of compiled.map.heads) {
    if (!isSettled(compiled, state, head)) {
      isLruChanging ||= head.kind === 'lru';
      continue;
    }
    const walk = listWalk(compiled, state, head);
    if (walk.astray !== undefined) found = [...found, brokenList(head, walk.astray)];
    if (head.kind !== 'lru') continue;
    for (const page of walk.pages) onLru.set(page, head.id);
  }
  if (isLruChanging) return found;
  const flags = flagViolations(compiled, state, onLru);
  return flags.length === 0 ? found : [...found, ...flags];
}

/** Nobody has the right to be changing the list just now. */
function isSettled(compiled: CompiledScenario, state: State, head: ListHead): boolean {
  const { machine } = compiled;
  if (head.kind === 'lru' || head.lock !== undefined) {
    return head.lock === undefined || machine.holder(state, head.lock) === undefined;
  }
  if (head.kind === 'free') {
    return head.cpu === undefined || machine.interruptsOff(state, head.cpu) === 0;
  }
  return listExists(compiled, state, head) && !isInListFunction(compiled, state, head.cpu);
}

function isInListFunction(
  { machine, map, program }: CompiledScenario,
  state: State,
  cpu: number | undefined,
): boolean {
  return program.actors.some(
    (actor, index) =>
      actor.kind !== 'device' &&
      actor.cpu === cpu &&
      map.inListFunction[index]?.[machine.at(state, index)] === true,
  );
}

function brokenList(head: ListHead, { at, word, value }: Astray): Violation {
  const field = word === 8 ? 'next' : 'prev';
  const owner = at === 'head' ? `the head's ${field}` : `${at}'s lru.${field}`;
  const wrong = word === 8 ? 'does not lead on along the list' : 'is not the one before it';
  return {
    property: id,
    message: `${head.title} is not whole: ${owner} is ${hexWord(value)}, which ${wrong}`,
    witnesses: [
      { kind: 'list', list: head.id },
      ...(at === 'head' ? [] : [{ kind: 'word' as const, page: at, offset: word }]),
    ],
  };
}

function flagViolations(
  { map }: CompiledScenario,
  state: State,
  onLru: ReadonlyMap<string, string>,
): readonly Violation[] {
  const mask = map.flagMasks.get('PG_lru') ?? 0n;
  const view = viewOf(state);
  return map.pages.flatMap(({ page: { name }, flags }) => {
    const set = (view.getBigUint64(flags, true) & mask) !== 0n;
    const list = onLru.get(name);
    if (set === (list !== undefined)) return [];
    const witnesses: readonly Witness[] = [
      { kind: 'word', page: name, offset: 0 },
      list === undefined ? { kind: 'page', page: name } : { kind: 'list', list },
    ];
    const message =
      list === undefined
        ? `${name} has PG_lru set but is linked to no LRU list`
        : `${name} is linked to ${list} but PG_lru is clear`;
    return [{ property: id, message, witnesses }];
  });
}
