/** The stop record read back: why the machine stopped, from the bytes of the state alone. */
import type { Program } from '../listing/program.ts';
import type { Fault } from './effect.ts';
import { faultKind, faultText } from './fault.ts';
import { STOP_CAUSES } from './state-layout.ts';
import type { StopLayout } from './state-layout.ts';
import { foreignUnlockText } from './lock-touch.ts';

/** Where and why the machine stopped. */
export interface Stop {
  readonly kind: 'stopped';
  readonly actor: number;
  /** Index of the operation that stopped it. */
  readonly operation: number;
  /** `bound`: a loop ran out of rounds, which is a limit of the model and no bug. */
  readonly cause: 'bug' | 'bound' | 'fault';
  /** A sentence. */
  readonly text: string;
  readonly fault?: Fault;
}

/** The stop in a state; undefined while the machine can run. */
export function stopOf(program: Program, view: DataView, layout: StopLayout): Stop | undefined {
  const cause = STOP_CAUSES[view.getUint32(layout.cause, true)];
  if (cause === undefined) throw new Error('the stop record of the state is damaged');
  if (cause === 'none') return undefined;
  const actor = view.getUint32(layout.actor, true);
  const operation = view.getUint32(layout.operation, true);
  const stop = { kind: 'stopped', actor, operation } as const;
  const op = program.actors[actor]?.code.operations[operation]?.op;
  if (op === undefined) throw new Error('the stop record of the state is damaged');
  if (cause === 'fault') {
    const address = view.getBigUint64(layout.address, true);
    const width = 'place' in op ? op.place.width : 4;
    const fault = { kind: faultKind(address, width), address, ...accessOf(op) };
    return { ...stop, cause, text: faultText(fault), fault };
  }
  if (cause === 'foreign-unlock') {
    return { ...stop, cause: 'bug', text: foreignUnlockText(accessOf(op).place) };
  }
  return { ...stop, cause, text: 'text' in op ? op.text : '' };
}

type AnyOp = Program['actors'][number]['code']['operations'][number]['op'];

/** What an operation does to memory, for the text of a fault. A read-modify-write is a store. */
function accessOf(op: AnyOp): Pick<Fault, 'access' | 'place'> {
  const isLoad = op.kind === 'load' || op.kind === 'wait' || op.kind === 'ghost-load';
  const access = isLoad ? 'load' : 'store';
  if (op.kind === 'ghost' || op.kind === 'ghost-load') return { access, place: op.field };
  return { access, place: 'place' in op ? op.place.name : '' };
}
