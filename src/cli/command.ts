/** What a command gives back: text for stdout, a sentence for stderr, and the exit code. */

/**
 * 0: nothing broken, and all of it seen. 1: something is broken. 2: bad input.
 * 3: stopped at a limit with nothing broken so far, which proves nothing.
 */
export type ExitCode = 0 | 1 | 2 | 3;

export interface CommandResult {
  readonly exit: ExitCode;
  readonly output: string;
  readonly error: string;
}

/** Reads a file as text; throws what the file system throws. */
export type ReadFile = (path: string) => string;

export function answered(output: string, exit: ExitCode = 0): CommandResult {
  return { exit, output, error: '' };
}

/** Bad input: a sentence on stderr. */
export function refusedInput(error: string): CommandResult {
  return { exit: 2, output: '', error };
}

/** Numbers with commas, as people read them. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** JSON on one line per entry of the top level would be unreadable; two spaces it is. */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
