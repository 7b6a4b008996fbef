/** Which rule a scenario is there to break: what its `goal` may name. */

/** Ids of all properties, as `properties` of property.ts lists them. */
export const goals = [
  'pin-seen',
  'no-phantom-pin',
  'union-exclusive',
  'lists-whole',
  'not-stranded',
  'dma-safe',
  'references-balance',
  'no-deadlock',
  'bug',
] as const;

export type Goal = (typeof goals)[number];
