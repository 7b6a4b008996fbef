/**
 * Indentation as levels. What is indented by other than multiples of four spaces is reported, and
 * moved to where it most likely belongs, so that one slip is one problem.
 */
import type { ProblemSink } from './reading.ts';
import { indentStep, type SourceLine } from './source-line.ts';
import { headForms } from './statement-forms.ts';

/** The lines with indentations that are whole levels; what had to be moved is reported. */
export function levelled(lines: readonly SourceLine[], sink: ProblemSink): readonly SourceLine[] {
  reportTab(lines, sink);
  const result: SourceLine[] = [];
  for (const line of inUnits(lines, sink)) {
    if (line.indent % indentStep === 0) {
      result.push(line);
      continue;
    }
    const indent = likelyIndent(line, result, lines[result.length + 1]);
    if (!line.tab) {
      const hint = `every level is ${indentStep} spaces: begin this line in column ${indent + 1}`;
      sink.report(
        blankOf(line),
        `this line is indented by ${line.start} spaces, which is no level`,
        hint,
      );
    }
    result.push({ ...line, indent });
  }
  return result;
}

/** The blanks before a line. */
export function blankOf(line: SourceLine): { line: number; column: number; length: number } {
  return { line: line.number, column: 1, length: Math.max(1, line.start) };
}

/** One sentence per file is enough: who uses tabs uses them everywhere. */
function reportTab(lines: readonly SourceLine[], sink: ProblemSink): void {
  const line = lines.find(({ tab }) => tab);
  if (line === undefined) return;
  const hint = `indent with ${indentStep} spaces per level; a tab is as wide as each editor likes`;
  sink.report(blankOf(line), 'this line is indented with a tab', hint);
}

/** A file that is indented by another unit throughout is told once, and read in that unit. */
function inUnits(lines: readonly SourceLine[], sink: ProblemSink): readonly SourceLine[] {
  const inner = lines.filter(
    (line, index) => line.indent > 0 && !line.tab && lines[index - 1]?.indent === 0,
  );
  const unit = mostCommon(inner.map((line) => line.indent));
  const first = inner.find((line) => line.indent === unit);
  if (unit === undefined || first === undefined || !isUnit(unit, lines)) return lines;
  const message = `the lines of this file are indented by ${unit} spaces per level instead of ${indentStep}`;
  sink.report(blankOf(first), message, `begin this line in column ${indentStep + 1}`);
  return lines.map((line) => {
    const rest = line.indent % unit;
    const whole = ((line.indent - rest) / unit) * indentStep;
    return { ...line, indent: rest === 0 ? whole : whole + indentStep / 2 };
  });
}

/** Whether nearly all lines are indented by multiples of `unit`, and too many not by levels. */
function isUnit(unit: number, lines: readonly SourceLine[]): boolean {
  const indents = lines.filter(({ indent }) => indent > 0).map(({ indent }) => indent);
  const fitting = indents.filter((indent) => indent % unit === 0).length;
  const odd = indents.filter((indent) => indent % indentStep !== 0).length;
  const isWrong =
    unit % indentStep === 0
      ? unit > indentStep && !indents.includes(indentStep)
      : odd * 3 >= indents.length;
  return isWrong && fitting * 10 >= indents.length * 9;
}

function mostCommon(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

/** Lines looked back for the if of an else. */
const farthestLook = 200;

/** Of the levels beside a line's indentation the one that fits what stands around it. */
function likelyIndent(
  line: SourceLine,
  before: readonly SourceLine[],
  next: SourceLine | undefined,
): number {
  const inner = Math.ceil(line.indent / indentStep) * indentStep;
  const outer = inner - indentStep;
  const above = before.at(-1);
  if (/^else\b/.test(line.text)) {
    const branch = before
      .slice(-farthestLook)
      .findLast(({ indent, text }) => indent <= inner && isBranch(text));
    if (branch !== undefined && branch.indent >= outer) return branch.indent;
  }
  if (above === undefined) return 0;
  if (opensBlock(above.text)) return above.indent + indentStep === outer ? outer : inner;
  if (inner > above.indent) return outer;
  const middle = outer + indentStep / 2;
  if (line.indent !== middle) return line.indent < middle ? outer : inner;
  return next?.indent === outer ? outer : inner;
}

function isBranch(text: string): boolean {
  return /^(?:debug\b\s*(?:\(\w*\))?\s*)?(?:else\s+)?if\b/.test(text);
}

/** Whether a line looks as if a block should follow; only used to guess. */
function opensBlock(text: string): boolean {
  const code = text
    .replace(/"(?:[^"\\]|\\.)*"?/g, '')
    .replace(/#.*/, '')
    .trimEnd();
  const word = /^\w+/.exec(code)?.[0] ?? '';
  if (headForms.has(word)) return !/[^=!<>]=[^=]/.test(code);
  return (
    !code.includes(':') &&
    (isBranch(code) || /^(?:debug\b.*\s)?(?:else|repeat|loop|for)\b/.test(code))
  );
}
