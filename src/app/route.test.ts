import { describe, expect, test } from 'vitest';
import { routeOf } from './route.ts';

describe('a hash', () => {
  test('that is empty opens the stepper with what was open last', () => {
    expect(routeOf('')).toEqual({ kind: 'stepper', fresh: false });
    expect(routeOf('#')).toEqual({ kind: 'stepper', fresh: false });
  });

  test('of a slash alone opens the first scenario afresh', () => {
    expect(routeOf('#/')).toEqual({ kind: 'stepper', fresh: true });
  });

  test('under #/s is a moment, whatever follows', () => {
    expect(routeOf('#/s/kara-race/july-2018/vm/AbC-_')).toEqual({
      kind: 'stepper',
      link: '#/s/kara-race/july-2018/vm/AbC-_',
      fresh: false,
    });
    expect(routeOf('#/s')).toEqual({ kind: 'stepper', link: '#/s', fresh: false });
  });

  test('names the documents', () => {
    expect(routeOf('#/model')).toEqual({ kind: 'model' });
    expect(routeOf('#/notation/')).toEqual({ kind: 'notation' });
    expect(routeOf('#/grammar')).toEqual({ kind: 'grammar' });
  });

  test('that names nothing is unknown and kept for the message', () => {
    expect(routeOf('#/stories')).toEqual({ kind: 'unknown', path: '/stories' });
    expect(routeOf('#model')).toEqual({ kind: 'unknown', path: 'model' });
    expect(routeOf('#/modeling')).toEqual({ kind: 'unknown', path: '/modeling' });
  });
});
