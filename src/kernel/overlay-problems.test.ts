import { describe, expect, test } from 'vitest';
import { designById } from './design.ts';
import { type OverlayProblems, overlayProblems } from './overlay-problems.ts';
import { designFunctions } from './overlay.ts';
import { scenarioById } from './scenario.ts';

const design = designById('july-2018');
const scenario = scenarioById('kara-race');
if (design === undefined || scenario === undefined) throw new Error('kara-race is gone');

const problems = (text: string): OverlayProblems =>
  overlayProblems({ design, scenario, debug: 'vm', text });

const putPage = designFunctions(design).get('put_page')?.text ?? '';

describe('the problems of an overlay', () => {
  test('are none where it compiles, or says nothing', () => {
    expect(problems(putPage)).toEqual({ own: [], elsewhere: [] });
    expect(problems(' \n')).toEqual({ own: [], elsewhere: [] });
  });

  test('in its own text have a place, what was expected and how to mend it', () => {
    const text = putPage.replace('if PageDmaPinned(head) ', 'while PageDmaPinned(head) ');
    const { own, elsewhere } = problems(text);
    expect(elsewhere).toEqual([]);
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({ file: 'edited.step', line: 4, column: 5, length: 5 });
    expect(own[0]?.message).toContain('while');
    expect(own[0]?.hint).toContain('repeat');
  });

  test('are told all at once, of every function', () => {
    const text = 'fn one(page)\n    page._refcount += 1\n\nfn two(page)\n    x = = 1\n    return\n';
    expect(problems(text).own.map(({ line }) => line)).toEqual([2, 5]);
  });

  test('that it makes in a caller are told with the place of that', () => {
    const { own, elsewhere } = problems('fn __put_page(page, twice: u32)\n    return twice\n');
    expect(own).toEqual([]);
    expect(elsewhere.length).toBeGreaterThan(0);
    expect(elsewhere.find((sentence) => sentence.startsWith('In put_page (july-2018'))).toMatch(
      /^In put_page \(july-2018\/mm\.step, line 24\): __put_page takes 2 arguments/,
    );
  });

  test('that keep the scenario from beginning are told as such', () => {
    const began = scenarioById('two-putters');
    if (began === undefined) throw new Error('two-putters is gone');
    const text = 'fn __get_user_pages(pte, write: u32) -> *page\n    bug "no"\n    return 0\n';
    const { own, elsewhere } = overlayProblems({ design, scenario: began, debug: 'vm', text });
    expect(own).toEqual([]);
    expect(elsewhere).toEqual(['In the scenario: the start cannot be made: no']);
  });
});
