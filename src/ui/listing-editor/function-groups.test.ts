import { describe, expect, test } from 'vitest';
import { designById } from '../../kernel/design.ts';
import { designFunctions } from '../../kernel/overlay.ts';
import { listingOf, type Work } from './drafts.ts';
import { foundIn, functionGroups, likeliest } from './function-groups.ts';

const design = designById('july-2018');
if (design === undefined) throw new Error('july-2018 is gone');
const nothing: Work = { design, overlay: '', drafts: {} };

describe('the functions to choose from', () => {
  test("are all of the design, by file, the design's own files first", () => {
    const groups = functionGroups(nothing);
    expect(groups[0]?.title).toBe('july-2018/gup.step');
    expect(groups.at(-1)?.title).toMatch(/^v4\.18\//);
    const names = groups.flatMap(({ functions }) => functions.map(({ name }) => name));
    expect(names.toSorted()).toEqual([...designFunctions(design).keys()].toSorted());
    expect(
      groups.flatMap(({ functions }) => functions).every(({ mark }) => mark === undefined),
    ).toBe(true);
  });

  test('are marked where they are edited, or typed and not applied; new ones come first', () => {
    const own = designFunctions(design);
    const put = `${own.get('put_page')?.text ?? ''}\n    return`;
    const overlay = listingOf({
      ...nothing,
      drafts: { put_page: put, twice: 'fn twice(page)\n    return' },
    });
    const groups = functionGroups({
      design,
      overlay,
      drafts: { get_page: 'operation get_page(page)\n    return' },
    });
    const marks = new Map(
      groups.flatMap(({ functions }) => functions.map(({ name, mark }) => [name, mark])),
    );
    expect(groups[0]).toEqual({
      title: 'of your own',
      functions: [{ name: 'twice', mark: 'edited' }],
    });
    expect(marks.get('put_page')).toBe('edited');
    expect(marks.get('get_page')).toBe('not applied');
    expect(marks.get('__put_page')).toBeUndefined();
    expect(foundIn(groups, 'not applied').flatMap(({ functions }) => functions)).toHaveLength(1);
  });

  test('are found by parts of their names and files', () => {
    const found = (search: string): readonly string[] =>
      foundIn(functionGroups(nothing), search).flatMap(({ functions }) =>
        functions.map(({ name }) => name),
      );
    expect(found('PUT pinned')).toEqual(['__put_page_for_pinned_dma']);
    expect(found('july-2018/mm')).toEqual(['get_page', 'put_page']);
    expect(found('nothing of the kind')).toEqual([]);
  });

  test('are chosen by their whole name, else by its beginning, else as the first found', () => {
    const names = ['find_get_page', 'get_page_unless_zero', 'get_page'];
    expect(likeliest(names, 'Get_page ')).toBe(2);
    expect(likeliest(names, 'get')).toBe(1);
    expect(likeliest(names, 'page')).toBe(0);
    expect(likeliest([], 'page')).toBe(0);
  });
});
