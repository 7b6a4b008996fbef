/** What the step at the cursor touched: the one cue that everything on the page shares. */
import type { Effect } from '../machine/effect.ts';

export type Cue = 'read' | 'write';

/** Looks up whether bytes were touched; a write outshines a read. */
export interface Cues {
  /** The cue of `width` bytes from `address`, if the step touched any of them. */
  of(address: bigint, width: number): Cue | undefined;
  /** Which of the `width` bytes from `address` were touched, lowest first. */
  bytes(address: bigint, width: number): readonly (Cue | undefined)[];
}

interface Touched {
  readonly from: bigint;
  readonly to: bigint;
  readonly cue: Cue;
}

/** Cues of the effects of one step. */
export function cuesOf(effects: readonly Effect[]): Cues {
  const touched: Touched[] = [];
  for (const effect of effects) {
    if (effect.kind === 'read' || effect.kind === 'refused' || effect.kind === 'write') {
      const cue: Cue = effect.kind === 'write' ? 'write' : 'read';
      touched.push({ from: effect.address, to: effect.address + BigInt(effect.width), cue });
    }
  }
  const at = (from: bigint, to: bigint): Cue | undefined => {
    const met = touched.filter((touch) => touch.from < to && from < touch.to);
    if (met.length === 0) return undefined;
    return met.some((touch) => touch.cue === 'write') ? 'write' : 'read';
  };
  return {
    of: (address, width) => at(address, address + BigInt(width)),
    bytes: (address, width) =>
      Array.from({ length: width }, (_, index) =>
        at(address + BigInt(index), address + BigInt(index) + 1n),
      ),
  };
}
