import { describe, expect, it } from 'vitest';
import { designById, designs, designsOf } from './design.ts';

const file = (path: string, text: string) => ({ file: path, text });

describe('designs', () => {
  it('come in the order of their time, each behind the one it is based on', () => {
    expect(designs.map((design) => design.id)).toEqual([
      'v4.18',
      'july-2018',
      'july-2018-full',
      'october-2018',
      'november-2018',
      'repaired-2018',
      'v5.7',
      'v6.1',
      'v6.12',
    ]);
  });

  it('carry the layers of their base below their own', () => {
    const july = designById('july-2018');
    expect(july?.title).toBe('July 2018');
    expect(july?.base).toBe('v4.18');
    expect(july?.from).toContain('20180702005654.20369-1');
    expect(july?.layers.map((layer) => layer.id)).toEqual(['v4.18', 'july-2018']);
  });

  it('are not found by another name', () => {
    expect(designById('july2018')).toBeUndefined();
  });
});

describe('a folder of listings', () => {
  it('may be based on one that is based on another', () => {
    const chain = designsOf([
      file('c/x.step', 'design c "C" from "mail"\nbase b\n'),
      file('a/x.step', 'design a "A" from "kernel"\n'),
      file('b/x.step', 'design b from "patch"\nbase a\n'),
    ]);
    expect(chain.map((design) => design.layers.map((layer) => layer.id).join(' '))).toEqual([
      'a',
      'a b',
      'a b c',
    ]);
    expect(chain[1]?.title).toBe('b');
  });

  it.each([
    ['no header', [file('a/x.step', 'const X = 1\n')], 'no file of listings/a says "design …"'],
    [
      'two headers',
      [file('a/x.step', 'design a "A"\n'), file('a/y.step', 'design a "A"\n')],
      'two files of listings/a say "design …"',
    ],
    [
      'another name',
      [file('a/x.step', 'design b "B"\n')],
      'listings/a calls itself b; name the folder like the design',
    ],
    [
      'an unknown base',
      [file('a/x.step', 'design a "A"\nbase z\n')],
      'design a is based on z, which does not exist',
    ],
    [
      'itself as a base',
      [file('a/x.step', 'design a "A"\nbase b\n'), file('b/x.step', 'design b "B"\nbase a\n')],
      'design a is based on itself',
    ],
  ])('is refused with %s', (_what, files, message) => {
    expect(() => designsOf(files)).toThrow(message);
  });
});
