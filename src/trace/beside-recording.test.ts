import { describe, expect, test } from 'vitest';
import { compilingLibrary } from '../kernel/compiling-library.ts';
import { type Recording, recordings } from '../kernel/history/recordings.ts';
import { besideRecording, recordedOwnAddress } from './beside-recording.ts';
import { pageWords } from '../kernel/page-words.ts';
import { cursorDepth, schedule } from './history.ts';
import { openLink } from './open-link.ts';
import { replaySchedule, stateAt } from './run.ts';

async function beside(recording: Recording) {
  const opened = await compilingLibrary.compiled(recording.choice);
  if (!opened.ok) throw new Error(opened.error);
  return { ...besideRecording(opened.value, recording), compiled: opened.value };
}

const own = (word: string, address: string): string => (word === address ? 'own address' : word);

/** A pointer to a list or a neighbour is another number on each machine; everything else is not. */
const loose = (word: string): string => (/^ffff(ea|88)/.test(word) ? 'an address' : word);

describe('what was recorded, run here', () => {
  test.each(
    recordings.flatMap((recording) =>
      recording.recorded === undefined
        ? []
        : [[recording.id, recording, recording.recorded] as const],
    ),
  )(
    '%s: the same words and the same change of the count after each operation',
    async (_, recording, recorded) => {
      const { moments, references } = await beside(recording);
      const there = recordedOwnAddress(recorded);
      expect(moments).toHaveLength(recording.moments.length);
      for (const { recorded: moment, simulated } of moments) {
        const here = (simulated.address + 8n).toString(16);
        const words = [simulated.word8, simulated.word16].map((word) =>
          loose(own(word.toString(16).padStart(16, '0'), here)),
        );
        expect(words).toEqual([moment.word8, moment.word16].map((word) => loose(own(word, there))));
        expect(simulated.refcount - references).toBe(moment.refcount - recorded.references);
      }
    },
  );

  test('each moment has a link that opens it, with nothing to say', async () => {
    for (const recording of recordings) {
      const { moments } = await beside(recording);
      for (const { link, simulated } of moments) {
        const opened = await openLink(link, compilingLibrary);
        if (!opened.ok) throw new Error(opened.error);
        const { compiled, history, notice } = opened.value;
        expect(notice).toBeUndefined();
        const { run } = replaySchedule(compiled, schedule(history));
        const page = compiled.pages.find(({ name }) => name === recording.page);
        if (page === undefined) throw new Error(recording.page);
        expect(pageWords(compiled, stateAt(run, cursorDepth(history)), page)).toEqual(simulated);
      }
    }
  });
});
