/**
 * 5,000 broken scenario files, made from the built-in ones: each gives a scenario, or one sentence
 * that says what is wrong, and never more than that.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScenario } from './compile-scenario.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { designs } from './design.ts';
import { violationsOf } from './property.ts';
import { parseScenario } from './scenario.ts';

const files: readonly unknown[] = Object.values(
  import.meta.glob<unknown>('./scenarios/**/*.json', { import: 'default', eager: true }),
);

/** What stands nowhere, or somewhere else, in a scenario file. */
const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0.5, 1e300, '', 'P', 'Q', '0x5000', 'PG_lru', 'PG_lur'),
  fc.constantFrom<unknown>([], {}, ['PG_lru', 'PG_lru'], { cpu: 3 }, 'inactive_file', 'unpin'),
  fc.constantFrom<unknown>({ operation: 'get_page', page: 'P' }, { operation: 'pin', page: 'P' }),
  fc.jsonValue({ maxDepth: 2 }),
);
const changes = fc.array(
  fc.record({ at: fc.nat(), kind: fc.constantFrom('replace', 'delete', 'repeat'), value }),
  { minLength: 1, maxLength: 4 },
);

type Container = Record<string, unknown> | unknown[];

const isContainer = (it: unknown): it is Container => typeof it === 'object' && it !== null;

/** Every place of a JSON value: what it lies in, and its key there. */
function placesIn(json: unknown): readonly (readonly [Container, string])[] {
  if (!isContainer(json)) return [];
  return Object.entries(json).flatMap(([key, inner]) => [[json, key], ...placesIn(inner)]);
}

const mutant = fc.tuple(fc.constantFrom(...files), changes).map(([file, made]) => {
  const json: unknown = structuredClone(file);
  for (const change of made) {
    const places = placesIn(json);
    const [container, key] = places[change.at % places.length] ?? [];
    if (container === undefined || key === undefined) break;
    if (Array.isArray(container)) {
      const i = Number(key);
      if (change.kind === 'delete') container.splice(i, 1);
      else if (change.kind === 'repeat') container.splice(i, 0, structuredClone(container[i]));
      else container[i] = structuredClone(change.value);
    } else if (change.kind === 'delete') delete container[key];
    else if (change.kind === 'repeat') container[`${key}2`] = structuredClone(container[key]);
    else container[key] = structuredClone(change.value);
  }
  return json;
});

/** The sentence that refuses a file; undefined where it was taken. */
function refusalOf(json: unknown): string | undefined {
  const parsed = parseScenario(json);
  return parsed.ok ? undefined : parsed.error;
}

const isSentence = (text: string): boolean =>
  /^[^\n]{8,400}$/.test(text) && !/undefined|NaN|\[object|is not a function/.test(text);

test('5,000 broken files give a scenario or a sentence', () => {
  let refused = 0;
  const property = fc.property(mutant, (json) => {
    const refusal = refusalOf(json);
    if (refusal !== undefined) refused++;
    expect(refusal === undefined || isSentence(refusal) ? '' : refusal).toBe('');
  });
  fc.assert(property, { seed: 20180702, numRuns: 5_000 });
  expect(refused).toBeGreaterThan(2_500);
});

/** Runs the first move of every state, with all that the page asks about a state. */
function firstRun(compiled: CompiledScenario): readonly string[] {
  const { machine } = compiled;
  const said: string[] = [];
  let { state, effects } = machine.start();
  for (let steps = 0; steps < 300; steps++) {
    const outcome = machine.outcome(state);
    if (outcome.kind === 'stopped') said.push(outcome.text);
    said.push(...violationsOf({ compiled, state, effects, outcome }).map(({ message }) => message));
    const [move] = machine.moves(state);
    if (move === undefined) break;
    ({ state, effects } = machine.step(state, move));
  }
  return said;
}

test('what is taken compiles and runs, or a sentence says why not', () => {
  const [, design] = designs;
  if (design === undefined) throw new Error('there is no second design');
  let ran = 0;
  const property = fc.property(mutant, (json) => {
    const parsed = parseScenario(json);
    if (!parsed.ok) return;
    const made = compileScenario({ design, scenario: parsed.value, debug: 'vm' });
    if (made.ok) ran++;
    const texts = made.ok ? firstRun(made.value) : made.error.map(({ message }) => message);
    expect(texts.filter((text) => !isSentence(text))).toEqual([]);
  });
  fc.assert(property, { seed: 20180703, numRuns: 2_500 });
  expect(ran).toBeGreaterThan(100);
}, 120_000);
