/** Names for the wide constants of a text, which has them as `#ffffea0000140000`. */
import type { Program } from '../../listing/program.ts';
import type { Cells } from './cells.ts';
import { comment } from './listing-line.ts';

export interface NamedText {
  readonly text: string;
  /** Lines that define the names, two halves each. */
  readonly definitions: readonly string[];
}

/** Addresses are called after what lies there, constants as the listing calls them. */
export function withConstantNames(text: string, program: Program, cells: Cells): NamedText {
  const used = new Map<string, string>();
  const constants = new Map(
    Object.entries(program.constants).map(([name, value]) => [BigInt.asUintN(64, value), name]),
  );
  const replaced = text.replaceAll(/#([0-9a-f]{16})/g, (_, digits: string) => {
    const value = BigInt(`0x${digits}`);
    const name = cells.names.addresses.get(value) ?? constants.get(value) ?? `word_${digits}`;
    used.set(digits, name);
    return name;
  });
  const definitions = [...used]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([digits, name]) => {
      const value = BigInt(`0x${digits}`);
      return [
        `#define ${name}_lo ${halfText(value)} ${comment(digits)}`,
        `#define ${name}_hi ${halfText(value >> 32n)}`,
      ];
    });
  return { text: replaced, definitions };
}

/** The low half of a word as Promela can read it. */
export function halfText(value: bigint): string {
  const half = Number(BigInt.asIntN(32, value));
  if (half === -0x80000000) return '(1 << 31)';
  return half < 0 ? `(${half})` : String(half);
}
