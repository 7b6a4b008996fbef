/** Which pages devices are writing into: their doorbells hold the page until the write is done. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { State } from '../machine/state.ts';

/** Addresses of the pages that some device has been given and not yet given back. */
export function devicePages(compiled: CompiledScenario, state: State): ReadonlySet<bigint> {
  const { program, machine } = compiled;
  const doorbell = program.structs
    .find((struct) => struct.name === 'device')
    ?.fields.find((field) => field.target === 'page');
  const pages = new Set<bigint>();
  if (doorbell === undefined) return pages;
  for (const object of program.objects) {
    if (object.struct !== 'device') continue;
    const page = machine.read(state, object.address + BigInt(doorbell.offset), 8) ?? 0n;
    if (page !== 0n) pages.add(page);
  }
  return pages;
}
