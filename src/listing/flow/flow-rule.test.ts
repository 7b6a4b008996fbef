import { describe } from 'vitest';
import { refuses } from '../testing/checking.ts';

describe('loops', () => {
  refuses(
    'again outside a loop',
    `fn f(page)
    again`,
    `my.step:2:5: again outside a loop
    hint: loops are repeat, loop and for`,
  );
  refuses(
    'no rounds',
    `fn f(page)
    loop at most 0
        put_page(page)`,
    `my.step:2:5: a loop has 1 to 1024 rounds, not 0`,
  );
  refuses(
    'a repeat counts nothing',
    `fn f(page)
    n = 0
    repeat
        n += 1
        if page.index == n: break`,
    `my.step:3:5: n keeps its value from one round of this repeat to the next
    hint: a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds`,
  );
  refuses(
    'a repeat hands nothing on',
    `fn f(page)
    entry = page.lru.next
    repeat
        entry = entry.next
        if entry == &page.lru: break`,
    `my.step:3:5: entry keeps its value from one round of this repeat to the next
    hint: a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds`,
  );
  refuses(
    'nor to what comes after it',
    `fn f(page)
    seen = 0
    repeat
        if page.index: break
        seen = page._refcount
    page.index = seen`,
    `my.step:3:5: seen keeps its value from one round of this repeat to the next
    hint: a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds`,
  );
  refuses(
    'a repeat without a step',
    `fn f(page)
    x = 0
    repeat
        if x: break`,
    `my.step:3:5: a round of this repeat can pass without a step
    hint: nobody else could ever go on: put a line into it that touches shared memory, or a pause`,
  );
  refuses(
    'a repeat whose only step is for debug kernels',
    `fn f(page)
    repeat
        debug bug if page.index`,
    `my.step:2:5: a round of this repeat can pass without a step
    hint: nobody else could ever go on: put a line into it that touches shared memory, or a pause`,
  );
});

describe('ghost lines belong to steps', () => {
  refuses(
    'until needs a step that follows',
    `fn f(page)
    ghost until page.pins -= 1`,
    `my.step:2:5: no step follows this "ghost until" line
    hint: it lasts until the step that follows it: write it directly before that line`,
  );
  refuses(
    'on every path',
    `fn f(page)
    x = page.index
    ghost until page.pins -= 1
    if x
        put_page(page)`,
    `my.step:3:5: no step follows this "ghost until" line
    hint: it lasts until the step that follows it: write it directly before that line`,
  );
  refuses(
    'and directly',
    `fn f(page)
    ghost until page.pins -= 1
    n = 1
    page.index = n`,
    `my.step:2:5: "ghost until" is not directly followed by a step
    hint: another line stands between, on line 3: write it before`,
  );
  refuses(
    'a check in between',
    `fn f(page)
    x = page.index
    ghost until page.pins -= 1
    bug if x > 1 "two"
    put_page(page)`,
    `my.step:3:5: "ghost until" is not directly followed by a step
    hint: another line stands between, on line 4: write it before`,
  );
  refuses(
    'a change from the step before in between',
    `fn f(page)
    ghost until page.pins -= 1
    ghost page.freed += 1
    put_page(page)`,
    `my.step:2:5: "ghost until" is not directly followed by a step
    hint: another line stands between, on line 3: write it before`,
  );
  refuses(
    'two changes at one moment',
    `fn f(page)
    ghost page.pins += 1
    ghost page.pins -= 1
    put_page(page)`,
    `my.step:3:5: pins changes twice with no step between
    hint: the other change is on line 2: nobody could see it. Put a step between, or make it one change`,
  );
  refuses(
    'two changes at one moment, of a callee and its caller',
    `fn f(page)
    pinned(page)
    ghost page.pins -= 1

fn pinned(page)
    get_page(page)
    ghost page.pins += 1`,
    `my.step:3:5: pins changes twice with no step between
    hint: the other change is on line 7: nobody could see it. Put a step between, or make it one change`,
  );
  refuses(
    'two changes until one step',
    `fn f(page)
    ghost until page.pins -= 1
    ghost until page.pins -= 1
    put_page(page)`,
    `my.step:3:5: pins changes twice with no step between
    hint: the other change is on line 2: nobody could see it. Put a step between, or make it one change`,
  );
});
