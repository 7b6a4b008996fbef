/** Gathers for the picture what the trace knows of a moment: locks, devices, references, violations. */
import type {
  DeviceTold,
  LockTold,
  MemoryInput,
  ReferenceTold,
  ReferencesTold,
} from '../../picture/memory-input.ts';
import { nextLine } from '../../trace/call-stack.ts';
import { heldLocks, lockWords } from '../../trace/held-locks.ts';
import { type Reference, references } from '../../trace/references.ts';
import { type Run, stateAt } from '../../trace/run.ts';

/** Everything but the frame that the picture is drawn into. */
export function memoryInputOf(
  run: Run,
  cursor: number,
  page: string,
): Omit<MemoryInput, 'width' | 'density'> {
  const step = run.steps[cursor - 1];
  return {
    compiled: run.compiled,
    state: stateAt(run, cursor),
    effects: step?.effects ?? [],
    earlier: { length: cursor, at: (index) => stateAt(run, index) },
    locks: locksAt(run, cursor),
    devices: devicesAt(run, cursor),
    references: referencesAt(run, cursor, page),
    broken: step?.standing ?? run.start.standing,
    page,
  };
}

/** All locks of the scenario, held or free. */
function locksAt(run: Run, cursor: number): readonly LockTold[] {
  const held = heldLocks(run, cursor);
  return lockWords(run.compiled.program).map(({ name, address, guards }) => {
    const holder = held.find((lock) => lock.address === address);
    if (holder === undefined) return { name, address, guards };
    return { name, address, guards, holder: actorId(run, holder.actor), since: holder.sinceStep };
  });
}

/** Devices that somebody has started: while a doorbell holds a page, the device may write into it. */
function devicesAt(run: Run, cursor: number): readonly DeviceTold[] {
  const { program, machine, pages } = run.compiled;
  const pageAt = (address: bigint): string | undefined =>
    pages.find((page) => page.address === address)?.name;
  const doorbell = program.structs
    .find(({ name }) => name === 'device')
    ?.fields.find(({ target }) => target === 'page');
  if (doorbell === undefined) return [];
  return program.actors.flatMap(({ id, kind, cpu }, actor): readonly DeviceTold[] => {
    if (kind !== 'device') return [];
    const device = program.objects.find(
      (object) => object.struct === 'device' && (object.cpu ?? cpu) === cpu,
    );
    if (device === undefined) return [];
    const address = device.address + BigInt(doorbell.offset);
    const page = pageAt(machine.read(stateAt(run, cursor), address, 8) ?? 0n);
    if (page !== undefined) return [{ actor: id, page, stage: stageOf(run, cursor, actor) }];
    const last = pageAt(lastRing(run, cursor, address) ?? 0n);
    return last === undefined ? [] : [{ actor: id, page: last, stage: 'done' }];
  });
}

/** What a doorbell held before its last write; undefined where there was none. */
function lastRing(run: Run, cursor: number, address: bigint): bigint | undefined {
  for (let index = cursor - 1; index >= 0; index -= 1) {
    const ring = run.steps[index]?.effects.findLast(
      (effect) => effect.kind === 'write' && effect.address === address,
    );
    if (ring?.kind === 'write') return ring.old;
  }
  return undefined;
}

/** A device that still waits at its doorbell has not accepted the page that it was told of. */
function stageOf(run: Run, cursor: number, actor: number): DeviceTold['stage'] {
  const line = nextLine(run.compiled, stateAt(run, cursor), actor);
  const fn = line === undefined ? undefined : run.compiled.program.functions[line.fn];
  const text = fn?.lines.find((one) => one.number === line?.line)?.text ?? '';
  return text.includes('wait until') ? 'told' : 'writing';
}

/** Fields that count pins, the newest first; later kernels have one for huge pages alone. */
const countFields = [
  'dma_pinned_count',
  '_pincount',
  'compound_pincount',
  'hpage_pinned_refcount',
] as const;

function referencesAt(run: Run, cursor: number, page: string): ReferencesTold {
  const { refcount, holders, pins, pinCount, saysPinned, spent, surplus } = references(
    run,
    cursor,
    page,
  );
  const { structs, constants } = run.compiled.program;
  const fields = structs.find(({ name }) => name === 'page')?.fields ?? [];
  const field = countFields
    .flatMap((name) => fields.find((one) => one.name === name) ?? [])
    .find(({ name }) => name === 'dma_pinned_count' || pinCount !== undefined);
  const bias = constants['GUP_PIN_COUNTING_BIAS'];
  return {
    page,
    refcount,
    holders: holders.map((reference) => toldReference(run, reference)),
    pins: pins.map((reference) => toldReference(run, reference)),
    ...(field === undefined ? {} : { countField: field.name }),
    ...(pinCount === undefined ? {} : { pinCount }),
    ...(bias === undefined || pinCount !== undefined ? {} : { perPin: Number(bias) }),
    saysPinned,
    ...(spent === undefined
      ? {}
      : { spent: { actor: actorId(run, spent.actor), step: spent.step } }),
    ...(surplus === undefined
      ? {}
      : { surplus: { ...surplus, actor: actorId(run, surplus.actor) } }),
  };
}

function toldReference(
  run: Run,
  { id, kind, actor, step, counted, weight }: Reference,
): ReferenceTold {
  return {
    id,
    kind,
    step,
    counted,
    ...(weight === 1 ? {} : { weight }),
    ...(actor === undefined ? {} : { actor: actorId(run, actor) }),
  };
}

function actorId(run: Run, actor: number): string {
  const found = run.compiled.program.actors[actor];
  if (found === undefined) throw new Error(`the program has no actor ${actor}`);
  return found.id;
}
