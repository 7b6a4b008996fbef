/**
 * Sizes of the memory panel at its three densities, in px: with room (1440x900), compact (1280x720)
 * and on a phone, where boxes carry letters only.
 */
export interface Density {
  readonly name: 'roomy' | 'compact' | 'phone';
  /** Left edge of boxes, behind the rail and the row names. */
  readonly left: number;
  readonly headWidth: number;
  readonly pageWidth: number;
  readonly gap: number;
  /** Smallest width and gap that a full list is squeezed to before it takes another row. */
  readonly leastWidth: number;
  readonly leastGap: number;
  readonly height: number;
  readonly header: number;
  /** Font size of words in boxes; of readings beside boxes. */
  readonly word: number;
  readonly reading: number;
  readonly label: number;
  /** Between the closing line of a list and the title of the next. */
  readonly below: number;
  readonly title: number;
  readonly lockLine: number;
  readonly looseWidth: number;
  readonly looseHeight: number;
  readonly looseHeader: number;
  readonly equationRow: number;
  readonly pagevecRow: number;
}

export const densities: Readonly<Record<Density['name'], Density>> = {
  roomy: {
    name: 'roomy',
    left: 62,
    headWidth: 74,
    pageWidth: 84,
    gap: 26,
    leastWidth: 60,
    leastGap: 18,
    height: 84,
    header: 28,
    word: 12.5,
    reading: 12.5,
    label: 12.5,
    below: 20,
    title: 20,
    lockLine: 42,
    looseWidth: 150,
    looseHeight: 104,
    looseHeader: 34,
    equationRow: 28,
    pagevecRow: 36,
  },
  compact: {
    name: 'compact',
    left: 56,
    headWidth: 58,
    pageWidth: 66,
    gap: 21,
    leastWidth: 54,
    leastGap: 16,
    height: 62,
    header: 22,
    word: 11.5,
    reading: 12.5,
    label: 12.5,
    below: 8,
    title: 18,
    lockLine: 28,
    looseWidth: 116,
    looseHeight: 76,
    looseHeader: 24,
    equationRow: 24,
    pagevecRow: 29,
  },
  phone: {
    name: 'phone',
    left: 24,
    headWidth: 50,
    pageWidth: 42,
    gap: 21,
    leastWidth: 42,
    leastGap: 16,
    height: 34,
    header: 34,
    word: 11,
    reading: 12.5,
    label: 13,
    below: 14,
    title: 20,
    lockLine: 30,
    looseWidth: 42,
    looseHeight: 34,
    looseHeader: 34,
    equationRow: 28,
    pagevecRow: 34,
  },
};
