/** How operations are written and explained where they are chosen. */
import type { PaletteGroup } from '../../kernel/palette.ts';
import type { OperationOutline } from '../../kernel/outline.ts';
import type { ScenarioOperation } from '../../kernel/scenario.ts';

/** `put_page(P)`, as the script of a CPU calls it. */
export function operationText({ operation, page }: ScenarioOperation): string {
  return `${operation}(${page ?? ''})`;
}

/** What is put on a CPU when an operation is chosen for a page. */
export function operationOn({ name, subject }: OperationOutline, page: string): ScenarioOperation {
  return subject === 'none' ? { operation: name } : { operation: name, page };
}

/** The first sentence of the listing's comment. */
export function shortWhy({ why = '' }: OperationOutline): string {
  return /^.*?[.;](?=\s|$)/s.exec(why)?.[0].replace(/;$/, '.').replaceAll('\n', ' ') ?? why;
}

/** The groups with what can be put on a CPU, or before the start, and fits the words looked for. */
export function chosenGroups(
  groups: readonly PaletteGroup[],
  words: string,
  withInterrupts: boolean,
): readonly PaletteGroup[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter((one) => {
        if (one.kind === 'interrupt' && !withInterrupts) return false;
        const text = `${one.name} ${one.why ?? ''} ${group.title}`.toLowerCase();
        return wanted.every((word) => text.includes(word));
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
}

/** The one that Enter takes: whose name is the words, begins with them, has them; else the first. */
export function bestOperation(
  groups: readonly PaletteGroup[],
  words: string,
): OperationOutline | undefined {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return undefined;
  const all = groups.flatMap(({ operations }) => operations);
  return (
    all.find(({ name }) => name.toLowerCase() === wanted) ??
    all.find(({ name }) => name.toLowerCase().startsWith(wanted)) ??
    all.find(({ name }) => name.toLowerCase().includes(wanted)) ??
    all[0]
  );
}
