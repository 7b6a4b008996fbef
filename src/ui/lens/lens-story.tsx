/** What the lens tells after the first step: every write to the two words, and the fields beside them. */
import type { LensPicture } from '../../picture/lens-picture.ts';
import type { Reference } from '../../trace/references.ts';
import type { WordWrite } from '../../trace/word-history.ts';
import { FieldRows } from './field-rows.tsx';
import { WordHistory } from './word-history.tsx';

export interface LensStoryProps {
  readonly picture: LensPicture;
  readonly history: readonly WordWrite[];
  readonly holders: readonly Reference[];
  readonly idOf: (actor: number) => string;
  readonly cursor: number;
  readonly onStep: (step: number) => void;
  /** Height of the window, px. */
  readonly height: number;
}

export function LensStory(props: LensStoryProps) {
  const { picture, history, holders, idOf, cursor, onStep, height } = props;
  return (
    <>
      <WordHistory
        rows={history}
        idOf={idOf}
        cursor={cursor}
        onStep={onStep}
        most={rowsFor(height)}
      />
      <FieldRows picture={picture} holders={holders} idOf={idOf} />
    </>
  );
}

/** Rows of the write history that fit at a window height, in px. */
function rowsFor(windowHeight: number): number {
  return 7 + Math.max(0, Math.floor((windowHeight - 900) / 18));
}
