import { describe, expect, test } from 'vitest';
import { besideHash, compareHash, explorerHash, ruleHash, routeOf } from './route.ts';

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

  test('may name a heading of a document', () => {
    expect(routeOf('#/model/glossary')).toEqual({ kind: 'model', section: 'glossary' });
    expect(routeOf('#/notation/loops/')).toEqual({ kind: 'notation', section: 'loops' });
    const unread = ['/model/glossary/pfn', '/model/<b>', '/grammar/words'];
    for (const path of unread) expect(routeOf(`#${path}`)).toEqual({ kind: 'unknown', path });
  });

  test('under #/explore is a search, of what is open or of what it names', () => {
    expect(routeOf('#/explore')).toEqual({ kind: 'explorer' });
    const choice = { scenario: 'kara-race', design: 'july-2018', debug: 'vm,list' } as const;
    expect(explorerHash(choice)).toBe('#/explore/kara-race/july-2018/vm-list');
    expect(routeOf(explorerHash(choice))).toEqual({ kind: 'explorer', search: { choice } });
    const edited = explorerHash(choice, 'BAAx-_');
    expect(edited).toBe('#/explore/kara-race/july-2018/vm-list/BAAx-_');
    expect(routeOf(edited)).toEqual({
      kind: 'explorer',
      search: { choice, editionPart: 'BAAx-_' },
    });
    const unread = [
      '/explore/kara-race',
      '/explore/kara-race/july-2018/some',
      '/explore/kara-race/july-2018/vm/BAA/A',
      '/explorer',
    ];
    for (const path of unread) expect(routeOf(`#${path}`)).toEqual({ kind: 'unknown', path });
  });

  test('that names nothing is unknown and kept for the message', () => {
    expect(routeOf('#/stories')).toEqual({ kind: 'unknown', path: '/stories' });
    expect(routeOf('#model')).toEqual({ kind: 'unknown', path: 'model' });
    expect(routeOf('#/modeling')).toEqual({ kind: 'unknown', path: '/modeling' });
  });

  test('a search may name the property that is looked at first, with an edition or without', () => {
    const choice = { scenario: 'kara-race', design: 'july-2018', debug: 'vm' } as const;
    const hash = ruleHash(choice, 'pin-seen');
    expect(hash).toBe('#/explore/kara-race/july-2018/vm/rule/pin-seen');
    expect(routeOf(hash)).toEqual({ kind: 'explorer', search: { choice, rule: 'pin-seen' } });
    expect(routeOf('#/explore/kara-race/july-2018/vm/BAAx/rule/bug')).toEqual({
      kind: 'explorer',
      search: { choice, editionPart: 'BAAx', rule: 'bug' },
    });
  });

  test('two designs may be named, to be compared', () => {
    expect(routeOf('#/compare')).toEqual({ kind: 'compare' });
    expect(routeOf(compareHash('v4.18', 'july-2018'))).toEqual({
      kind: 'compare',
      pair: { from: 'v4.18', to: 'july-2018' },
    });
    expect(routeOf('#/compare/v4.18').kind).toBe('unknown');
  });

  test('what is open may stand beside another design', () => {
    expect(routeOf('#/beside/')).toEqual({ kind: 'beside' });
    expect(routeOf(besideHash('v5.7'))).toEqual({ kind: 'beside', design: 'v5.7' });
  });
});
