import { describe, expect, test } from 'vitest';
import { designs } from '../design.ts';
import { properties } from '../property.ts';
import { scenarioById } from '../scenario.ts';
import { answersTo, history, historySources } from './history.ts';
import { recordings } from './recordings.ts';

const KINDS = ['problem', 'patch', 'objection', 'answer', 'finding', 'merged', 'open'];

describe('the history', () => {
  test('is told in the order of its dates, each event once', () => {
    const dates = history.map(({ date }) => date);
    // A date known to the year only stands anywhere in it.
    for (const [index, date] of dates.entries()) {
      const before = dates[index - 1] ?? '';
      const known = Math.min(date.length, before.length);
      expect(date.slice(0, known) >= before.slice(0, known), `${before} before ${date}`).toBe(true);
    }
    expect(new Set(history.map(({ id }) => id)).size).toBe(history.length);
  });

  test.each(history.map((event) => [event.id, event] as const))(
    '%s names sources that there are, a kind that is known, and answers what came before',
    (id, { kind, sources, answers = [], scenes = [], recording }) => {
      expect(KINDS).toContain(kind);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect([...historySources.keys()]).toContain(source);
      const earlier = history.slice(
        0,
        history.findIndex((event) => event.id === id),
      );
      for (const answer of answers) expect(earlier.map((event) => event.id)).toContain(answer);
      for (const { scenario, design, rule } of scenes) {
        expect(scenarioById(scenario)).toBeDefined();
        expect(designs.map((one) => one.id)).toContain(design);
        expect([undefined, ...properties.map((one) => one.id)]).toContain(rule);
      }
      expect([undefined, ...recordings.map((one) => one.id)]).toContain(recording);
    },
  );

  test('every source is named by an event, and every recording by a source and an event', () => {
    const named = new Set(history.flatMap(({ sources }) => sources));
    expect([...historySources.keys()].filter((source) => !named.has(source))).toEqual([]);
    for (const { id, source } of recordings) {
      expect(historySources.get(source)?.kind).toBe('recording');
      expect(history.filter(({ recording }) => recording === id)).toHaveLength(1);
    }
  });

  test('a message-id is whole or says that it is not', () => {
    const ids = [...historySources.values()].flatMap(({ messageId }) => messageId ?? []);
    for (const id of ids) expect(id).toMatch(/^[^@\s]+(@[a-z0-9.]+|…)$/);
  });

  test('tells what answered Kara: a release call, and at last the count of references', () => {
    expect(answersTo('kara').map(({ id }) => id)).toEqual(['dropped', 'october', 'v5.7']);
  });
});
