/** Which pages devices are writing into: their doorbells hold the page until the write is done. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { State } from '../machine/state.ts';

/** Addresses of the pages that some device has been given and not yet given back. */
export function devicePages(compiled: CompiledScenario, state: State): ReadonlySet<bigint> {
  return new Set(devicesAtWork(compiled, state).values());
}

/** By the actor that is the device: the page that it has been given and not yet given back. */
export function devicesAtWork(
  compiled: CompiledScenario,
  state: State,
): ReadonlyMap<number, bigint> {
  const { program, machine } = compiled;
  const doorbell = program.structs
    .find((struct) => struct.name === 'device')
    ?.fields.find((field) => field.target === 'page');
  const pages = new Map<number, bigint>();
  if (doorbell === undefined) return pages;
  for (const object of program.objects) {
    if (object.struct !== 'device') continue;
    const page = machine.read(state, object.address + BigInt(doorbell.offset), 8) ?? 0n;
    if (page !== 0n) pages.set(deviceOf(compiled, object.cpu), page);
  }
  return pages;
}

/** The device of a CPU; where there is one device only, that one. */
function deviceOf({ program }: CompiledScenario, cpu: number | undefined): number {
  const own = program.actors.findIndex((actor) => actor.kind === 'device' && actor.cpu === cpu);
  return own >= 0 ? own : program.actors.findIndex((actor) => actor.kind === 'device');
}
