import { expect, test } from 'vitest';
import { didYouMean } from './suggestion.ts';

const names = ['isolate_lru_page', 'put_page', 'get_page', '_refcount', 'lru', 'n'];

test('a name that is nearly another is taken for it', () => {
  expect(didYouMean('isolate_lru_pge', names)).toBe('did you mean isolate_lru_page?');
  expect(didYouMean('put_pgae', names)).toBe('did you mean put_page?');
  expect(didYouMean('refcount', names)).toBe('did you mean _refcount?');
  expect(didYouMean('LRU', names)).toBe('did you mean lru?');
});

test('of two that are equally near the first is meant', () => {
  expect(didYouMean('et_page', ['get_page', 'set_page'])).toBe('did you mean get_page?');
});

test('a name unlike any other is taken for none', () => {
  expect(didYouMean('colour', names)).toBeUndefined();
  expect(didYouMean('m', names)).toBeUndefined();
  expect(didYouMean('put_page', ['put_page'])).toBeUndefined();
});
