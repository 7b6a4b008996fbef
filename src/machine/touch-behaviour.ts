/** What a touch made ready to run can be asked. */
import type { Touch } from '../listing/program.ts';
import type { Run } from './run.ts';

export type TouchOf<K extends Touch['kind']> = Extract<Touch, { kind: K }>;

/** Why a touch is not possible now. */
export interface Blockage {
  readonly on: 'lock' | 'condition';
  readonly place: string;
  readonly address: bigint;
  /** Index of the actor that has the lock. */
  readonly holder?: number;
}

export interface Behaviour {
  /** Makes the touch, on the bench. `choice` is the value of a `choose`. */
  readonly perform: (run: Run, choice: number) => void;
  /** Says what it waits for, or undefined. Leaves the bench as it was. */
  readonly blockage: (run: Run) => Blockage | undefined;
}

/** For touches that never wait. */
export const neverBlocked = (): undefined => undefined;
