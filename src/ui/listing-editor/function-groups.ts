/** The functions that can be edited, by their files, with what has been done to them. */
import { designFunctions } from '../../kernel/overlay.ts';
import { editedFunctions, unapplied, type Work } from './drafts.ts';

export interface FunctionGroup {
  /** A file: `july-2018/swap.step`. */
  readonly title: string;
  readonly functions: readonly ChosenFunction[];
}

interface ChosenFunction {
  readonly name: string;
  readonly mark: 'edited' | 'not applied' | undefined;
}

/** The design's own files first, what it builds on behind them, functions that it has not at all before. */
export function functionGroups(work: Work): readonly FunctionGroup[] {
  const edited = new Set(editedFunctions(work));
  const waiting = new Set(unapplied(work));
  const own = designFunctions(work.design);
  const marked = (name: string): ChosenFunction => ({
    name,
    mark: waiting.has(name) ? 'not applied' : edited.has(name) ? 'edited' : undefined,
  });
  const added = [...edited].filter((name) => !own.has(name)).map(marked);
  const files = new Map<string, ChosenFunction[]>();
  for (const { name, file } of own.values()) {
    const functions = files.get(file) ?? [];
    functions.push(marked(name));
    files.set(file, functions);
  }
  const groups = work.design.layers.toReversed().flatMap(({ sources }) =>
    sources.flatMap(({ file }): readonly FunctionGroup[] => {
      const functions = files.get(file);
      return functions === undefined ? [] : [{ title: file, functions }];
    }),
  );
  return added.length === 0 ? groups : [{ title: 'of your own', functions: added }, ...groups];
}

/** The groups with the functions that have all the words of a search in their names or files. */
export function foundIn(
  groups: readonly FunctionGroup[],
  search: string,
): readonly FunctionGroup[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return groups.flatMap(({ title, functions }) => {
    const found = functions.filter(({ name, mark }) => {
      const all = `${title} ${name} ${mark ?? ''}`.toLowerCase();
      return words.every((word) => all.includes(word));
    });
    return found.length === 0 ? [] : [{ title, functions: found }];
  });
}

/** Place of the name that a search means most likely: the same, else one that begins so, else the first. */
export function likeliest(names: readonly string[], search: string): number {
  const word = search.trim().toLowerCase();
  const same = names.findIndex((name) => name.toLowerCase() === word);
  const begun = names.findIndex((name) => name.toLowerCase().startsWith(word));
  return Math.max(0, same >= 0 ? same : begun);
}
