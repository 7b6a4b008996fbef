/** The rails beside a listing: where a held lock reaches, and where something only specified holds. */
import type { HeldLock } from '../../trace/held-locks.ts';
import type { ListingRow } from './listing-rows.ts';

/** A lock that is held while a line runs. */
export interface Rail {
  readonly lock: string;
  /** Id of the actor that holds it. */
  readonly holder: string;
}

/** The rows with a rail from the line that took each lock to the line that will release it. */
export function underLocks(
  rows: readonly ListingRow[],
  locks: readonly HeldLock[],
  holder: string,
): readonly ListingRow[] {
  return locks.reduce((railed, lock) => {
    const { first, last } = reach(railed, lock);
    return railed.map((row, index) =>
      index < first || index > last
        ? row
        : { ...row, rails: [...row.rails, { lock: lock.name, holder }] },
    );
  }, rows);
}

/** The rows with the dotted rail between a ghost line and the one that ends what it began. */
export function inGhosts(rows: readonly ListingRow[]): readonly ListingRow[] {
  return rows.map((row, index) => {
    if (row.inGhost) return row;
    const before = rows
      .slice(0, index)
      .findLast((one) => one.kind === 'ghost' && one.call === row.call);
    const after = rows
      .slice(index + 1)
      .find((one) => one.kind === 'ghost' && one.call === row.call);
    const isBetween =
      before !== undefined &&
      after !== undefined &&
      !before.text.includes('until') &&
      after.text.includes('until');
    return isBetween ? { ...row, inGhost: true } : row;
  });
}

function reach(
  rows: readonly ListingRow[],
  lock: HeldLock,
): { readonly first: number; readonly last: number } {
  const taken = rows.findIndex((row) => row.kind === 'L' && row.doneAt === lock.sinceStep);
  const releases = (row: ListingRow): boolean =>
    row.kind === 'L' && row.text.startsWith('unlock') && row.text.includes(lock.name);
  const call = rows[taken]?.call;
  const last = rows.findLastIndex(
    (row, index) => index > taken && releases(row) && (call === undefined || row.call === call),
  );
  return { first: Math.max(0, taken), last: last < 0 ? rows.length - 1 : last };
}
