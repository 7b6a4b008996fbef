/** The commands in a terminal: `explore`, `promela`, `replay`, `run`. Started by scripts/pinscope.mjs. */
import { readFileSync } from 'node:fs';
import { type CommandResult, refusedInput } from './command.ts';
import { explore } from './explore.ts';
import { promela } from './promela.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';

const readFile = (path: string): string => readFileSync(path, 'utf8');

const commands = new Map<
  string,
  (words: readonly string[]) => CommandResult | Promise<CommandResult>
>([
  ['explore', (words) => explore(words, readFile, () => performance.now() / 1000)],
  ['promela', (words) => promela(words, readFile)],
  ['replay', replay],
  ['run', (words) => run(words, readFile)],
]);

async function answer([name = '', ...words]: readonly string[]): Promise<CommandResult> {
  const command = commands.get(name);
  if (command !== undefined) return command(words);
  return refusedInput(
    `There is no command “${name}”; there are ${[...commands.keys()].join(', ')}.`,
  );
}

const { output, error, exit } = await answer(process.argv.slice(2));
if (error !== '') process.stderr.write(`${error}\n`);
process.exitCode = exit;
process.stdout.write(output);
