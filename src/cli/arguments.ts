/** The command line: flags with values, read strictly, so that a misspelt flag is never ignored. */

/** Flags without the dashes; a switch has the value `true`. */
export type Flags = ReadonlyMap<string, string | true>;

export type ParsedArguments =
  { readonly ok: true; readonly value: Flags } | { readonly ok: false; readonly error: string };

export interface FlagTable {
  /** Flags that take a value. */
  readonly values: readonly string[];
  /** Flags that are there or not. */
  readonly switches: readonly string[];
}

/** Reads `--flag value`, `--flag=value` and `--switch`. */
export function parseArguments(words: readonly string[], table: FlagTable): ParsedArguments {
  const flags = new Map<string, string | true>();
  const known = [...table.values, ...table.switches].map((name) => `--${name}`).join(', ');
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, , inline] = /^--([a-z-]+)(=(.*))?$/s.exec(word) ?? [];
    if (name === undefined) {
      return refused(`“${word}” is no flag; there are ${known}.`);
    }
    if (flags.has(name)) return refused(`--${name} is given twice.`);
    if (table.switches.includes(name)) {
      if (inline !== undefined) return refused(`--${name} takes no value.`);
      flags.set(name, true);
    } else if (table.values.includes(name)) {
      const value = inline ?? words[at + 1];
      if (value === undefined || (inline === undefined && value.startsWith('--'))) {
        return refused(`--${name} needs a value.`);
      }
      if (inline === undefined) at += 1;
      flags.set(name, value);
    } else return refused(`There is no flag --${name}; there are ${known}.`);
  }
  return { ok: true, value: flags };
}

function refused(error: string): ParsedArguments {
  return { ok: false, error };
}
