/** The line that heads what a lock guards: padlock, name, holder and since when, what it guards. */
import { actorMark } from './actor-mark.ts';
import type { PictureItem } from './drawing.ts';
import { behind, lettered } from './lettering.ts';
import type { LockTold } from './memory-input.ts';
import { textWidth } from './text-width.ts';

/** Items of a lock line whose top is at y, `width` px wide; about 16 px high. */
export function lockLine(lock: LockTold, y: number, width: number): readonly PictureItem[] {
  const id = `lock:${lock.name}`;
  const name = lettered(id, { x: 20, y: y + 12 }, lock.name, { size: 13, weight: 600 });
  const items: PictureItem[] = [
    {
      kind: 'padlock',
      id: `${id}.padlock`,
      x: 0,
      y,
      ...(lock.holder === undefined ? {} : { holder: lock.holder }),
    },
    name,
  ];
  const state = lettered(
    `${id}.state`,
    { x: behind(name), y: y + 12 },
    lock.holder === undefined ? 'free' : 'held by',
    { tone: 'ink2' },
  );
  items.push(state);
  let end = behind(state);
  if (lock.holder !== undefined) {
    const full = lock.since === 0 ? 'from the start' : `since step ${lock.since ?? '?'}`;
    const fits = end + 22 + textWidth(full, 12.5) <= width;
    const since = fits ? full : full.replace(/^since |^from the /, '');
    const text = lettered(`${id}.since`, { x: end + 22, y: y + 12 }, since, { tone: 'ink2' });
    items.push(
      {
        kind: 'actor',
        id: `${id}.holder`,
        actor: lock.holder,
        x: end + 8,
        y: y + 7.5,
        r: 7.5,
        letter: true,
      },
      text,
    );
    end = behind(text);
  }
  const guards = `guards ${lock.guards.split(',')[0] ?? ''}`;
  if (lock.guards !== '' && end + textWidth(guards, 12) <= width) {
    items.push(
      lettered(`${id}.guards`, { x: width, y: y + 12 }, guards, {
        size: 12,
        tone: 'ink3',
        anchor: 'end',
      }),
    );
  }
  return items;
}

/** The lock in a sentence, for those who do not see the line. */
export function lockSentence(lock: LockTold): string {
  const holder =
    lock.holder === undefined
      ? 'free'
      : `held by ${actorMark(lock.holder).name} ${lock.since === 0 ? 'from the start' : `since step ${lock.since ?? '?'}`}`;
  return `${lock.name} is ${holder}${lock.guards === '' ? '' : `; it guards ${lock.guards}`}`;
}
