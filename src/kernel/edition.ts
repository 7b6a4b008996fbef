/**
 * What a user has made of what is built in: a scenario of their own, a listing laid over a design.
 * Part of what is open, as much as the ids are: links, kept sessions and addresses carry it.
 */

import type { DesignHead } from './design.ts';
import type { Scenario } from './scenario.ts';
import { emptyHash, withText } from './short-hash.ts';

/** What a user has changed about what is built in. */
export interface Edition {
  /** A scenario of the user's own, in place of a built-in one. */
  readonly scenario?: Scenario;
  /** Text of a listing laid over the design: its functions replace those of the same name. */
  readonly overlay?: string;
}

/** Name of the overlay where a message says what is wrong with it. */
export const overlayFile = 'edited.step';

/** `July 2018`, or `July 2018, edited` where a listing lies over it. */
export function designTitle(open: {
  readonly design: Pick<DesignHead, 'title'>;
  readonly edition?: Edition;
}): string {
  const { design, edition } = open;
  return edition?.overlay === undefined ? design.title : `${design.title}, edited`;
}

/** A name to tell editions apart by: 8 hex digits of all that is in one. */
export function editionName({ scenario, overlay }: Edition): string {
  const hash = withText(emptyHash, JSON.stringify([scenario ?? null, overlay ?? null]));
  return hash.toString(16).padStart(8, '0');
}
