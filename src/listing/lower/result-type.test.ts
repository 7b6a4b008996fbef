import { describe, expect, test } from 'vitest';
import { accepts, layer, messages, refuses } from '../testing/checking.ts';

describe('a result that is promised', () => {
  refuses(
    'an end without a result, where other lines return one',
    `fn f(page)
    if page.index: return 1`,
    `my.step:1:4: f can come to its end without a result
    hint: some of its lines return a value: let every path return one`,
  );
  refuses(
    'an end without a result, where only the head promises one',
    `fn f(page) -> s32
    get_page(page)`,
    `my.step:1:4: f can come to its end without a result
    hint: its head promises a value: let every path return one`,
  );
  refuses(
    'one path of two without the result',
    `fn f(page) -> s32
    if page.index: return 1`,
    `my.step:1:4: f can come to its end without a result
    hint: its head promises a value: let every path return one`,
  );
  refuses(
    'the way out of a loop without the result',
    `operation f(page) -> u32
    repeat
        seen = page._refcount
        if seen == 1: break`,
    `my.step:1:11: f can come to its end without a result
    hint: its head promises a value: let every path return one`,
  );
  refuses(
    'a function whose result nobody asks for, once and not again where it is called',
    `fn f(page) -> s32
    get_page(page)

fn g(page)
    f(page)

fn h(page)
    page.index = 0
    err = f(page)`,
    `my.step:1:4: f can come to its end without a result
    hint: its head promises a value: let every path return one`,
  );
  refuses(
    'a one-line action whose head promises a result, once and not again where it is used',
    `fn SetPageActive(page) -> u32 = set page.flags.active

fn f(page)
    was = SetPageActive(page)`,
    `my.step:1:4: SetPageActive can come to its end without a result
    hint: its line gives no value: take "->" and the type out of its head`,
  );
  refuses(
    'a return without a value, where other lines return one',
    `fn f(page)
    if page.index: return 1
    return`,
    `my.step:3:5: this return gives no value, and others of f do
    hint: let every path return one`,
  );
  refuses(
    'a return without a value, where only the head promises one',
    `fn f(page) -> s32
    get_page(page)
    return`,
    `my.step:3:5: this return gives no value, and the head of f promises one
    hint: let every path return one`,
  );

  accepts(
    'an end that is never reached, with a head that promises a result',
    `fn stops(page) -> s32
    bug "nobody comes past this"

fn spins(page) -> s32
    repeat
        seen = page._refcount
        if seen == 1: return 0

fn both(page) -> s32
    if page.index
        return 1
    else
        return 0`,
  );

  test('is missed in a base, also where a design replaces the function', () => {
    const base = layer('fn f(page) -> s32\n    get_page(page)', 'old.step');
    const design = layer('fn f(page) -> s32\n    return 0', 'new.step');
    const missing =
      'old.step:1:4: f can come to its end without a result\n' +
      '    hint: its head promises a value: let every path return one';
    expect(messages(base)).toBe(missing);
    expect(messages(base, design)).toBe(missing);
  });
});
