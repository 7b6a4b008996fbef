/** What is wrong with what has been typed: looked for when the typing pauses, and at once when it is applied. */
import { useEffect, useMemo, useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { overlayProblems } from '../../kernel/overlay-problems.ts';
import { listingOf, type PlacedProblem, placedProblems, type Work } from './drafts.ts';

export interface Checked {
  /** The listing that was looked at. */
  readonly text: string;
  readonly placed: readonly PlacedProblem[];
  /** Sentences about other places. */
  readonly elsewhere: readonly string[];
}

/** Milliseconds without a key. */
const PAUSE = 200;

/** Compiles what has been typed for what is open. Never throws: it is asked at every pause. */
export function checked(work: Work, compiled: CompiledScenario): Checked {
  const { scenario, debug } = compiled;
  const text = listingOf(work);
  try {
    const { own, elsewhere } = overlayProblems({ design: work.design, scenario, debug, text });
    return { text, placed: placedProblems(work, own), elsewhere };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { text, placed: [], elsewhere: [`The compiler cannot cope with this: ${why}.`] };
  }
}

export function isSound({ placed, elsewhere }: Checked): boolean {
  return placed.length === 0 && elsewhere.length === 0;
}

/** The problems of `work`, a moment behind it; undefined while they are looked for. */
export function useChecked(work: Work, compiled: CompiledScenario): Checked | undefined {
  const text = useMemo(() => listingOf(work), [work]);
  const [latest, setLatest] = useState<{
    readonly compiled: CompiledScenario;
    readonly found: Checked;
  }>();
  useEffect(() => {
    const timer = setTimeout(() => {
      setLatest({ compiled, found: checked(work, compiled) });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
    };
  }, [work, compiled]);
  return latest?.compiled === compiled && latest.found.text === text ? latest.found : undefined;
}
