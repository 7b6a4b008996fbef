/** What the flags of `explore` ask of a search, whichever program it is to search. */
import type { ExplorationOptions } from '../worker/exploration.ts';
import { type Flags, type ParsedArguments, parseArguments } from './arguments.ts';
import { type Answer, valueOf } from './flag-value.ts';

/** All flags, as a reminder. */
export const usage =
  'explore --design D (--scenario S | --file F) [--debug none|vm|vm,list] [--listing FILE] ' +
  '[--property P] [--can QUERY] [--engine auto|interpreter|bfs|sweep] [--symmetry on|off] ' +
  '[--max-states N] [--max-memory MIB] [--first] [--table] [--json]';

const flagTable = {
  values: [
    'design',
    'scenario',
    'file',
    'debug',
    'listing',
    'property',
    'can',
    'engine',
    'symmetry',
    'max-states',
    'max-memory',
  ],
  switches: ['first', 'table', 'json'],
};

/** More than any built-in scenario has; a search that needs more says that it is no proof. */
const MOST_STATES = 2_000_000;

/** MiB; a memory of WebAssembly ends at 4096. */
const MOST_MEMORY = 3072;

const engines = ['auto', 'interpreter', 'bfs', 'sweep'] as const;

/** The flags as they stand, or a sentence about one that is misspelt. */
export function exploreFlags(words: readonly string[]): ParsedArguments {
  return parseArguments(words, flagTable);
}

/** Engine, limits and what else the flags choose. */
export function optionsOf(flags: Flags): Answer<ExplorationOptions> {
  const maxStates = wholeNumber(flags, 'max-states', MOST_STATES);
  if (!maxStates.ok) return maxStates;
  const memory = wholeNumber(flags, 'max-memory', MOST_MEMORY);
  if (!memory.ok) return memory;
  const engineText = valueOf(flags, 'engine') ?? 'auto';
  const engine = engines.find((one) => one === engineText);
  if (engine === undefined) {
    return refused(`There is no engine “${engineText}”; there are ${engines.join(', ')}.`);
  }
  const symmetry = valueOf(flags, 'symmetry') ?? 'off';
  if (symmetry !== 'on' && symmetry !== 'off') return refused('--symmetry is on or off.');
  const property = valueOf(flags, 'property');
  return {
    ok: true,
    value: {
      engine,
      symmetry: symmetry === 'on',
      limits: { maxStates: maxStates.value, maxBytes: memory.value * 2 ** 20 },
      ...(property === undefined ? {} : { property }),
      ...(flags.has('first') ? { first: true } : {}),
    },
  };
}

function wholeNumber(flags: Flags, name: string, otherwise: number): Answer<number> {
  const value = Number(valueOf(flags, name) ?? otherwise);
  if (Number.isSafeInteger(value) && value >= 1) return { ok: true, value };
  return refused(`--${name} needs a whole number of at least 1.`);
}

function refused(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
