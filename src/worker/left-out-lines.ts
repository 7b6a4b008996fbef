/**
 * Lines that the compiler leaves out: those of a debug kernel where its checks are off, and the blocks
 * of a condition that is known beforehand, a constant of the scenario alone. No schedule can tell
 * whether they are there.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { FunctionLine } from '../listing/program.ts';

/** What would have to be on, or 1, for a line to run. */
export type LeftOut =
  | { readonly kind: 'debug'; readonly level: 'vm' | 'list' }
  | { readonly kind: 'constant'; readonly name: string; readonly is: bigint };

interface LeftOutLine {
  readonly why: LeftOut;
  /** It heads what is left out: with its head gone and its block kept, the block runs. */
  readonly isHead: boolean;
}

/** By function and line below its head, as `put_page+4`. */
export function leftOutLines(compiled: CompiledScenario): ReadonlyMap<string, LeftOutLine> {
  const { program, debug } = compiled;
  const isOff = (level: FunctionLine['debug']): level is 'vm' | 'list' =>
    level !== '' && !debug.split(',').includes(level);
  const found = new Map<string, LeftOutLine>();
  for (const { name, line: head, lines } of program.functions) {
    const keyOf = ({ number }: FunctionLine): string => `${name}+${number - head}`;
    const note = (line: FunctionLine, why: LeftOut, isHead: boolean): void => {
      if (!found.has(keyOf(line))) found.set(keyOf(line), { why, isHead });
    };
    for (const [index, line] of lines.entries()) {
      if (isOff(line.debug)) {
        const around = lines.slice(0, index).findLast(({ depth }) => depth < line.depth);
        const isHead = around === undefined || !found.has(keyOf(around));
        note(line, { kind: 'debug', level: line.debug }, isHead);
      }
      const constant = /^if ([A-Z]\w*)$/.exec(line.text)?.[1] ?? '';
      const is = program.constants[constant];
      if (is === undefined) continue;
      const why: LeftOut = { kind: 'constant', name: constant, is };
      const then = blockAt(lines, index);
      const after = index + 1 + then.length;
      const hasElse = lines[after]?.text === 'else' && lines[after].depth === line.depth;
      if (is === 0n && !hasElse) note(line, why, true);
      const never = is === 0n ? then : hasElse ? blockAt(lines, after) : [];
      for (const one of never) note(one, why, false);
    }
  }
  return found;
}

/** The lines of the block that the line at `index` heads. */
function blockAt(lines: readonly FunctionLine[], index: number): readonly FunctionLine[] {
  const depth = lines[index]?.depth ?? 0;
  const end = lines.findIndex((line, at) => at > index && line.depth <= depth);
  return lines.slice(index + 1, end < 0 ? undefined : end);
}
