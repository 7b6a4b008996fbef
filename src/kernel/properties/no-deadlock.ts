/**
 * no-deadlock: somebody can go on until all are done. Only states in which nobody can are found; two
 * actors that retry for ever are not (a livelock is no matter of a single state).
 */

import { actorName } from '../actor-name.ts';
import type { CompiledScenario } from '../compiled-scenario.ts';
import type { State } from '../../machine/state.ts';
import { type Moment, type Violation, type Witness, holds, propertyOf } from '../violation.ts';

const id = 'no-deadlock';

export const noDeadlock = propertyOf(
  {
    id,
    title: 'no deadlock',
    rule: 'Some actor can always go on, until all are done.',
  },
  { atEnd },
);

function atEnd({ compiled, state, outcome }: Moment): readonly Violation[] {
  if (outcome.kind !== 'stuck') return holds;
  const waits = waitsOf(compiled, state);
  return [
    {
      property: id,
      message: `nobody can go on: ${waits.map((wait) => wait.text).join('; ')}`,
      witnesses: waits.flatMap((wait) => wait.witnesses),
    },
  ];
}

interface Wait {
  readonly text: string;
  readonly witnesses: readonly Witness[];
}

function waitsOf({ machine, program }: CompiledScenario, state: State): readonly Wait[] {
  return program.actors.flatMap((actor, index): readonly Wait[] => {
    const status = machine.status(state, index);
    if (status.kind !== 'waiting') return [];
    const holder = status.holder === undefined ? undefined : program.actors[status.holder];
    const name = actorName(actor);
    const held =
      holder === undefined
        ? ''
        : `, which ${holder.id === actor.id ? 'it' : actorName(holder)} holds`;
    const line: Witness = { kind: 'line', actor: index };
    if (status.on === 'interrupt') {
      return [
        {
          text: `${name} stands still for ${holder === undefined ? 'an interrupt' : actorName(holder)}`,
          witnesses: [line],
        },
      ];
    }
    return [
      {
        text: `${name} waits for ${status.place}${held}`,
        witnesses:
          status.on === 'lock' ? [line, { kind: 'lock', address: status.address }] : [line],
      },
    ];
  });
}
