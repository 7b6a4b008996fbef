import { expect, test } from 'vitest';
import { compiledScenario } from '../../trace/testing/scheduled.ts';
import { scriptText } from './script-text.ts';

test('a CPU’s role is explained by what its script calls, repetitions once', () => {
  const { cpus } = compiledScenario('kara-race').scenario;
  expect(cpus.map(scriptText)).toEqual([
    ', pinner, calls slow_pin, device_write and unpin.',
    ', anybody, calls get_page and put_page.',
  ]);
  const [pinner] = cpus;
  const [first] = pinner?.operations ?? [];
  if (first === undefined) throw new Error('the pinner does nothing');
  expect(scriptText({ role: 'holder', operations: [first, first] })).toBe(
    ', holder, calls slow_pin.',
  );
  expect(scriptText({ role: 'idler', operations: [] })).toBe(', idler, calls nothing.');
});
