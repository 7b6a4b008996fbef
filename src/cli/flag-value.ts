/** What a flag says, read or refused with a sentence. */
import type { Flags } from './arguments.ts';

export type Answer<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

/** The value of a flag that takes one. */
export function valueOf(flags: Flags, name: string): string | undefined {
  const value = flags.get(name);
  return value === true ? undefined : value;
}
