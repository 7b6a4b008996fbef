/** The operators between two sides, as a line writes them, and which of them compare. */

const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const;

/** All of them. */
export const binaryOperators = [
  '+',
  '-',
  '*',
  '&',
  '|',
  '^',
  '<<',
  '>>',
  ...comparisons,
  'and',
  'or',
  'with',
  'without',
] as const;

/** Whether an operator gives 0 or 1 by comparing its two sides. */
export function isComparison(operator: string): boolean {
  return comparisons.some((one) => one === operator);
}
