/** The matrix as a picture that stands alone: for slides and papers. Sizes in pixels, as in the mock of a hall. */
import type { MatrixCell } from '../kernel/matrix/matrix-cell.ts';
import type { MatrixTable } from '../kernel/matrix/matrix-table.ts';

const ROW = 44;
const HEAD = 96;
const COLUMN = 112;
const RULE = 200;
const SCENARIO = 236;
const SAYS = 300;
const LEFT = RULE + SCENARIO + SAYS;
const MARGIN = 20;

/** Ink of the light page; a picture that is pasted somewhere has no theme. */
const INK = { text: '#15171c', quiet: '#454a54', hair: '#e3e3dd', line: '#82878f', bad: '#d55e00' };

export interface MatrixPicture {
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

export function matrixSvg({ columns, groups, rows }: MatrixTable): MatrixPicture {
  const width = MARGIN * 2 + LEFT + columns.length * COLUMN;
  const height = MARGIN * 2 + HEAD + (rows + 1) * ROW;
  const parts: string[] = [];
  columns.forEach(({ design, says }, index) => {
    const x = MARGIN + LEFT + (index + 0.5) * COLUMN;
    parts.push(text(x, MARGIN + 16, design.title, { size: 15, weight: 650, anchor: 'middle' }));
    wrapped(says, 17).forEach((line, row) => {
      const style = { size: 11.5, fill: INK.quiet, anchor: 'middle' };
      parts.push(text(x, MARGIN + 36 + row * 15, line, style));
    });
  });
  let y = MARGIN + HEAD;
  for (const group of groups) {
    parts.push(rule(y, MARGIN, width - MARGIN, INK.line));
    parts.push(text(MARGIN, y + 27, group.title, { size: 15, weight: 650 }));
    group.rows.forEach((row, index) => {
      if (index > 0) parts.push(rule(y, MARGIN + RULE, width - MARGIN, INK.hair));
      parts.push(text(MARGIN + RULE, y + 27, row.title, { size: 14.5, weight: 650 }));
      const says = { size: 13.5, fill: INK.quiet };
      parts.push(text(MARGIN + RULE + SCENARIO, y + 27, row.says, says));
      row.cells.forEach((cell, column) => {
        parts.push(cellMark(cell, MARGIN + LEFT + column * COLUMN, y));
      });
      y += ROW;
    });
  }
  parts.push(rule(y, MARGIN, width - MARGIN, INK.line));
  parts.push(text(MARGIN + RULE, y + 29, `broken, of ${rows}`, { size: 15, weight: 600 }));
  columns.forEach(({ broken }, index) => {
    const x = MARGIN + LEFT + (index + 0.5) * COLUMN;
    parts.push(text(x, y + 31, String(broken), { size: 22, weight: 700, anchor: 'middle' }));
  });
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif">`,
    `<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" fill="#fdeadd"/><line x1="0" y1="0" x2="0" y2="6" stroke="${INK.bad}" stroke-width="1.6"/></pattern></defs>`,
    `<rect width="${width}" height="${height}" fill="#fdfdfb"/>`,
    ...parts,
    '</svg>',
  ].join('\n');
  return { width, height, svg };
}

/** A hatched box with a cross is broken, a hollow dot holds, words say the rest. */
function cellMark(cell: MatrixCell, x: number, y: number): string {
  const middle = x + COLUMN / 2;
  switch (cell.kind) {
    case 'broken':
      return [
        `<rect x="${x + 4}" y="${y + 5}" width="${COLUMN - 8}" height="${ROW - 10}" rx="4" fill="url(#hatch)" stroke="${INK.bad}" stroke-width="1.4"/>`,
        `<circle cx="${middle}" cy="${y + ROW / 2}" r="10" fill="#fff"/>`,
        text(middle, y + ROW / 2 + 6, '✕', { size: 16, weight: 700, anchor: 'middle' }),
      ].join('\n');
    case 'holds':
      return `<circle cx="${middle}" cy="${y + ROW / 2}" r="4.5" fill="none" stroke="${INK.quiet}" stroke-width="1.4"/>`;
    case 'waiting':
      return '';
    case 'unknown':
    case 'refused':
    case 'failed': {
      const words = { unknown: 'not known', refused: 'does not apply', failed: 'failed' }[
        cell.kind
      ];
      const style = { size: 11.5, fill: INK.quiet, anchor: 'middle' };
      return text(middle, y + ROW / 2 + 4, words, style);
    }
  }
}

interface TextStyle {
  readonly size: number;
  readonly weight?: number;
  readonly fill?: string;
  readonly anchor?: string;
}

function text(x: number, y: number, words: string, style: TextStyle): string {
  const { size, weight = 400, fill = INK.text, anchor = 'start' } = style;
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

function rule(y: number, from: number, to: number, stroke: string): string {
  return `<line x1="${from}" y1="${y}" x2="${to}" y2="${y}" stroke="${stroke}"/>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Lines of at most so many letters, where the words are not longer. */
function wrapped(words: string, letters: number): readonly string[] {
  const lines: string[] = [];
  for (const word of words.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > letters) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
