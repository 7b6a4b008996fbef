/** Lines that nobody runs, with their text, below the function that they stand in. */
import type { Program } from '../../listing/program.ts';
import type { UnreachedLine } from '../../store/explorer-state.ts';

export interface UnreachedFunction {
  readonly fn: number;
  readonly name: string;
  /** Kernel file and version, without the message-id. */
  readonly from: string;
  /** `number`: as beside the listing, counted from the head of the function. */
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}

/** In the order of the program. */
export function unreachedFunctions(
  { functions }: Pick<Program, 'functions'>,
  unreached: readonly UnreachedLine[],
): readonly UnreachedFunction[] {
  return functions.flatMap((one, fn) => {
    const own = new Set(unreached.filter((line) => line.fn === fn).map(({ line }) => line));
    if (own.size === 0) return [];
    const lines = one.lines
      .filter(({ number }) => own.has(number))
      .map(({ number, text }) => ({ number: number - one.line, text }));
    const from = (one.from ?? '').replace(/, message-id \S+$/, '');
    return [{ fn, name: one.name, from, lines }];
  });
}
