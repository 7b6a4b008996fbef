import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation, Program } from '../listing/program.ts';
import { compileScenario } from './compile-scenario.ts';
import { type Design, designById, designs } from './design.ts';
import { overlayFile } from './edition.ts';
import {
  designFunctions,
  functionOfOverlay,
  functionsOfOverlay,
  joined,
  partsOf,
  withFunction,
} from './overlay.ts';
import { scenarioById } from './scenario.ts';

function designNamed(id: string): Design {
  const design = designById(id);
  if (design === undefined) throw new Error(`no design ${id}`);
  return design;
}

const july = designNamed('july-2018');
const v418 = designNamed('v4.18');

/** Every function of every design. */
const all = designs.flatMap((design) =>
  [...designFunctions(design).values()].map((fn) => ({ design, fn })),
);

function compiled(design: Design, overlay?: string): Program {
  const scenario = scenarioById('kara-race');
  if (scenario === undefined) throw new Error('kara-race is gone');
  const listing = overlay === undefined ? {} : { overlay: { file: overlayFile, text: overlay } };
  const result = compileScenario({ design, scenario, debug: 'vm,list', ...listing });
  if (!result.ok) throw new Error(result.error.map(({ message }) => message).join('; '));
  return result.value.program;
}

/** A text without the place that a bound names. */
const unplaced = (text: string): string => text.replace(/ at \S+:\d+ /, ' ');

/** The steps of all actors; functions by name and lines from their heads, since those have moved. */
function stepsOf({ actors, functions, probes }: Program): unknown {
  const fnAt = (fn: number): string => functions[fn]?.name ?? '';
  const shown = ({ op, stack, dead, locals }: Operation): unknown => ({
    op:
      'fn' in op
        ? { ...op, fn: fnAt(op.fn) }
        : 'text' in op
          ? { ...op, text: unplaced(op.text) }
          : op,
    stack: stack.map(({ fn, line }) => `${fnAt(fn)}+${line - (functions[fn]?.line ?? 0)}`),
    dead,
    locals,
  });
  const codeOf = (code: Program['actors'][number]['code']): unknown => ({
    ...code,
    operations: code.operations.map(shown),
  });
  return {
    actors: actors.map((actor) => ({ ...actor, code: codeOf(actor.code) })),
    probes: probes.map((probe) => ({ ...probe, code: codeOf(probe.code) })),
  };
}

const unchanged = new Map(designs.map((design) => [design, compiled(design)]));

describe('the functions of a design', () => {
  test('are those that its programs have, each with the text of its file', () => {
    for (const [design, program] of unchanged) {
      const names = program.functions
        .filter(({ file }) => !file.startsWith('scenario/'))
        .map(({ name, file }) => `${file} ${name}`);
      const own = [...designFunctions(design).values()].map(({ name, file }) => `${file} ${name}`);
      expect(own.toSorted()).toEqual(names.toSorted());
    }
    expect(all.length).toBeGreaterThan(180);
  });

  test('come with their comments and their source note', () => {
    const put = designFunctions(july).get('put_page');
    expect(put).toEqual({
      name: 'put_page',
      file: 'july-2018/mm.step',
      line: 14,
      source: '"include/linux/mm.h, v2 5/6, message-id 20180702005654.20369-6-jhubbard@nvidia.com"',
      text: [
        '# Drops a reference, and on a pinned page first a pin. It can not know whose.',
        'operation put_page(page)',
        '    head = compound_head(page)',
        '    if PageDmaPinned(head)                  # set by now, perhaps not when the reference was taken',
        '        __put_page_for_pinned_dma(head)',
        '    if DEVMAP_MANAGED_KEY',
        '        managed = put_devmap_managed_page(head)',
        '        if managed',
        '            return',
        '    if put_page_testzero(head)',
        '        __put_page(head)',
      ].join('\n'),
    });
    expect(designFunctions(v418).get('put_page')?.file).toBe('v4.18/mm.step');
  });
});

describe('an overlay', { timeout: 30_000 }, () => {
  test('of any one function unchanged gives the same steps', () => {
    fc.assert(
      fc.property(fc.constantFrom(...all), ({ design, fn }) => {
        const program = compiled(design, joined([fn]).text);
        const placed = program.functions.find(({ name }) => name === fn.name);
        expect(placed?.file).toBe(overlayFile);
        expect(stepsOf(program)).toEqual(stepsOf(unchanged.get(design) ?? program));
      }),
      { numRuns: 40, seed: 1 },
    );
  });

  test('of several functions unchanged gives the same steps and the same notes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...designs),
        fc.array(fc.nat(), { minLength: 2, maxLength: 9 }),
        (design, picks) => {
          const functions = [...designFunctions(design).values()];
          const chosen = new Set(picks.flatMap((pick) => functions[pick % functions.length] ?? []));
          const program = compiled(design, joined([...chosen]).text);
          expect(stepsOf(program)).toEqual(stepsOf(unchanged.get(design) ?? program));
          const before = unchanged.get(design)?.functions ?? [];
          for (const { name, from, why, lines } of program.functions) {
            const was = before.find((fn) => fn.name === name);
            expect({ name, from, why }).toEqual({ name, from: was?.from, why: was?.why });
            expect(lines.map(({ text }) => text)).toEqual(was?.lines.map(({ text }) => text));
          }
        },
      ),
      { numRuns: 20, seed: 2 },
    );
  });

  test('falls into the parts that it was joined from', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...designFunctions(july).values()), { maxLength: 12 }),
        (functions) => {
          const parts = functions.map(({ name, source, text }) => ({ name, source, text }));
          const { text, lines } = joined(parts);
          const bare = parts.filter(({ source }) => source === undefined);
          expect(partsOf(text)).toEqual([...bare, ...parts.filter((part) => !bare.includes(part))]);
          parts.forEach((part, index) => {
            const from = lines[index] ?? 0;
            const length = part.text.split('\n').length;
            expect(text.split('\n').slice(from - 1, from - 1 + length)).toEqual(
              part.text.split('\n'),
            );
          });
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });

  test('keeps what it declares besides functions, and lines that belong to nothing', () => {
    const text =
      '    stray = 1\n\n# One.\nconst ONE = 1\n\nsource "a \\"b\\""\n# Two.\n\nfn two() = ONE + ONE\n';
    expect(partsOf(text)).toEqual([
      { name: undefined, source: undefined, text: '    stray = 1' },
      { name: undefined, source: undefined, text: '# One.\nconst ONE = 1' },
      { name: 'two', source: '"a \\"b\\""', text: 'fn two() = ONE + ONE' },
    ]);
    expect(partsOf(joined(partsOf(text)).text)).toEqual(partsOf(text));
  });

  test('names its functions, and gives the text of one', () => {
    const text = 'fn one()\n    return\n\n# Two.\noperation two(page)\n    return\n';
    expect(functionsOfOverlay(text)).toEqual(['one', 'two']);
    expect(functionOfOverlay(text, 'two')).toBe('# Two.\noperation two(page)\n    return');
    expect(functionOfOverlay(text, 'three')).toBeUndefined();
    expect(functionsOfOverlay('')).toEqual([]);
    expect(joined([])).toEqual({ text: '', lines: [] });
  });

  test('takes a changed function, replaces it, and gives it back', () => {
    const own = designFunctions(july).get('get_page')?.text ?? '';
    const changed = own.replace('    atomic head._refcount += 1\n', '');
    expect(changed).not.toBe(own);
    const once = withFunction([], july, 'get_page', `${changed}\n\n`);
    expect(once).toEqual([
      { name: 'get_page', source: designFunctions(july).get('get_page')?.source, text: changed },
    ]);
    const other = designFunctions(july).get('put_page')?.text ?? '';
    const both = withFunction(
      once,
      july,
      'put_page',
      other.replace('if PageDmaPinned(head)', 'if 0'),
    );
    expect(both.map(({ name }) => name)).toEqual(['get_page', 'put_page']);
    expect(withFunction(both, july, 'get_page', `${own}\n`).map(({ name }) => name)).toEqual([
      'put_page',
    ]);
    expect(withFunction(once, july, 'get_page', ' \n')).toEqual([]);
    const renewed = withFunction(both, july, 'get_page', 'operation get_page(page)\n    return');
    expect(renewed.map(({ name, text }) => [name, text.length < 50])).toEqual([
      ['get_page', true],
      ['put_page', false],
    ]);
  });
});
