/**
 * Loads what belongs to a schedule when the first step is made, or before it: the first screen has
 * nothing to tell, and is there sooner without it.
 */
import { useEffect, useState } from 'react';

export type RunStrip = typeof import('./run-strip.tsx');

/** The first screen has the connection to itself for so long. */
const REST_MS = 1500;

let known: RunStrip | undefined;

/** Loads it, once; fails as the network does, and may then be tried again. */
export async function loadRunStrip(): Promise<RunStrip> {
  known ??= await import('./run-strip.tsx');
  return known;
}

/**
 * The strip, once it is there. Loaded at once when `isWanted`, else when nothing else is to be done.
 * Throws while rendering where it is wanted and cannot be had.
 */
export function useRunStrip(isWanted: boolean): RunStrip | undefined {
  const [strip, setStrip] = useState(known);
  const [failure, setFailure] = useState<Error>();
  const isMissing = strip === undefined;
  useEffect(() => {
    if (!isMissing) return undefined;
    let isGone = false;
    const load = (): void => {
      loadRunStrip().then(
        (loaded) => {
          if (!isGone) setStrip(loaded);
        },
        (reason: unknown) => {
          if (isWanted && !isGone) setFailure(errorOf(reason));
        },
      );
    };
    const stop = isWanted ? (load(), undefined) : whenIdle(load);
    return () => {
      isGone = true;
      stop?.();
    };
  }, [isMissing, isWanted]);
  if (failure !== undefined) throw failure;
  return strip;
}

/** Calls `act` when the page has rested for a while; gives what prevents it. */
function whenIdle(act: () => void): () => void {
  const timer = setTimeout(act, REST_MS);
  return () => {
    clearTimeout(timer);
  };
}

function errorOf(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
