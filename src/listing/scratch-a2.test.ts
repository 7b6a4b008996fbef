import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { checkLayers } from '/work/main/src/listing/check.ts';
import { problemText } from '/work/main/src/listing/problem.ts';
import { PRELUDE } from '/work/main/src/listing/fixtures/prelude.ts';
const groups: [string, [string, string][]][] = [
['one line is one atomic step', [
['a dot after a pointer in memory is a load of its own','fn f(page)\n    page.lru.next.prev = 0'],
['two loads in one condition','fn f(page)\n    if page.flags.lru and page.flags.active\n        return'],
['touches of one-line functions count where they are used','fn f(page)\n    if PageLRU(page) == PageActive(page)\n        return'],
['a one-line function itself obeys the rule, and its callers are not blamed','fn f(page) = page.lru.next.prev\n\nfn g(page)\n    x = f(page)'],
['a store of what the same line loads','fn f(page)\n    page.index = page.index + 1'],
['an index that is loaded','fn f(pvec: pagevec)\n    x = pvec.pages[pvec.nr]'],
['an element that is followed','fn f(pvec: pagevec)\n    x = pvec.pages[0].flags'],
['a wait reads one word','fn f(page)\n    wait until page._refcount == 0 and page.index'],
['adding to memory is two steps','fn f(page)\n    page._refcount += 1'],
['a condition on the right of "and"','fn f(page)\n    x = 1\n    if x and PageActive(page)\n        return'],
['a condition on the right of "or"','fn f(page)\n    x = 1\n    if x or PageActive(page)\n        return'],
['an argument that reads memory','fn f(page)\n    put_page(page.mapping)'],
['an argument with steps of its own','fn f(page)\n    tagged(get_page_unless_zero(page))\n\nfn tagged(n: u64)\n    pause "thinks"'],
['bounds of a for that read memory','fn f(page)\n    for i in 0..page.index at most 3\n        put_page(page)'],
]],
['a call with steps stands alone', [
['after a load','fn f(page)\n    if page.flags.lru and get_page_unless_zero(page)\n        return'],
['before a load','fn f(page)\n    x = get_page_unless_zero(page) + page.index'],
['as the value of a store','fn f(page)\n    page.index = get_page_unless_zero(page)'],
['two of them','fn f(page)\n    x = get_page_unless_zero(page) + isolate_lru_page(page)'],
['on the right of "and"','fn f(page)\n    x = 1\n    if x and get_page_unless_zero(page)\n        return'],
['recursion','fn f(page)\n    f(page)'],
['recursion by way of another','fn f(page)\n    g(page)\n\nfn g(page)\n    f(page)'],
]],
['bits, words, locks and ghosts', [
['a single bit cannot be stored','fn f(page)\n    page.flags.lru = 1'],
['a single bit cannot be cleared by a store','fn f(page)\n    page.flags.lru = 0'],
['set wants a bit','fn f(page)\n    set page.flags'],
['set wants a bit that there is','fn f(page)\n    set page.flags.lruu'],
['set works on memory','fn f(page)\n    flags = page.flags\n    set flags.lru'],
['without wants a bit that there is','fn f(page)\n    flags = page.flags\n    page.flags = flags without activ'],
['without wants a word with named bits','fn f(page)\n    n = page.index\n    page.flags = n without lru'],
['a whole struct is no word','fn f(page)\n    x = page.lru'],
['an array is no word','fn f(pvec: pagevec)\n    x = pvec.pages'],
['an element beyond the array','fn f(pvec: pagevec)\n    x = pvec.pages[15]'],
['a lock is a spinlock','fn f(page)\n    lock page._refcount'],
['trylock wants a lock, too','fn f(page)\n    x = trylock page.index'],
['a lock cannot be stored to','fn f(page)\n    node.lru_lock = 1'],
['an atomic on a local','fn f(page)\n    x = 1\n    atomic x += 1'],
['a wait without a load','fn f(page)\n    x = 1\n    wait until x == 1'],
['a ghost line changes ghosts','fn f(page)\n    ghost page.index += 1'],
['a ghost changes in ghost lines','fn f(page)\n    page.pins += 1'],
['a ghost is read in ghost lines','fn f(page)\n    if page.pins\n        return'],
['a ghost line reads no memory','fn f(page)\n    ghost bug if page.index > 0 "never"'],
['what waits for a step reads no ghost','fn f(page)\n    ghost until page.pins -= page.pins\n    put_page(page)'],
]],
['names', [
['a field','fn f(page)\n    n = page.refcnt'],
['a field nothing like any other','fn f(page)\n    n = page.colour'],
['a field of an object','fn f(page)\n    lock node.lru_lok'],
['a local','fn f(page)\n    n = page.index\n    page.index = n + m'],
['a parameter','fn f(page)\n    put_page(pag)'],
['a function','fn f(page)\n    isolate_lru_pge(page)'],
['an object','fn f()\n    nodee.lists[0].next = 0'],
['a type','fn f(page: pag)\n    pause "x"'],
['a parameter without a type that is no struct','fn f(nr)\n    x = nr + 1'],
['a parameter without a type that is followed','fn f(p)\n    p.flags = 1'],
['a number that is followed','fn f(page)\n    x = page.index\n    x.flags = 1'],
['a local that has a value on some paths only','fn f(page)\n    if page.index\n        m = 1\n    page.index = m'],
['a local that only a debug kernel assigns','fn f(page)\n    debug x = 1\n    page.index = x'],
['a local that a loop may not have assigned','fn f(page)\n    n = page.index\n    for i in 0..n at most 3\n        m = i\n    page.index = m'],
['a constant is no local','fn f(page)\n    EBUSY = 0'],
['the variable of a for counts by itself','fn f(page)\n    for i in 0..3 at most 3\n        i = 2\n        put_page(page)'],
]],
['types', [
['arguments are counted','fn f(page)\n    get_page()'],
['a pointer to something else','fn f(page)\n    get_page(&page.lru)'],
['a pointer to what is around','fn f(page)\n    walk(page)\n\nfn walk(entry: list_head)\n    entry.next = 0'],
['a number for a pointer','fn f(page)\n    x = page.index\n    get_page(x)'],
['a pointer in a field of another type','fn f(page)\n    page.mapping = page'],
['pointers that can never be equal','fn f(page)\n    entry = page.lru.next\n    if entry == page: return'],
['a local of two types','fn f(page)\n    if page.index\n        x = page.lru.next\n    else\n        x = page.mapping\n    x.slot = 0'],
['a local that changes its type from round to round','fn f(page)\n    x = page.lru.next\n    loop at most 3\n        x.prev = 0\n        x = page.mapping'],
['a field of container that is not there','fn f(page)\n    entry = page.lru.next\n    q = container(entry, page.lr)'],
['a function without a value','fn f(page)\n    x = get_page(page)'],
['a one-line action has no value','fn f(page)\n    x = SetPageLRU(page)'],
['an end without a result','fn f(page) -> s32\n    if page.index: return 1'],
['a return without a result','fn f(page)\n    if page.index: return 1\n    return'],
['a pointer that the head does not announce','fn f(page)\n    return page'],
['a pointer that the head announces differently','fn f(page) -> *address_space\n    return page'],
]],
['loops', [
['again outside a loop','fn f(page)\n    again'],
['no rounds','fn f(page)\n    loop at most 0\n        put_page(page)'],
['a repeat counts nothing','fn f(page)\n    n = 0\n    repeat\n        n += 1\n        if page.index == n: break'],
['a repeat hands nothing on','fn f(page)\n    entry = page.lru.next\n    repeat\n        entry = entry.next\n        if entry == &page.lru: break'],
['nor to what comes after it','fn f(page)\n    seen = 0\n    repeat\n        if page.index: break\n        seen = page._refcount\n    page.index = seen'],
['a repeat without a step','fn f(page)\n    x = 0\n    repeat\n        if x: break'],
['a repeat whose only step is for debug kernels','fn f(page)\n    repeat\n        debug bug if page.index'],
]],
['ghost lines belong to steps', [
['until needs a step that follows','fn f(page)\n    ghost until page.pins -= 1'],
['on every path','fn f(page)\n    x = page.index\n    ghost until page.pins -= 1\n    if x\n        put_page(page)'],
['and directly','fn f(page)\n    ghost until page.pins -= 1\n    n = 1\n    page.index = n'],
['a check in between','fn f(page)\n    x = page.index\n    ghost until page.pins -= 1\n    bug if x > 1 "two"\n    put_page(page)'],
['a change from the step before in between','fn f(page)\n    ghost until page.pins -= 1\n    ghost page.freed += 1\n    put_page(page)'],
['two changes at one moment','fn f(page)\n    ghost page.pins += 1\n    ghost page.pins -= 1\n    put_page(page)'],
['two changes at one moment, of a callee and its caller','fn f(page)\n    pinned(page)\n    ghost page.pins -= 1\n\nfn pinned(page)\n    get_page(page)\n    ghost page.pins += 1'],
['two changes until one step','fn f(page)\n    ghost until page.pins -= 1\n    ghost until page.pins -= 1\n    put_page(page)'],
]],
['structs, constants and objects', [
['a field out of line','struct foo size 8\n    a at 4: u64'],
['a field beyond the end','struct foo size 8\n    a at 4: u32\n    b at 8: u16'],
['an array beyond the end','struct foo size 16\n    a at 0: *page[3]'],
['a pointer to nothing','struct foo size 8\n    a at 0: *pge'],
['a struct in itself','struct foo size 8\n    a at 0: foo'],
['two fields of one name','struct foo size 8\n    a at 0: u32\n    a at 4: u32'],
['a bit beyond the word','struct foo size 8\n    a at 0: u32\n    bits a: high 32'],
['bits of nothing','struct foo size 8\n    a at 0: u32\n    bits b: low 0'],
['a struct without a size','struct pag\n    x at 0: u64'],
['a constant of itself','const A = B\nconst B = A'],
['a constant twice','const A = 1\nconst A = 2'],
['a constant of nothing','const A = EBUSE'],
['a function twice','fn f(page)\n    get_page(page)\n\nfn f(page)\n    put_page(page)'],
['an object of no struct','object x: pagee'],
['an object of two structs','object node: page'],
]],
];
test('gen', () => {
  let out = '';
  for (const [group, cases] of groups) {
    out += `describe('${group}', () => {\n`;
    for (const [name, text] of cases) {
      const problems = checkLayers([{ id: 'base', sources: [{ file: 'base.step', text: PRELUDE }] }, { id: 'my', sources: [{ file: 'my.step', text: text + '\n' }] }]);
      out += `  refuses(\n    ${JSON.stringify(name)},\n    \`${text.replaceAll('\\','\\\\').replaceAll('`','\\`')}\`,\n    \`${problems.map(problemText).join('\n').replaceAll('`','\\`')}\`,\n  );\n`;
    }
    out += '});\n\n';
  }
  writeFileSync('/tmp/a2/cases.txt', out);
});
