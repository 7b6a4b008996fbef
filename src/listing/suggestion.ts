/** "Did you mean …?" for a misspelt name: the nearest known one, if one is near. */

/** The hint, or undefined where no candidate is near enough to be meant. */
export function didYouMean(name: string, candidates: Iterable<string>): string | undefined {
  const limit = name.length < 3 ? 1 : name.length < 6 ? 2 : 3;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === name || Math.abs(candidate.length - name.length) >= least) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    // A name of which nothing is left is another name, not a misspelt one.
    if (distance < least && distance < Math.max(name.length, candidate.length) - 1) {
      best = candidate;
      least = distance;
    }
  }
  return best === undefined ? undefined : `did you mean ${best}?`;
}

/** Insertions, deletions and replacements, and swaps of neighbours, that turn one into the other. */
function editDistance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      let cost = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[to.length] ?? 0;
}
