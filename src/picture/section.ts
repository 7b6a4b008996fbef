/** A part of the memory picture: what it is drawn from, and what it takes. */
import type { Density } from './density.ts';
import type { PictureItem } from './drawing.ts';
import type { LockTold } from './memory-input.ts';

/** What a part of the picture is made of, and the y that it ends at. */
export interface Section {
  readonly items: readonly PictureItem[];
  readonly bottom: number;
}

/** Where a part begins, how wide it may be, and what it is drawn with. */
export interface SectionFrame {
  readonly top: number;
  readonly width: number;
  readonly density: Density;
  readonly underLens: string;
  readonly locks: readonly LockTold[];
}
