import { expect, test } from 'vitest';
import { emptyDraft } from './draft.ts';
import { fileName, fileText, mostFileText, scenarioInText } from './scenario-text.ts';

const errorOf = (text: string): string | undefined => {
  const answer = scenarioInText(text);
  return answer.ok ? undefined : answer.error;
};

test('a draft is a file of its own name', () => {
  expect(fileName(emptyDraft)).toBe('my-scenario.json');
  expect(scenarioInText(fileText(emptyDraft))).toEqual({ ok: true, value: emptyDraft });
});

test('what is no JSON is told with line and column', () => {
  const file = fileText(emptyDraft);
  expect(errorOf('{\n  "id": "a",\n  oops\n}')).toBe(
    'This is no JSON: line 3, column 3: “o” cannot stand there.',
  );
  expect(errorOf(file.slice(0, 100))).toMatch(
    /^This is no JSON: line \d+, column \d+: it ends too early, something is not closed\.$/,
  );
  expect(errorOf('  \n')).toBe('This file is empty.');
  expect(errorOf('x'.repeat(mostFileText + 1))).toBe(
    'This file has 500001 characters; a scenario has at most 500000.',
  );
});

test('what is no scenario is told with its place in the file', () => {
  const file = fileText(emptyDraft);
  expect(errorOf(file.replace('"refcount": 2', '"refcount": 1'))).toBe(
    'Pages[0] (P) has refcount 1, lower than what holds it: 1 by page tables and 1 by the page cache make 2.',
  );
  expect(errorOf(file.replace('"refcount"', '"refcuont"'))).toMatch(/refc/);
  expect(errorOf('[]')).toMatch(/\.$/);
});
