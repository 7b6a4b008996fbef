/** The matrix as files to take along, made when they are asked for. */
import { matrixMarkdown } from '../../export/matrix-markdown.ts';
import { type MatrixPicture, matrixSvg } from '../../export/matrix-svg.ts';
import type { MatrixTable } from '../../kernel/matrix/matrix-table.ts';

export interface MatrixFiles {
  picture(): MatrixPicture;
  markdown(): string;
}

export function matrixFiles(table: MatrixTable): MatrixFiles {
  return { picture: () => matrixSvg(table), markdown: () => matrixMarkdown(table) };
}
