/** Where a statement comes from: file, line, function and the line's own text, as a comment. */
import type { Program } from '../../listing/program.ts';

/** `swap.step:43, activate_page: if PageLRU(head)`; empty where the program says no line. */
export function listingLine(program: Program, actor: number, operation: number): string {
  const stack = program.actors[actor]?.code.operations[operation]?.stack;
  const frame = stack?.at(-1);
  const fn = frame === undefined ? undefined : program.functions[frame.fn];
  if (frame === undefined || fn === undefined) return '';
  const line = fn.lines.find(({ number }) => number === frame.line);
  const text = line === undefined ? '' : `: ${line.text.trim()}`;
  return `${fn.file}:${frame.line}, ${fn.name}${text}`;
}

/** A comment of Promela, which is one of C. */
export function comment(text: string): string {
  return `/* ${text.replaceAll('*/', '* /').replaceAll('/*', '/ *')} */`;
}
