/** The matrix as a table of words: what the page draws, and what is exported. */
import type { DesignHead } from '../design.ts';
import type { Catalogue } from '../scenario-library.ts';
import { cellOf, type MatrixCell, type MatrixResult } from './matrix-cell.ts';
import { designLines, matrixRows } from './matrix-rows.ts';

export interface MatrixColumn {
  readonly design: DesignHead;
  /** What it does about pins, in a line. */
  readonly says: string;
  /** Rows in which it is broken. */
  readonly broken: number;
}

interface MatrixTableRow {
  /** Id of the property. */
  readonly rule: string;
  readonly scenario: string;
  readonly title: string;
  readonly says: string;
  /** One for each column. */
  readonly cells: readonly MatrixCell[];
}

/** The rows of one property, which are asked for together. */
export interface MatrixGroup {
  readonly rule: string;
  readonly title: string;
  readonly rows: readonly MatrixTableRow[];
}

export interface MatrixTable {
  readonly columns: readonly MatrixColumn[];
  readonly groups: readonly MatrixGroup[];
  readonly rows: number;
}

/** `results`: by scenario and design. `titleOf`: the title of a property. */
export function matrixTable(
  { designs, scenarios }: Catalogue,
  titleOf: (rule: string) => string,
  results: (scenario: string, design: string) => MatrixResult | undefined,
): MatrixTable {
  const rows = matrixRows.map(({ rule, scenario, says }): MatrixTableRow => {
    const title = scenarios.find(({ id }) => id === scenario)?.title ?? scenario;
    const cells = designs.map(({ id }) => cellOf(results(scenario, id), rule));
    return { rule, scenario, title, says, cells };
  });
  const rules = [...new Set(rows.map(({ rule }) => rule))];
  return {
    columns: designs.map((design, index) => ({
      design,
      says: designLines.get(design.id) ?? '',
      broken: rows.filter(({ cells }) => cells[index]?.kind === 'broken').length,
    })),
    groups: rules.map((rule) => ({
      rule,
      title: titleOf(rule),
      rows: rows.filter((row) => row.rule === rule),
    })),
    rows: rows.length,
  };
}
