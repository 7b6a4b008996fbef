/**
 * bug: the kernel's own checks do not fire, and nothing goes through a pointer that is none. An
 * access to an address that a kernel could use but this scenario does not model is a gap of the
 * model and breaks no property, nor does a loop that ran out of the rounds modelled: such states are
 * listed as stopped, with their own text.
 */

import { actorName } from '../actor-name.ts';
import { type StepMoment, type Violation, holds, propertyOf } from '../violation.ts';

const id = 'bug';

export const bug = propertyOf(
  {
    id,
    title: 'no bug is hit',
    rule: 'No bug line is hit, and no access goes through a wild pointer.',
  },
  { ofStep },
);

function ofStep({ compiled, stop }: StepMoment): readonly Violation[] {
  if (stop === undefined || stop.cause === 'bound') return holds;
  if (stop.fault?.kind === 'outside') return holds;
  const actor = compiled.program.actors[stop.actor];
  return [
    {
      property: id,
      message: actor === undefined ? stop.text : `${actorName(actor)}: ${stop.text}`,
      witnesses: [{ kind: 'line', actor: stop.actor }],
    },
  ];
}
