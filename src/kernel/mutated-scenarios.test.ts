/**
 * Broken scenario files, made from the built-in ones: each gives a scenario that compiles and runs, or
 * one sentence that says what is wrong, and never more than that. `npm run mutants` tries 100,000.
 */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileScenario } from './compile-scenario.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { designs } from './design.ts';
import { violationsOf } from './property.ts';
import { parseScenario, type Scenario } from './scenario.ts';

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

const isSentence = (text: string): boolean =>
  /^[^\n]{8,400}$/.test(text) && !/undefined|NaN|\[object|is not a function/.test(text);

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

const count = Number(process.env['MUTANTS'] ?? 20_000);

test(`${count} broken files are each refused with a sentence, or compile and run, or a sentence says why not`, () => {
  const [, design] = designs;
  if (design === undefined) throw new Error('there is no second design');
  let refused = 0;
  let ran = 0;
  /** What was said of a scenario: many broken files differ only in what no program is made of. */
  const said = new Map<string, readonly string[]>();
  const textsOf = (scenario: Scenario): readonly string[] => {
    const made = compileScenario({ design, scenario, debug: 'vm' });
    if (made.ok) ran++;
    return made.ok ? firstRun(made.value) : made.error.map(({ message }) => message);
  };
  const saidOf = (json: unknown): readonly string[] => {
    const parsed = parseScenario(json);
    if (!parsed.ok) {
      refused++;
      return [parsed.error];
    }
    const { pages, before, race, cpus, interrupts } = parsed.value;
    const key = JSON.stringify([pages, before, race, cpus, interrupts]);
    const texts = said.get(key) ?? textsOf(parsed.value);
    said.set(key, texts);
    return texts;
  };
  const property = fc.property(mutant, (json) => {
    expect(saidOf(json).filter((text) => !isSentence(text))).toEqual([]);
  });
  fc.assert(property, { seed: 20180702, numRuns: count });
  expect(refused).toBeGreaterThan(count / 2);
  expect(ran).toBeGreaterThan(count / 100);
}, 900_000);
