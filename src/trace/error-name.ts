/** Errors as the kernel spells them. */
import type { Run } from './run.ts';

/** `-EBUSY` for minus the constant of that name; undefined where the result is no error. */
export function errorName(run: Run, result: bigint): string | undefined {
  const value = BigInt.asIntN(64, result);
  if (value >= 0n || value < -4095n) return undefined;
  const name = Object.entries(run.compiled.program.constants).find(
    ([constant, number]) => /^E[A-Z]+$/.test(constant) && number === -value,
  );
  return name === undefined ? String(value) : `-${name[0]}`;
}
