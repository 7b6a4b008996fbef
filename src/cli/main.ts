/** The commands in a terminal: `explore`, `promela`, `replay`, `run`. Started by scripts/pinscope.mjs. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CommandResult, refusedInput } from './command.ts';
import { explore } from './explore.ts';
import { keepingCompiler, type ProgramStore } from './kept-programs.ts';
import { promela } from './promela.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';

const readFile = (path: string): string => readFileSync(path, 'utf8');

/** Beside this bundle: whoever replaces it empties the folder. */
const folder = join(dirname(fileURLToPath(import.meta.url)), 'programs');

const programs: ProgramStore = {
  read(name) {
    try {
      return readFile(join(folder, name));
    } catch {
      return undefined;
    }
  },
  write(name, text) {
    const path = join(folder, name);
    // Under a name of its own first, so that two commands at once do not meet half a file.
    const own = `${path}.${process.pid}`;
    try {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(own, text);
      renameSync(own, path);
    } catch {
      // A folder that cannot be written to: the next call compiles again.
    }
  },
};

const commands = new Map<
  string,
  (words: readonly string[]) => CommandResult | Promise<CommandResult>
>([
  [
    'explore',
    (words) => {
      const seconds = () => performance.now() / 1000;
      return explore(words, readFile, seconds, keepingCompiler(programs));
    },
  ],
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
