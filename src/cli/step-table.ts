/**
 * A schedule as a table with a column per CPU, for a terminal or a mail: one row per step, its line
 * under the CPU that ran it; the two shared words of a page before the first step, after the last,
 * and wherever one of them changed.
 */
import { pageWords } from '../kernel/page-words.ts';
import type { Actor } from '../listing/program.ts';
import { lineOf, touchOf } from '../trace/call-stack.ts';
import { type Run, type RunStep, stateAt } from '../trace/run.ts';

const WIDEST = 44;

/** Lines without line ends. The words are those of the first page of the scenario. */
export function stepTable(run: Run): readonly string[] {
  const columns = columnsOf(run.compiled.program.actors).filter((column) => {
    const isDevice = column.actors.every(
      (at) => run.compiled.program.actors[at]?.kind === 'device',
    );
    return !isDevice || run.steps.some((step) => column.actors.includes(step.actor));
  });
  const texts = run.steps.map((step) => lineText(run, step));
  const widths = columns.map((column) =>
    Math.max(
      column.title.length,
      ...run.steps.map((step, index) =>
        column.actors.includes(step.actor) ? (texts[index]?.length ?? 0) : 0,
      ),
    ),
  );
  const digits = String(run.steps.length).length;
  const row = (number: string, cells: readonly string[]): string =>
    `${number.padStart(digits)}  ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')}`;
  const lines = [
    row(
      '',
      columns.map((column) => column.title),
    ).trimEnd(),
    `${' '.repeat(digits)}  ${widths.map((width) => '-'.repeat(width)).join('-+-')}`,
    wordsLine(run, 0, digits),
  ];
  run.steps.forEach((step, index) => {
    const cells = columns.map((column) =>
      column.actors.includes(step.actor) ? (texts[index] ?? '') : '',
    );
    lines.push(row(String(step.index), cells).trimEnd());
    if (wordsLine(run, index, digits) !== wordsLine(run, index + 1, digits)) {
      lines.push(wordsLine(run, index + 1, digits));
    }
    for (const violation of step.violations) {
      lines.push(`${' '.repeat(digits)}  ^ ${violation.property}: ${violation.message}`);
    }
  });
  return lines;
}

interface Column {
  readonly title: string;
  readonly actors: readonly number[];
}

/** One per CPU, with its interrupt; one more for the devices, if there are any. */
function columnsOf(actors: readonly Actor[]): readonly Column[] {
  const indexes = actors.map((_, index) => index);
  const cpus = actors.filter((actor) => actor.kind === 'cpu');
  const columns = cpus.map((cpu) => ({
    title: `CPU${cpu.cpu}, ${cpu.role}`,
    actors: indexes.filter((at) => actors[at]?.cpu === cpu.cpu),
  }));
  const devices = indexes.filter((at) => actors[at]?.kind === 'device');
  return devices.length === 0 ? columns : [...columns, { title: 'device', actors: devices }];
}

/** `put_page: head = compound_head(page)`, cut to the column. */
function lineText(run: Run, step: RunStep): string {
  const touch = touchOf(step.effects);
  const line = touch === undefined ? undefined : lineOf(run.compiled, touch);
  const fn = line === undefined ? undefined : run.compiled.program.functions[line.fn];
  const source = fn?.lines.find((one) => one.number === line?.line)?.text ?? '';
  const actor = run.compiled.program.actors[step.actor];
  const who = actor?.kind === 'interrupt' || actor?.kind === 'device' ? `${actor.id} ` : '';
  const text = `${who}${fn?.name ?? ''}: ${source}`;
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}

function wordsLine(run: Run, cursor: number, digits: number): string {
  const [page] = run.compiled.pages;
  if (page === undefined) return '';
  const { word8, word16, refcount } = pageWords(run.compiled, stateAt(run, cursor), page);
  const words = `${hex(word8)} ${hex(word16)}  ref ${refcount}`;
  return `${' '.repeat(digits)}    ${page.name}: ${words}`;
}

function hex(word: bigint): string {
  return word.toString(16).padStart(16, '0');
}
