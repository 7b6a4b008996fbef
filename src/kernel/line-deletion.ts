/**
 * The ways to take one line of a function away. A line that heads a block is taken away twice: with
 * its block, and alone, so that the block always runs.
 */

/** A listing without one of its lines. */
export interface LineDeletion {
  /** 0-based index of the line in the listing. */
  readonly index: number;
  readonly how: '' | 'with its block' | 'its block kept' | 'never true' | 'always true';
  readonly text: string;
}

/**
 * All of them, in the order of the lines; comments and blank lines are not lines to take away.
 * `filler`: a line that does nothing, to stand where a block would be left without any.
 */
export function lineDeletions(text: string, filler?: string): readonly LineDeletion[] {
  const lines = text.split('\n');
  return lines.flatMap((line, index): readonly LineDeletion[] => {
    if (isComment(line)) return [];
    const made = (
      how: LineDeletion['how'],
      replaced: readonly string[],
      end: number,
    ): LineDeletion => ({
      index,
      how,
      text: lines.toSpliced(index, end - index, ...replaced).join('\n'),
    });
    const end = blockEnd(lines, index);
    if (end === index + 1 || depthOf(line) === 0) {
      const isAlone = filler !== undefined && isAloneInBlock(lines, index);
      return [made('', isAlone ? [`${' '.repeat(depthOf(line))}${filler}`] : [], end)];
    }
    const block = dedented(lines.slice(index + 1, end));
    const hasElse = lines[end]?.trim() === 'else' && depthOf(lines[end] ?? '') === depthOf(line);
    if (!hasElse) return [made('with its block', [], end), made('its block kept', block, end)];
    const otherEnd = blockEnd(lines, end);
    const other = dedented(lines.slice(end + 1, otherEnd));
    return [made('never true', other, otherEnd), made('always true', block, otherEnd)];
  });
}

const depthOf = (line: string): number => /^ */.exec(line)?.[0].length ?? 0;
const isComment = (line: string): boolean => /^\s*(#|$)/.test(line);

/** Whether the block that a line stands in has no other line. */
function isAloneInBlock(lines: readonly string[], index: number): boolean {
  const depth = depthOf(lines[index] ?? '');
  const isOutside = (line: string | undefined): boolean =>
    line === undefined || depthOf(line) < depth;
  const before = lines.slice(0, index).findLast((line) => !isComment(line));
  const after = lines.slice(index + 1).find((line) => !isComment(line));
  return isOutside(before) && isOutside(after);
}

/** Index behind the block that a line heads: that of the next line if it heads none. */
function blockEnd(lines: readonly string[], index: number): number {
  let end = index + 1;
  while (end < lines.length && depthOf(lines[end] ?? '') > depthOf(lines[index] ?? '')) end++;
  return end;
}

const dedented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.slice(4));
