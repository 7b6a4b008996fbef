/** The commands in a terminal: `explore`, `replay`, `run`. Started by scripts/pinscope.mjs. */
import { readFileSync } from 'node:fs';
import { type CommandResult, refusedInput } from './command.ts';
import { explore } from './explore.ts';
import { replay } from './replay.ts';
import { run } from './run.ts';

function answer([command, ...words]: readonly string[]): CommandResult {
  const readFile = (path: string): string => readFileSync(path, 'utf8');
  switch (command) {
    case 'explore':
      return explore(words, readFile, () => performance.now() / 1000);
    case 'replay':
      return replay(words);
    case 'run':
      return run(words, readFile);
    default:
      return refusedInput(
        `There is no command “${command ?? ''}”; there are explore, replay and run.`,
      );
  }
}

const { output, error, exit } = answer(process.argv.slice(2));
if (error !== '') process.stderr.write(`${error}\n`);
process.exitCode = exit;
process.stdout.write(output);
