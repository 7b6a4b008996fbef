/** What the steps of a run touch, as the search for the critical pair wants to know it. */
import type { Touched } from '../explorer/critical-pair.ts';
import type { Program } from '../listing/program.ts';
import type { Effect } from '../machine/effect.ts';
import type { Run } from '../trace/run.ts';
import { bitOf } from '../trace/value-text.ts';

/** By step of the run, in its order. Ghosts are nobody's memory and do not count. */
export function stepTouches(run: Run): readonly (readonly Touched[])[] {
  const { program } = run.compiled;
  return run.steps.map(({ effects }) => effects.flatMap((effect) => touchedBy(program, effect)));
}

function touchedBy(program: Program, effect: Effect): readonly Touched[] {
  switch (effect.kind) {
    case 'read':
    case 'write':
    case 'refused': {
      const bit = bitOf(program, effect);
      const range = {
        from: effect.address * 8n + BigInt(bit ?? 0),
        bits: bit === undefined ? effect.width * 8 : 1,
      };
      return [{ ...range, writes: effect.kind === 'write', kind: 'word' }];
    }
    case 'lock':
    case 'unlock':
    case 'trylock': {
      // Effects do not tell the width of a lock's word; its first byte is enough to know it by.
      const writes = effect.kind !== 'trylock' || effect.taken;
      return [{ from: effect.address * 8n, bits: 8, writes, kind: 'lock' }];
    }
    default:
      return [];
  }
}
