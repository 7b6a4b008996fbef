/**
 * bug: the kernel's own checks do not fire, and nothing goes through a pointer that is none. An
 * access to an address that a kernel could use but this scenario does not model is a gap of the
 * model and breaks no property, nor does a loop that ran out of the rounds modelled: such states are
 * listed as stopped, with their own text.
 */

import { type Moment, type Property, type Violation, holds } from '../violation.ts';

const id = 'bug';

export const bug: Property = {
  id,
  title: 'no bug',
  rule: 'No bug line is hit, and no access goes through a wild pointer.',
  check({ compiled, outcome }: Moment): readonly Violation[] {
    if (outcome.kind !== 'stopped' || outcome.cause === 'bound') return holds;
    if (outcome.fault?.kind === 'outside') return holds;
    const actor = compiled.program.actors[outcome.actor]?.id ?? `actor ${outcome.actor}`;
    return [
      {
        property: id,
        message: `${actor}: ${outcome.text}`,
        witnesses: [{ kind: 'line', actor: outcome.actor }],
      },
    ];
  },
};
