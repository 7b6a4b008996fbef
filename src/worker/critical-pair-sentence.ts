/**
 * The critical pair as a sentence, made from what its two steps touch, in the words of the narration:
 * "CPU1 reads P’s dma_pinned_flags before CPU0 writes it."
 */
import type { StepPair } from '../explorer/critical-pair.ts';
import type { Effect } from '../machine/effect.ts';
import { actorName } from '../kernel/actor-name.ts';
import { touchOf } from '../trace/call-stack.ts';
import { placeParts, viewAt } from '../trace/place-name.ts';
import type { Run } from '../trace/run.ts';
import { capitalised, plainText } from '../trace/sentence.ts';
import { lockName } from '../trace/touch-sentence.ts';
import { bitOf, signedValue } from '../trace/value-text.ts';

/** `run`: the schedule, replayed. Throws where one of the steps touches nothing. */
export function criticalPairSentence(run: Run, { first, second }: StepPair): string {
  const one = touch(run, first);
  const other = touch(run, second);
  const it =
    one.object === other.object
      ? 'it'
      : one.address === other.address
        ? `${other.object}, the same word`
        : `${other.object}, a part of the same word`;
  const before = `${capitalised(one.actor)} ${one.verb} ${one.object}`;
  return `${before} before ${other.actor} ${other.verb} ${it}.`;
}

interface Touch {
  readonly actor: string;
  /** `reads`, `counts down`, `takes` … */
  readonly verb: string;
  /** What it touches: the same for both steps where they call it by the same name. */
  readonly object: string;
  readonly address: bigint;
}

function touch(run: Run, index: number): Touch {
  const step = run.steps[index];
  const effect = step === undefined ? undefined : touchOf(step.effects);
  const actor = run.compiled.program.actors[step?.actor ?? -1];
  const found = effect === undefined ? undefined : touched(run, effect);
  if (actor === undefined || found === undefined) {
    throw new Error(`step ${index + 1} of the critical pair touches nothing`);
  }
  return { actor: actorName(actor), ...found };
}

function touched(run: Run, effect: Effect): Omit<Touch, 'actor'> | undefined {
  switch (effect.kind) {
    case 'read':
    case 'refused':
    case 'write': {
      const flag = flagName(run, effect);
      // A per-CPU word is called by its owner here: `its` would have two owners in one sentence.
      const place = plainText(placeParts(run.compiled, { ...effect, actor: -1 }));
      const object = flag === undefined ? place : `${place.slice(0, place.indexOf('’'))}’s ${flag}`;
      return { verb: verbOf(effect, flag), object, address: effect.address };
    }
    case 'lock':
    case 'unlock':
    case 'trylock': {
      const { address } = effect;
      return {
        verb: lockVerbs[effect.kind],
        object: lockName(run, address, effect.place),
        address,
      };
    }
    default:
      return undefined;
  }
}

const lockVerbs = { lock: 'takes', unlock: 'releases', trylock: 'tries' } as const;

type Access = Extract<Effect, { kind: 'read' | 'refused' | 'write' }>;

function verbOf(effect: Access, flag: string | undefined): string {
  if (effect.kind === 'refused') return 'compares';
  if (effect.kind === 'read') return flag === undefined ? 'reads' : 'looks at';
  if (effect.bit !== undefined) {
    return ((effect.value >> BigInt(effect.bit)) & 1n) === 1n ? 'sets' : 'clears';
  }
  if (!effect.atomic) return 'writes';
  const by = signedValue(effect.value, effect.width) - signedValue(effect.old, effect.width);
  return by === 1n ? 'counts up' : by === -1n ? 'counts down' : 'exchanges';
}

/** `PG_lru`, where an access is about a flag of a page. */
function flagName(run: Run, effect: Access): string | undefined {
  const bit = bitOf(run.compiled.program, effect);
  const view = viewAt(run.compiled, effect.address, effect.place);
  const page = run.compiled.pages.some(({ address }) => address === view?.object.address);
  if (bit === undefined || view === undefined || !page) return undefined;
  const name = Object.entries(view.field.bits).find(([, at]) => at === bit)?.[0];
  return name === undefined ? undefined : `PG_${name}`;
}
