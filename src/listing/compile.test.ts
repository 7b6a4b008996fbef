import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from './compile.ts';
import { misplacedProblem, mutatedListing } from './read/mutated-listing.ts';
import type { ActorRequest } from './request.ts';
import { OBJECTS, cpu, problems, request } from './testing/compiling.ts';
import { PRELUDE } from './testing/prelude.ts';

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

  test('runs calls that multiply without end, or go too deep', () => {
    const doubling = Array.from(
      { length: 14 },
      (_, i) => `fn f${i}(page)\n    f${i + 1}(page)\n    f${i + 1}(page)\n`,
    ).join('\n');
    expect(
      problems(`${doubling}\nfn f14(page)\n    get_page(page)\n\nfn cpu0()\n    f0(page_a)\n`),
    ).toEqual([
      'my.step:60:1: cpu0 becomes too long when its calls are written out\n    hint: a call is a copy of the function that is called: have fewer of them, or a loop',
    ]);
    const chain = Array.from({ length: 100 }, (_, i) => `fn g${i}(page)\n    g${i + 1}(page)\n`);
    expect(
      problems(
        `${chain.join('\n')}\nfn g100(page)\n    get_page(page)\n\nfn cpu0()\n    g0(page_a)\n`,
      ),
    ).toEqual([expect.stringContaining('calls go deeper than 64 here')]);
  });

  test('lets a device use what belongs to a CPU', () => {
    const device: ActorRequest = { id: 'device', kind: 'device', cpu: -1, role: '', run: 'cpu0' };
    expect(problems('fn cpu0()\n    lru_add_pvec.nr = 0\n', { actors: [device] })).toEqual([
      'my.step:2:5: lru_add_pvec is per CPU, and there is none for device\n    hint: only what runs on a CPU may use it',
    ]);
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

  test('gives a program or sentences about places in the text, whatever a listing says', () => {
    const script = 'fn cpu0()\n    isolate_lru_page(page_a)\n    get_page_unless_zero(page_a)\n';
    const more = `
fn list_add(new: list_head, head: list_head)
    next = head.next
    debug(list) bug if next.prev != head "corruption"
    next.prev = new
    head.next = new

fn drain(page) -> s32
    n = lru_add_pvec.nr
    for i in 0..n at most 15
        page = lru_add_pvec.pages[i]
        lock node.lru_lock irq
        list_add(&page.lru, &node.lists[0])
        if page._refcount < 0: again
        unlock node.lru_lock irq
    ghost until page.pins -= 1
    put_page(page)
    repeat
        if get_page_unless_zero(page): return -EBUSY
`;
    let programs = 0;
    fc.assert(
      fc.property(mutatedListing([PRELUDE + more]), (text) => {
        const sources = [{ file: 'base.step', text }];
        const layers = [
          { id: 'base', sources },
          { id: 'my', sources: [{ file: 'my.step', text: script }] },
        ];
        const result = compile(request(script, { layers, debug: ['vm', 'list'] }));
        if (result.ok) {
          programs++;
          return;
        }
        expect(result.error.length).toBeGreaterThan(0);
        const inside = result.error.filter(({ file }) => file === 'base.step');
        expect(misplacedProblem(text, inside)).toBeUndefined();
        const outside = result.error.filter(({ file }) => file === 'my.step');
        expect(misplacedProblem(script, outside)).toBeUndefined();
      }),
      { seed: 20180702, numRuns: 400 },
    );
    // Some changes leave a listing whole: both answers were seen.
    expect(programs).toBeGreaterThan(10);
    expect(programs).toBeLessThan(200);
  });
});
