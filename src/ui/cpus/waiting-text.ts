/** Why an actor can not go on, in a few words. */
import type { ActorStatus } from '../../machine/machine.ts';
import { actorName } from '../../kernel/actor-name.ts';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';

/** `gup_lock is held by CPU1`; undefined when it can. */
export function waitingText(compiled: CompiledScenario, status: ActorStatus): string | undefined {
  switch (status.kind) {
    case 'ready':
      return undefined;
    case 'waiting': {
      const holder =
        status.holder === undefined ? undefined : compiled.program.actors[status.holder];
      const place = status.place.split('.').at(-1) ?? status.place;
      if (status.on === 'lock') {
        return holder === undefined
          ? `${place} is held`
          : `${place} is held by ${actorName(holder)}`;
      }
      if (status.on === 'interrupt') {
        return holder === undefined ? 'interrupted' : `${actorName(holder)} runs first`;
      }
      return status.place.startsWith('device')
        ? 'waits for the device'
        : `waits for ${status.place}`;
    }
    case 'idle':
      return 'not started';
    case 'done':
      return 'done';
    case 'finished':
      return 'done';
    case 'stopped':
      return 'the machine has stopped';
  }
}

/** What the step button says. */
export function stepLabel(status: ActorStatus, kind: 'cpu' | 'device' | 'interrupt'): string {
  switch (status.kind) {
    case 'ready':
      return 'Step';
    case 'waiting':
      return 'Waiting';
    case 'idle':
      return kind === 'interrupt' ? 'Later' : 'Idle';
    case 'done':
    case 'finished':
      return 'Done';
    case 'stopped':
      return 'Stopped';
  }
}
