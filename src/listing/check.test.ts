import { describe, expect, test } from 'vitest';
import { checkLayers } from './check.ts';
import { problemText } from './problem.ts';
import { BASE, accepts, layer, messages } from './testing/checking.ts';

describe('what is allowed', () => {
  accepts(
    'an embedded struct is one load, and a bit test of a loaded word none',
    `fn f(page)
    next = page.lru.next
    flags = page.flags
    if flags.lru and not flags.active: return
    next.prev = &page.lru`,
  );
  accepts(
    'a call with steps within a condition or a returned value',
    `fn f(page) -> s32
    if isolate_lru_page(page) == 0
        return isolate_lru_page(page)
    if not get_page_unless_zero(page): return -EBUSY
    return 0`,
  );
  accepts(
    'a function without steps anywhere in an expression',
    `fn larger(a: u64, b: u64) -> u64
    if a > b: return a
    return b

fn f(page)
    n = page.index
    page.index = larger(n, 3) + larger(n, 4)`,
  );
  accepts(
    'an address through a pointer in memory: one load, and arithmetic',
    `fn f(page)
    entry = &page.lru.next.prev
    head = page.mapping`,
  );
  accepts(
    'pointer arithmetic, poisons, and a number that a result type makes a pointer',
    `const LIST_POISON1 = 0xdead000000000100

fn head_of(page) -> *page
    word = page.dma_pinned_flags
    if word & 1: return word - 1
    return page

fn f(page)
    head = head_of(page)
    tail = head + 1
    back = tail - 1
    back.lru.next = LIST_POISON1
    entry = head.lru.next
    other = container(entry, page.lru)
    other.index = 0
    entry = 0
    if entry == 0: return`,
  );
  accepts(
    'a window of a pin that lasts from one step to the very next',
    `fn f(page)
    get_page(page)
    ghost page.pins += 1
    ghost until page.pins -= 1
    put_page(page)`,
  );
  accepts(
    'two ghosts at one moment',
    `fn f(page)
    get_page(page)
    ghost page.pins += 1
    ghost page.freed += 1`,
  );
  accepts(
    'until a step that another function makes, behind a decision on locals',
    `fn f(page, err: s32)
    get_page(page)
    if err == 0
        ghost until page.pins -= 1
    put_page(page)`,
  );
  accepts(
    'a repeat that reads what was assigned before it',
    `fn f(page)
    limit = page.index
    repeat
        n = page._refcount
        if n == limit: break`,
  );
  accepts(
    'every other kind of line',
    `fn f(page, pvec: pagevec)
    interrupts off
    lock node.lru_lock irqsave
    interrupts restore
    n = choose 0..2
    if trylock node.lru_lock
        pause "never"
    was = test_and_clear page.flags.lru
    debug if was
        warn if page._refcount < 0 "negative"
    loop at most 3
        if n == 2: break
        n += 1
    for i in 0..n at most 15
        pvec.pages[i] = page
        if i == 1: again
        lru_add_pvec.pages[i] = 0
    wait until page._refcount >= 1
    unlock node.lru_lock irqrestore
    ghost bug if page.pins > 0 "pinned"
    bug "never"`,
  );
});

describe('a check of several files', () => {
  test('reports one problem for each function, in the order of files and lines', () => {
    expect(
      messages(
        layer(
          'fn a(page)\n    page.x = 1\n    page.y = 1\n\nfn b(page)\n    lock page.flags',
          'one.step',
        ),
        layer('fn c(page)\n    a(page)\n    d(page)', 'two.step'),
      ),
    ).toBe(
      [
        'one.step:2:10: struct page has no field x',
        '    hint: it has: flags, lru, dma_pinned_flags, dma_pinned_count, mapping, index, _refcount; bits: locked, lru, active',
        'one.step:6:10: page.flags is not a lock',
        '    hint: a lock is a field of type spinlock, e.g. "lock node.lru_lock"',
        'two.step:3:5: no function d',
      ].join('\n'),
    );
  });

  test('checks a replaced function within its own design', () => {
    const old = layer(
      'struct page\n    old at 40: u64\n\nfn f(page)\n    page.old = gone(page)',
      'old.step',
    );
    const replaced = layer('fn f(page)\n    page.old = 1', 'new.step');
    expect(messages(old, replaced)).toBe('old.step:5:16: no function gone');
  });

  test('checks a function of the base with what the design put in place of another', () => {
    const design = layer('fn get_page(page, by: u32)\n    atomic page._refcount += by\n');
    const caller = layer('fn pin(page)\n    get_page(page)', 'base2.step');
    expect(messages(caller, design)).toBe(
      'base2.step:2:5: get_page takes 2 arguments, not 1\n    hint: it is get_page(page, by)',
    );
  });

  test('says nothing of unknown names while a line cannot be read', () => {
    const problems = messages(layer('fn g(page\n    page.index = 1\n\nfn f(page)\n    g(page)'));
    expect(problems).toContain('my.step:1:');
    expect(problems).not.toContain('no function');
  });

  test('knows the objects that a scenario places, and holds them against the declared ones', () => {
    const text = 'fn f()\n    batch.nr = 0';
    expect(checkLayers([BASE, layer(text)], [{ name: 'batch', struct: 'pagevec' }])).toEqual([]);
    const wrong = checkLayers([BASE], [{ name: 'node', struct: 'page' }]);
    expect(wrong.map(problemText)).toEqual([
      'base.step:31:8: node is a pglist_data here, but the scenario places a page',
    ]);
  });

  test('finds what a call leaves behind for its caller, however deep', () => {
    expect(
      messages(
        layer(`fn inner(page)
    get_page(page)
    ghost page.pins += 1

fn outer(page)
    put_page(page)
    inner(page)

fn f(a: page)
    outer(a)
    ghost a.pins -= 1

fn g(a: page)
    outer(a)
    ghost a.freed += 1`),
      ),
    ).toBe(
      'my.step:11:5: pins changes twice with no step between\n' +
        '    hint: the other change is on line 3: nobody could see it. Put a step between, or make it one change',
    );
  });

  test('gives the same answer when it is asked again', () => {
    const layers = [
      BASE,
      layer('fn f(page)\n    g(page)\n\nfn g(page)\n    f(page)\n\nfn h(page)\n    put_page(pag)'),
    ];
    const first = checkLayers(layers);
    expect(first).toHaveLength(2);
    expect(checkLayers(layers)).toEqual(first);
    expect(checkLayers([BASE])).toEqual([]);
    expect(checkLayers(layers)).toEqual(first);
  });

  test('checks again what an edit elsewhere may have broken', () => {
    const caller = layer('fn f(page)\n    get_page(page)\n    page.index = LIMIT', 'caller.step');
    const before = layer('const LIMIT = 1');
    expect(checkLayers([BASE, caller, before])).toEqual([]);
    expect(messages(caller, layer('const LIMITS = 1'))).toBe(
      'caller.step:3:18: nothing is called LIMIT here\n    hint: did you mean LIMITS?',
    );
    expect(
      messages(caller, before, layer('fn get_page(p: list_head)\n    p.next = 0', 'z.step')),
    ).toBe(
      'caller.step:2:14: get_page takes a pointer to list_head here, and this is a pointer to page\n    hint: did you mean &page.lru?',
    );
  });
});
