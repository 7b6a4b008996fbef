/** How actors are called in sentences. */
import type { Actor } from '../listing/program.ts';

/** `CPU0`, `the device`, `the interrupt on CPU0`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'cpu':
      return `CPU${actor.cpu}`;
    case 'device': {
      const digits = /\d+$/.exec(actor.id)?.[0];
      return digits === undefined ? 'the device' : `device ${digits}`;
    }
    case 'interrupt':
      return `the interrupt on CPU${actor.cpu}`;
  }
}
