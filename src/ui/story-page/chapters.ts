/** The story in the parts that it is told in: from which date on. */
import { type HistoryEvent, history } from '../../kernel/history/history.ts';

export interface Chapter {
  readonly id: string;
  readonly title: string;
  readonly events: readonly HistoryEvent[];
}

const PARTS = [
  { id: 'summer-2018', title: 'Summer 2018: the two words', from: '2018-06' },
  { id: 'autumn-2018', title: 'Autumn 2018: a release call, the same words', from: '2018-10' },
  { id: 'in-the-count', title: '2019 and 2020: pins in the reference count', from: '2019' },
  { id: 'who-asks', title: 'Since then: who asks', from: '2020-09' },
] as const;

export const chapters: readonly Chapter[] = PARTS.map(({ id, title, from }, index) => {
  const next = PARTS[index + 1]?.from ?? '9999';
  return { id, title, events: history.filter(({ date }) => date >= from && date < next) };
});
