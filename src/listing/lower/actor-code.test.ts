import { describe, expect, test } from 'vitest';
import { codeText, exprText } from '../flow/code-text.ts';
import { compiled, cpu, problems } from '../testing/compiling.ts';

describe('actors', () => {
  test('mean their own CPU’s object by a per-CPU name', () => {
    const text = `fn cpu0()
    lru_add_pvec.nr = 0

fn cpu1()
    cpu0()
`;
    const { actors } = compiled(text, { actors: [cpu(0, 'cpu0'), cpu(1, 'cpu1')] });
    expect(actors.map(({ code: { operations } }) => operations.map(({ op }) => op.kind))).toEqual([
      ['store', 'end'],
      ['enter', 'store', 'leave', 'end'],
    ]);
    expect(codeText(actors[1]?.code ?? { operations: [], start: 0, slots: 0 })[1]).toContain(
      '0x2100',
    );
  });

  test('have an epilogue behind their script, where nothing is alive', () => {
    const { actors } = compiled(
      `fn cpu0()
    n = page_a.index
    if n == 0: return
    page_a.index = n - 1

fn drain()
    n = lru_add_pvec.nr
    lru_add_pvec.nr = n
`,
      { actors: [{ ...cpu(0, 'cpu0'), epilogue: 'drain' }] },
    );
    const drained = actors[0]?.code;
    expect(drained?.epilogue).toBe(3);
    expect(
      codeText(drained ?? { operations: [], start: 0, slots: 0 }).map((line) =>
        line.replace(/ \d+ \(\)$/, ''),
      ),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0',
      '1: if (s0 == 0) go 3 else 2',
      '2: store page.index [0x5000+32 u64] = (s0 + 0xffffffffffffffff)',
      expect.stringMatching(/^3: epilogue enter \d+ \(\) \| dead 0$/),
      '4: s0 = load pagevec.nr [0x2000 u32] | dead 0',
      '5: store pagevec.nr [0x2000 u32] = s0',
      expect.stringMatching(/^6: leave \d+$/),
      '7: end | dead 0',
    ]);
  });

  test('show the locals that still hold something, by the frame that owns them', () => {
    const { actors } = compiled(`fn cpu0()
    n = page_a.index
    flags = page_a.flags
    keep(page_a, n + 1)
    page_a.flags = flags

fn keep(page, m: u64)
    entry = page.lru.next
    page.index = m
    entry.prev = 0
`);
    const shown = (actors[0]?.code.operations ?? []).flatMap(({ op, locals }) =>
      op.kind === 'store'
        ? [
            locals.map(
              ({ name, frame, value, type }) => `${frame} ${name}: ${type} = ${exprText(value)}`,
            ),
          ]
        : [],
    );
    expect(shown).toEqual([
      [
        '0 n: u64 = s0',
        '0 flags: page.flags = s1',
        '1 page: *page = 0x5000',
        '1 m: u64 = (s0 + 1)',
        '1 entry: *list_head = s2',
      ],
      ['0 flags: page.flags = s1', '1 page: *page = 0x5000', '1 entry: *list_head = s2'],
      ['0 flags: page.flags = s1'],
    ]);
  });
});

describe('probes', () => {
  test('take an object and give a value, in one go', () => {
    const { probes } = compiled(
      `fn cpu0()
    pause "nothing"

fn says_pinned(page) -> u64
    if page.index == 0: return 0
    return page.dma_pinned_flags & 2
`,
      { probes: ['says_pinned', 'PageLRU'] },
    );
    expect(
      probes.map(({ name, argument, result, code: probe }) => ({
        name,
        argument,
        result,
        code: codeText(probe),
      })),
    ).toEqual(
      [
        {
          name: 'says_pinned',
          argument: 0,
          result: 0,
          code: [
            '0: s1 = load page.index [s0+32 u64] | dead 1',
            '1: if (s1 == 0) go 2 else 4',
            '2: s0 = 0',
            '3: go 6',
            '4: s0 = load page.dma_pinned_flags [s0+8 u64] | dead 1',
            '5: s0 = (s0 & 2)',
            '6: end | dead 1',
          ],
        },
        {
          name: 'PageLRU',
          argument: 0,
          result: 0,
          code: ['0: s0 = load page.flags.lru [s0 u64] ', '1: s0 = ((s0 & 32) != 0)', '2: end '],
        },
      ].map((probe) => ({ ...probe, code: probe.code.map((line) => line.trimEnd()) })),
    );
  });

  test('only look', () => {
    const text = 'fn cpu0()\n    pause "nothing"\n';
    expect(problems(text, { probes: ['isolate_lru_page', 'get_page', 'PageDirty'] })).toEqual([
      expect.stringContaining('isolate_lru_page is a probe: it may only look'),
      expect.stringContaining('get_page is a probe and has to give a value'),
      'scenario:1:1: no function PageDirty',
    ]);
  });
});
