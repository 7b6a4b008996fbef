/** A record of a running kernel, and the same operations on the emulated memory. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { RecordedMoment, RecordedPage, Recording } from '../kernel/history/recordings.ts';
import { type PageWords, pageWords } from '../kernel/page-words.ts';
import { encodeLink } from './link.ts';
import { replaySchedule } from './run.ts';
import { withTurns } from './turns.ts';

interface BesideMoment {
  readonly recorded: RecordedMoment;
  readonly simulated: PageWords;
  /** Opens the moment in the stepper. */
  readonly link: string;
}

export interface BesideRecording {
  /** Reference count of the simulated page at the start. */
  readonly references: number;
  readonly moments: readonly BesideMoment[];
}

/** Runs what was recorded. Throws where the scenario has no such page or can not go that way. */
export function besideRecording(compiled: CompiledScenario, recording: Recording): BesideRecording {
  const page = compiled.pages.find(({ name }) => name === recording.page);
  if (page === undefined) throw new Error(`${recording.choice.scenario} has no ${recording.page}`);
  const start = withTurns(compiled, []);
  let turns = start;
  const ways = recording.moments.map((recorded) => {
    turns = withTurns(compiled, recorded.turns, turns);
    return { recorded, ...turns };
  });
  const { run } = replaySchedule(compiled, turns.moves);
  return {
    references: pageWords(compiled, start.state, page).refcount,
    moments: ways.map(({ recorded, moves, state }) => ({
      recorded,
      simulated: pageWords(compiled, state, page),
      link: encodeLink({ ...recording.choice, schedule: turns.moves, cursor: moves.length }, run),
    })),
  };
}

/** Where `&page->lru` was on the recorded kernel: at byte 32 of a struct page of 64. */
export function recordedOwnAddress({ pfn }: RecordedPage): string {
  return (0xffffea0000000000n + BigInt(pfn) * 64n + 32n).toString(16);
}
