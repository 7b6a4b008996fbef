/** `promela`: a scenario in the language of SPIN. */
import { scenarioPromela } from '../export/promela/scenario-promela.ts';
import { designTitle } from '../kernel/edition.ts';
import { parseArguments } from './arguments.ts';
import { answered, type CommandResult, grouped, type ReadFile, refusedInput } from './command.ts';
import { valueOf } from './flag-value.ts';
import { type Requested, requested } from './request.ts';

const usage =
  'promela --design D (--scenario S | --file F) [--debug none|vm|vm,list] [--listing FILE] [--max-states N]';

/** Enough for every built-in scenario; of a larger one some steps may be missing, and SPIN tells. */
const MOST_STATES = 300_000;

export function promela(words: readonly string[], readFile: ReadFile): CommandResult {
  const flags = parseArguments(words, {
    values: ['design', 'scenario', 'file', 'debug', 'listing', 'max-states'],
    switches: [],
  });
  if (!flags.ok) return refusedInput(`${flags.error}\nusage: ${usage}`);
  const maxStates = Number(valueOf(flags.value, 'max-states') ?? MOST_STATES);
  if (!Number.isSafeInteger(maxStates) || maxStates < 1) {
    return refusedInput('--max-states needs a whole number of at least 1.');
  }
  const request = requested(flags.value, readFile);
  if (!request.ok) return refusedInput(request.error);
  const { program, machine } = request.value.compiled;
  const text = scenarioPromela({ program, machine, head: headOf(request.value), maxStates });
  if (!text.ok) return refusedInput(`This scenario cannot be exported: ${text.error}.`);
  const result = answered(text.text);
  if (text.complete) return result;
  return {
    ...result,
    error:
      `More than ${grouped(maxStates)} states: the lines and words that matter were looked for in ` +
      'these and in 2,000 schedules. If SPIN reports stopped!=-1, raise --max-states.',
  };
}

function headOf({ compiled }: Requested): readonly string[] {
  const { scenario, design, debug } = compiled;
  return [
    `${scenario.title} (${scenario.id}) under ${designTitle(compiled)} (${design.id}), debug checks: ${debug}`,
    'spin -a -o3 model.pml && gcc -O2 -w -DNOREDUCE -DSAFETY -o pan pan.c && ./pan -c0',
    'docs/promela.md says what SPIN counts here, and how to go on to many cores.',
  ];
}
