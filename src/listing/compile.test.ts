import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeText, exprText } from './code-text.ts';
import { compile } from './compile.ts';
import { PRELUDE } from './fixtures/prelude.ts';
import { problemText } from './problem.ts';
import type { PlacedObject, Program } from './program.ts';
import type { ActorRequest, CompileRequest } from './request.ts';

const OBJECTS: readonly PlacedObject[] = [
  { name: 'node', struct: 'pglist_data', address: 0x1000n },
  { name: 'lru_add_pvec', struct: 'pagevec', address: 0x2000n, cpu: 0 },
  { name: 'lru_add_pvec', struct: 'pagevec', address: 0x2100n, cpu: 1 },
  { name: 'page_a', struct: 'page', address: 0x5000n },
];

const cpu = (n: number, run: string): ActorRequest => ({
  id: `cpu${n}`,
  kind: 'cpu',
  cpu: n,
  role: '',
  run,
});

function request(text: string, more: Partial<CompileRequest> = {}): CompileRequest {
  return {
    layers: [
      { id: 'base', sources: [{ file: 'base.step', text: PRELUDE }] },
      { id: 'my', sources: [{ file: 'my.step', text }] },
    ],
    objects: OBJECTS,
    initial: [],
    initialGhosts: [],
    actors: [cpu(0, 'cpu0')],
    probes: [],
    debug: [],
    ...more,
  };
}

function compiled(text: string, more: Partial<CompileRequest> = {}): Program {
  const result = compile(request(text, more));
  if (!result.ok) throw new Error(result.error.map(problemText).join('\n'));
  return result.value;
}

function problems(text: string, more: Partial<CompileRequest> = {}): readonly string[] {
  const result = compile(request(text, more));
  return result.ok ? [] : result.error.map(problemText);
}

/** Code of the first actor, with names in place of function indices. */
function code(text: string, more: Partial<CompileRequest> = {}): readonly string[] {
  const program = compiled(text, more);
  const [actor] = program.actors;
  if (actor === undefined) throw new Error('no actor');
  return codeText(actor.code).map((line) =>
    line.replace(/(enter|leave) (\d+)/, (_, verb: string, fn: string) => {
      return `${verb} ${program.functions[Number(fn)]?.name ?? '?'}`;
    }),
  );
}

describe('touches', () => {
  test('are one operation a line, named as the struct has it', () => {
    expect(
      code(`fn cpu0()
    next = page_a.lru.next
    next.prev = &page_a.lru
    atomic page_a._refcount += 1
    set page_a.flags.lru
    lock node.lru_lock irqsave
    unlock node.lru_lock irqrestore
    cmpxchg(page_a._refcount, 2, 0)
    pause "waits"
    wait until page_a._refcount > 1
`),
    ).toEqual([
      '0: s0 = load page.lru.next [0x5000+8 u64] | dead 0',
      '1: store list_head.prev [s0+8 u64] = 0x5008',
      '2: rmw page._refcount [0x5000+52 s32] + 1 | dead 0',
      '3: set page.flags.lru [0x5000 u64 bit 5] | dead 0',
      '4: lock pglist_data.lru_lock [0x1000 u32] irqsave | dead 0',
      '5: unlock pglist_data.lru_lock [0x1000 u32] irqsave | dead 0',
      '6: cmpxchg page._refcount [0x5000+52 s32] 2 -> 0 | dead 0',
      '7: pause "waits" | dead 0',
      '8: s0 = wait page._refcount [0x5000+52 s32] until (s0 >s 1) | dead 0',
      '9: end | dead 0',
    ]);
  });

  test('a test of a bit loads the whole word once', () => {
    expect(
      code(`fn cpu0()
    if PageLRU(page_a)
        clear page_a.flags.lru
    flags = page_a.flags
    page_a.flags = flags without lru
    page_a.flags = flags with active
`),
    ).toEqual([
      '0: s0 = load page.flags.lru [0x5000 u64] | dead 0',
      '1: if ((s0 & 32) != 0) go 2 else 3',
      '2: clear page.flags.lru [0x5000 u64 bit 5] | dead 0',
      '3: s0 = load page.flags [0x5000 u64] | dead 0',
      '4: store page.flags [0x5000 u64] = (s0 & 0xffffffffffffffdf)',
      '5: store page.flags [0x5000 u64] = (s0 | 64)',
      '6: end | dead 0',
    ]);
  });

  test('addresses that are known fold, container undoes an address, and an index stays one', () => {
    expect(
      code(`fn cpu0()
    n = lru_add_pvec.nr
    lru_add_pvec.pages[n] = page_a
    lru_add_pvec.pages[2] = container(&page_a.lru, page.lru)
    add(&page_a.lru, &node.lists[n])

fn add(entry: list_head, head: list_head)
    head.next = entry
`),
    ).toEqual([
      '0: s0 = load pagevec.nr [0x2000 u32] | dead 0',
      '1: store pagevec.pages[n] [0x2000+8+s0*8 u64] = 0x5000',
      '2: store pagevec.pages[2] [0x2000+24 u64] = 0x5000',
      '3: enter add (0x5008, ((s0 * 16) + 0x1008))',
      '4: store list_head.next [(s0 * 16)+4104 u64] = 0x5008',
      '5: leave add',
      '6: end | dead 0',
    ]);
  });
});

describe('calls', () => {
  test('are written out between enter and leave, with the frames of both lines', () => {
    const program = compiled(`fn cpu0()
    isolate_lru_page(page_a)
`);
    const names = program.functions.map(({ name }) => name);
    const [script, isolate] = [names.indexOf('cpu0'), names.indexOf('isolate_lru_page')];
    const operations = program.actors[0]?.code.operations ?? [];
    expect(codeText({ operations, start: 0, slots: 1 })).toEqual([
      `0: enter ${isolate} (0x5000)`,
      '1: s0 = load page.flags.lru [0x5000 u64] | dead 0',
      '2: if not ((s0 & 32) != 0) go 3 else 5',
      `3: leave ${isolate} 0xfffffffffffffff0`,
      '4: go 7',
      '5: clear page.flags.lru [0x5000 u64 bit 5] | dead 0',
      `6: leave ${isolate} 0`,
      '7: end | dead 0',
    ]);
    const line = (text: string): number =>
      PRELUDE.split('\n').findIndex((other) => other.includes(text)) + 1;
    expect(operations[0]?.stack).toEqual([{ fn: script, line: 2 }]);
    expect(operations[1]?.stack).toEqual([
      { fn: script, line: 2 },
      // The load is that of PageLRU, which is one line and so stands for itself in this one.
      { fn: isolate, line: line('if not PageLRU(page): return -EBUSY') },
    ]);
    expect(operations[5]?.stack.at(-1)?.line).toBe(line('clear page.flags.lru'));
  });

  test('of functions without steps leave no trace', () => {
    expect(
      code(`fn larger(a: u64, b: u64) -> u64
    if a > b: return a
    return b

fn cpu0()
    n = page_a.index
    page_a.index = larger(n, 3)
`),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0',
      '1: if (s0 > 3) go 3 else 2',
      '2: s0 = 3',
      '3: store page.index [0x5000+32 u64] = s0',
      '4: end | dead 0',
    ]);
  });

  test('look functions up late: a design replaces what its base calls', () => {
    const operations = code(`fn get_page(page)
    atomic page._refcount += 2

fn cpu0()
    get_page(page_a)
`);
    expect(operations[1]).toBe('1: rmw page._refcount [0x5000+52 s32] + 2');
  });

  test('keep a parameter apart from its argument only where it is assigned', () => {
    expect(
      code(`fn count(n: u64)
    n += 1
    page_a.index = n

fn cpu0()
    n = page_a.index
    count(n)
    page_a.index = n
`),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0 1',
      '1: enter count (s0)',
      '2: s1 = s0',
      '3: s1 = (s1 + 1)',
      '4: store page.index [0x5000+32 u64] = s1',
      '5: leave count',
      '6: store page.index [0x5000+32 u64] = s0 | dead 1',
      '7: end | dead 0 1',
    ]);
  });
});

describe('loops', () => {
  test('repeat is a jump back, and carries nothing', () => {
    expect(
      code(`fn cpu0()
    if get_page_unless_zero(page_a)
        put_page(page_a)
`),
    ).toEqual([
      '0: enter get_page_unless_zero (0x5000)',
      '1: s0 = load page._refcount [0x5000+52 s32] | dead 0 1',
      '2: if (s0 == 0) go 3 else 6',
      '3: s0 = 0',
      '4: leave get_page_unless_zero s0',
      '5: go 10',
      '6: s1 = cmpxchg page._refcount [0x5000+52 s32] s0 -> (s0 + 1) | dead 1',
      '7: if (s1 == s0) go 8 else 1',
      '8: s0 = 1',
      '9: leave get_page_unless_zero s0',
      '10: if s0 go 11 else 14',
      '11: enter put_page (0x5000)',
      '12: rmw page._refcount [0x5000+52 s32] - 1 | dead 0 1',
      '13: leave put_page',
      '14: end | dead 0 1',
    ]);
  });

  test('loop counts its rounds, and says when they are used up', () => {
    expect(
      code(`fn cpu0()
    loop at most 3
        if page_a.index == 0: break
`),
    ).toEqual([
      '0: s0 = 0',
      '1: s1 = load page.index [0x5000+32 u64] | dead 1',
      '2: if (s1 == 0) go 7 else 3',
      '3: if (s0 == 2) go 6 else 4',
      '4: s0 = (s0 + 1)',
      '5: go 1',
      '6: bound "the loop at my.step:2 ran out of its 3 rounds"',
      '7: end | dead 0 1',
    ]);
  });

  test('for counts with its variable, and keeps a bound that its lines change', () => {
    expect(
      code(`fn cpu0()
    n = page_a.index
    for i in 0..n at most 4
        n = lru_add_pvec.nr + i
`),
    ).toEqual([
      '0: s0 = load page.index [0x5000+32 u64] | dead 0 1 2',
      '1: s1 = 0',
      '2: if (s1 < s0) go 3 else 8',
      '3: if (s1 == 4) go 4 else 5',
      '4: bound "the for at my.step:3 ran out of its 4 rounds"',
      '5: s2 = load pagevec.nr [0x2000 u32] | dead 2',
      '6: s1 = (s1 + 1)',
      '7: go 2',
      '8: end | dead 0 1 2',
    ]);
  });

  test('for needs no bound where its rounds are known', () => {
    const operations = code(`fn cpu0()
    for i in 0..2 at most 2
        if i == 1: again
        page_a.index = i
`);
    expect(operations).toEqual([
      '0: s0 = 0',
      '1: if (s0 < 2) go 2 else 6',
      '2: if (s0 == 1) go 4 else 3',
      '3: store page.index [0x5000+32 u64] = s0',
      '4: s0 = (s0 + 1)',
      '5: go 1',
      '6: end | dead 0',
    ]);
  });
});

describe('ghost lines', () => {
  test('belong to the step before, or with "until" to the one after, as far as the call goes', () => {
    expect(
      code(`fn cpu0()
    err = isolate_lru_page(page_a)
    pause "the device writes"
    if err == 0
        ghost until page_a.pins -= 1
    put_page(page_a)
    ghost page_a.freed += 1
    ghost bug if page_a.pins > 0 "pinned"
`).slice(8),
    ).toEqual([
      '8: leave isolate_lru_page s0',
      '9: pause "the device writes"',
      '10: if (s0 == 0) go 11 else 12',
      '11: ghost until 0x5000 pins - 1 | dead 0',
      '12: enter put_page (0x5000)',
      '13: rmw page._refcount [0x5000+52 s32] - 1 | dead 0',
      '14: leave put_page',
      '15: ghost 0x5000 freed + 1',
      '16: s0 = ghost 0x5000 pins',
      '17: bug if (s0 >s 0) "pinned"',
      '18: end | dead 0',
    ]);
  });
});

describe('debug lines', () => {
  const text = `fn cpu0()
    debug bug if page_a.index "vm"
    debug(list) if page_a.index == 1
        warn if page_a._refcount <= 0
    put_page(page_a)
`;
  const kinds = (debug: CompileRequest['debug']): readonly string[] =>
    (compiled(text, { debug }).actors[0]?.code.operations ?? []).map(({ op }) => op.kind);

  test('run in kernels that have them', () => {
    expect(kinds([])).toEqual(['enter', 'rmw', 'leave', 'end']);
    expect(kinds(['vm'])).toEqual(['load', 'bug', 'enter', 'rmw', 'leave', 'end']);
    expect(kinds(['vm', 'list'])).toEqual([
      'load',
      'bug',
      'load',
      'branch',
      'load',
      'warn',
      'enter',
      'rmw',
      'leave',
      'end',
    ]);
  });

  test('say their condition where they have no text, and compare signed fields as signed', () => {
    const [warning] = (compiled(text, { debug: ['list'] }).actors[0]?.code.operations ?? [])
      .map(({ op }) => op)
      .filter((op) => op.kind === 'warn');
    expect(warning?.text).toBe('page_a._refcount <= 0');
    expect(warning === undefined ? '' : exprText(warning.test)).toBe('(s0 <=s 0)');
  });
});

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

describe('a scenario that does not fit its listings', () => {
  const text = `object batch: pagevec

fn cpu0()
    batch.nr = 0

fn pinner(page)
    get_page(page)
`;

  test('places no object that a listing needs', () => {
    expect(problems(text)).toEqual(['my.step:4:5: the scenario places no object batch']);
  });

  test('places another struct, or places it otherwise', () => {
    const batch = { name: 'batch', struct: 'page', address: 0x9000n };
    expect(problems(text, { objects: [...OBJECTS, batch] })).toEqual([
      'my.step:1:8: batch is a pagevec here, but the scenario places a page',
    ]);
    expect(
      problems(text, { objects: [...OBJECTS, { ...batch, struct: 'pagevec', cpu: 0 }] }),
    ).toEqual([
      'my.step:1:8: batch is one object for all CPUs, but the scenario places it per CPU',
    ]);
  });

  test('runs what is not there, or what wants arguments', () => {
    const objects = [...OBJECTS, { name: 'batch', struct: 'pagevec', address: 0x9000n }];
    expect(problems(text, { objects, actors: [cpu(0, 'cpu00'), cpu(1, 'pinner')] })).toEqual([
      'scenario:1:1: no function cpu00\n    hint: did you mean cpu0?',
      'my.step:6:4: pinner is to be run alone, but takes 1 arguments',
    ]);
  });

  test('lets a device use what belongs to a CPU', () => {
    const device: ActorRequest = { id: 'device', kind: 'device', cpu: -1, role: '', run: 'cpu0' };
    expect(problems('fn cpu0()\n    lru_add_pvec.nr = 0\n', { actors: [device] })).toEqual([
      'my.step:2:5: lru_add_pvec is per CPU, and there is none for device\n    hint: only what runs on a CPU may use it',
    ]);
  });
});

describe('functions as they are shown', () => {
  test('have the lines of the author, without comments, and say what each line does', () => {
    const { functions } = compiled(`source "mm/gup.c, Linux v4.18"

# Pins a page, and gives it up at once.
# Nobody does that.
operation pin(page) -> s32
    get_page(page)                        # a reference

    if page.index == 0                    # nothing "#" there
        debug bug if page.flags.lru
        return 1
    else
        n = page.index                    # a load
    ghost page.pins += 1
    page.index = n                        # a store
    lock node.lru_lock
    n += 1
    debug(list) if n == 2
        pause "takes # time"
    return 0

fn look(page) = page.flags.lru            # one bit

fn cpu0()
    pin(page_a)
`);
    const pin = functions.find(({ name }) => name === 'pin');
    expect(pin).toMatchObject({
      parameters: ['page'],
      design: 'my',
      file: 'my.step',
      line: 5,
      from: 'mm/gup.c, Linux v4.18',
      why: 'Pins a page, and gives it up at once. Nobody does that.',
      operation: true,
    });
    expect(
      pin?.lines.map(({ number, depth, text, kind, why, debug }) =>
        [number, kind, debug === '' ? '-' : debug, '>'.repeat(depth) + text, why ?? ''].join(' | '),
      ),
    ).toEqual([
      '6 | call | - | get_page(page) | a reference',
      '8 | R | - | if page.index == 0 | nothing "#" there',
      '9 | R | vm | >debug bug if page.flags.lru | ',
      '10 | local | - | >return 1 | ',
      '11 | local | - | else | ',
      '12 | R | - | >n = page.index | a load',
      '13 | ghost | - | ghost page.pins += 1 | ',
      '14 | W | - | page.index = n | a store',
      '15 | L | - | lock node.lru_lock | ',
      '16 | local | - | n += 1 | ',
      '17 | local | list | debug(list) if n == 2 | ',
      '18 | P | list | >pause "takes # time" | ',
      '19 | local | - | return 0 | ',
    ]);
    expect(functions.find(({ name }) => name === 'look')?.lines).toEqual([
      { number: 21, depth: 0, text: 'page.flags.lru', kind: 'R', debug: '' },
    ]);
  });
});

describe('structs of a program', () => {
  test('are flat, say where each field is, and what is embedded', () => {
    const { structs, constants } = compiled('fn cpu0()\n    pause "nothing"\n');
    const page = structs.find(({ name }) => name === 'page');
    expect(
      page?.fields.map(({ name, offset, width, kind }) => `${offset} ${width} ${kind} ${name}`),
    ).toEqual([
      '0 8 number flags',
      '8 8 number dma_pinned_flags',
      '8 8 pointer lru.next',
      '16 4 number dma_pinned_count',
      '16 8 pointer lru.prev',
      '24 8 pointer mapping',
      '32 8 number index',
      '52 4 number _refcount',
    ]);
    expect(page?.embedded).toEqual([{ name: 'lru', struct: 'list_head', offset: 8, length: 1 }]);
    expect(page?.ghosts).toEqual(['pins', 'freed']);
    expect(page?.fields[0]?.bits).toEqual({ locked: 0, lru: 5, active: 6 });
    const node = structs.find(({ name }) => name === 'pglist_data');
    expect(node?.fields.at(-1)).toMatchObject({
      name: 'lists[4].prev',
      offset: 80,
      target: 'list_head',
    });
    expect(constants).toEqual({ EBUSY: 16n });
  });
});

describe('compiling', () => {
  test('gives the same program for the same request, whatever is asked in between', () => {
    const lines = [
      'n = page_a.index',
      'get_page(page_a)',
      'if isolate_lru_page(page_a) == 0: return',
      'atomic page_a._refcount += 1',
      'if get_page_unless_zero(page_a): return',
      'lru_add_pvec.nr = 1',
      'set page_a.flags.active',
    ];
    const print = (text: string): string =>
      JSON.stringify(compile(request(text)), (_, value: unknown) =>
        typeof value === 'bigint' ? `${value}n` : value,
      );
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 8 }), (chosen) => {
        const text = `fn cpu0()\n${chosen.map((line) => `    ${line}\n`).join('')}`;
        const first = print(text);
        print('fn cpu0()\n    nothing()\n');
        expect(print(text)).toBe(first);
      }),
      { seed: 20180702, numRuns: 40 },
    );
  });
});
