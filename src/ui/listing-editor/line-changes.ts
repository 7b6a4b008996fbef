/** What has changed between two texts, line by line: the longest common lines stay. */

export type LineChange =
  | { readonly kind: 'same' | 'added'; readonly text: string }
  /** Of the first text; stands before the line that follows. */
  | { readonly kind: 'removed'; readonly text: string };

/** The lines of both texts in one order; removed ones before those that came in their place. */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const common = commonLengths(old, now);
  const changes: LineChange[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    const left = old[i];
    const right = now[j];
    if (left !== undefined && left === right) {
      changes.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && at(common, i + 1, j) >= at(common, i, j + 1)) {
      changes.push({ kind: 'removed', text: left });
      i += 1;
    } else if (right !== undefined) {
      changes.push({ kind: 'added', text: right });
      j += 1;
    } else if (left !== undefined) {
      changes.push({ kind: 'removed', text: left });
      i += 1;
    }
  }
  return removedFirst(changes);
}

/** `2 lines added, 1 removed`; undefined where nothing changed. */
export function changesText(changes: readonly LineChange[]): string | undefined {
  const added = changes.filter(({ kind }) => kind === 'added').length;
  const removed = changes.filter(({ kind }) => kind === 'removed').length;
  if (added === 0 && removed === 0) return undefined;
  const lines = (count: number): string => (count === 1 ? '1 line' : `${count} lines`);
  if (removed === 0) return `${lines(added)} added`;
  return added === 0 ? `${lines(removed)} removed` : `${lines(added)} added, ${removed} removed`;
}

/** Lengths of the longest common rest of both texts, from each line on. */
function commonLengths(
  old: readonly string[],
  now: readonly string[],
): readonly (readonly number[])[] {
  const rows: number[][] = Array.from({ length: old.length + 1 }, () =>
    Array.from({ length: now.length + 1 }, () => 0),
  );
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const row = rows[i];
      if (row === undefined) continue;
      row[j] =
        old[i] === now[j]
          ? at(rows, i + 1, j + 1) + 1
          : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
    }
  }
  return rows;
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? -1;
}

function removedFirst(changes: readonly LineChange[]): readonly LineChange[] {
  const ordered: LineChange[] = [];
  let run: LineChange[] = [];
  const flush = (): void => {
    ordered.push(
      ...run.filter(({ kind }) => kind === 'removed'),
      ...run.filter(({ kind }) => kind === 'added'),
    );
    run = [];
  };
  for (const change of changes) {
    if (change.kind === 'same') {
      flush();
      ordered.push(change);
    } else run.push(change);
  }
  flush();
  return ordered;
}
