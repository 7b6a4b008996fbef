/**
 * The commands in a terminal: `explore`, `promela`, `replay`, `run`. Started by scripts/pinscope.cjs.
 * Each is loaded when it is asked for, and the compiler only where a program is not kept.
 */
import { readFileSync } from 'node:fs';
import { type CommandResult, refusedInput } from './command.ts';
import type { ProgramStore } from './kept-program.ts';
import { programFolder } from './program-folder.ts';

const readFile = (path: string): string => readFileSync(path, 'utf8');
/** Of a clock that node has at hand; `performance` would have to be loaded. */
const seconds = (): number => Number(process.hrtime.bigint()) / 1e9;

type Command = (words: readonly string[], programs: ProgramStore) => Promise<CommandResult>;

const commands = new Map<string, Command>([
  ['explore', explore],
  ['promela', async (words) => (await import('./promela.ts')).promela(words, readFile)],
  ['replay', async (words) => (await import('./replay.ts')).replay(words)],
  ['run', async (words) => (await import('./run.ts')).run(words, readFile)],
]);

async function explore(words: readonly string[], programs: ProgramStore): Promise<CommandResult> {
  const { exploreKept } = await import('./kept-program.ts');
  const known = exploreKept(words, programs, seconds);
  if (known !== undefined) return known;
  const [compiling, { keepingCompiler }] = await Promise.all([
    import('./explore.ts'),
    import('./kept-programs.ts'),
  ]);
  return compiling.explore(words, readFile, seconds, keepingCompiler(programs));
}

async function answer(
  [name = '', ...words]: readonly string[],
  programs: ProgramStore,
): Promise<CommandResult> {
  const command = commands.get(name);
  if (command !== undefined) return command(words, programs);
  return refusedInput(
    `There is no command “${name}”; there are ${[...commands.keys()].join(', ')}.`,
  );
}

/** Answers the words of a command line on stdout and stderr. `folder`: where programs are kept. */
export async function main(words: readonly string[], folder: string): Promise<void> {
  const { output, error, exit } = await answer(words, programFolder(folder));
  if (error !== '') process.stderr.write(`${error}\n`);
  process.exitCode = exit;
  process.stdout.write(output);
}
