import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledScenario, debugSettings } from '../kernel/compiled-scenario.ts';
import { compiledChoice, compilingLibrary } from '../kernel/compiling-library.ts';
import { designs } from '../kernel/design.ts';
import { editionOfPart } from '../kernel/edition-part.ts';
import { scenarios } from '../kernel/scenario.ts';
import { firstChoice, type ScenarioLibrary } from '../kernel/scenario-library.ts';
import { cursorDepth, schedule } from './history.ts';
import { decodeLink, encodeLink } from './link.ts';
import { keeperScenario } from './testing/own-edition.ts';
import { plainReferences } from './testing/keeper.ts';
import { mutatedLink } from './testing/mutated-link.ts';
import { openLink, type OpenedLink } from './open-link.ts';
import { replaySchedule } from './run.ts';
import { compiledScenario, pickedSchedule } from './testing/scheduled.ts';

/** The link of a schedule picked at random, the cursor somewhere in it. */
function linkOf(open: string | CompiledScenario, picks: readonly number[], at: number) {
  const compiled = typeof open === 'string' ? compiledScenario(open) : open;
  const scenario = compiled.scenario.id;
  const moves = pickedSchedule(compiled, picks);
  const replayed = replaySchedule(compiled, moves);
  const link = {
    scenario,
    design: compiled.design.id,
    debug: compiled.debug,
    schedule: moves,
    cursor: at % (moves.length + 1),
  };
  return { link, hash: encodeLink(link, replayed.run) };
}

async function opened(hash: string): Promise<OpenedLink> {
  const answer = await openLink(hash, compilingLibrary);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

/** A scenario, a listing, both: one compiled scenario of each. */
const editions: readonly CompiledScenario[] = [
  { scenario: keeperScenario },
  { overlay: plainReferences },
  { scenario: keeperScenario, overlay: plainReferences },
].map((edition) => {
  const scenario = edition.scenario?.id ?? 'kara-race';
  const compiled = compiledChoice({ ...firstChoice, scenario, edition });
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
});

const anyPicks = fc.array(fc.nat(5), { maxLength: 200 });
const anyScenario = fc.constantFrom(...scenarios.map((scenario) => scenario.id));

describe('link', () => {
  test('decode after encode gives the moment back', () => {
    fc.assert(
      fc.property(anyScenario, anyPicks, fc.nat(1000), (scenario, picks, at) => {
        const { link, hash } = linkOf(scenario, picks, at);
        const decoded = decodeLink(hash);
        expect(decoded).toMatchObject({ ok: true, value: link });
      }),
      { seed: 2018, numRuns: 100 },
    );
  }, 60_000);

  test('opening a link gives schedule and cursor back, with nothing to say', async () => {
    await fc.assert(
      fc.asyncProperty(anyScenario, anyPicks, fc.nat(1000), async (scenario, picks, at) => {
        const { link, hash } = linkOf(scenario, picks, at);
        const { compiled, history, notice } = await opened(hash);
        expect(notice).toBeUndefined();
        expect(compiled.scenario.id).toBe(scenario);
        expect(schedule(history)).toEqual(link.schedule);
        expect(cursorDepth(history)).toBe(link.cursor);
      }),
      { seed: 2018, numRuns: 60 },
    );
  }, 60_000);

  test('200 steps of any built-in scenario fit into 200 characters', () => {
    const longest = scenarios.map((scenario) => {
      const { link, hash } = linkOf(scenario.id, Array(200).fill(1), 200);
      const often = encodeLink(
        {
          ...link,
          debug: 'vm,list',
          schedule: Array.from({ length: 200 }, (_, step) => ({ actor: step % 3 })),
          cursor: 200,
        },
        { ...replaySchedule(compiledScenario(scenario.id), link.schedule).run },
      );
      return Math.max(hash.length, often.length);
    });
    expect(Math.max(...longest)).toBeLessThanOrEqual(200);
  });

  test('is found in a whole address, and loses what a sentence put behind it', () => {
    const { link, hash } = linkOf('kara-race', [0, 1, 0, 1], 2);
    const text = `https://example.org/pinscope/${hash}).`;
    expect(decodeLink(text)).toMatchObject({ ok: true, value: link });
  });

  test.each([
    ['', 'This is no link to a moment: such a link has “#/s/” in it.'],
    ['#/lessons', 'This is no link to a moment: such a link has “#/s/” in it.'],
    ['#/s/', 'The link is cut off: its scenario is missing.'],
    ['#/s/kara-race', 'The link is cut off: its design is missing.'],
    ['#/s/kara-race/july-2018', 'The link is cut off: its debug setting is missing.'],
    ['#/s/kara-race/july-2018/vm', 'The link is cut off: its schedule is missing.'],
    [
      '#/s/kara-race/july-2018/loud/B',
      'The link has the debug setting “loud”; there are none, vm and vm-list.',
    ],
    [
      '#/s/Kara%20race/july-2018/vm/B',
      '“Kara%20race” cannot be the name of a scenario: names have small letters, digits, dots and hyphens.',
    ],
    ['#/s/a/b/vm/B/C/D', 'The link has too many parts.'],
  ])('%s: a sentence says what is wrong', (text, error) => {
    expect(decodeLink(text)).toMatchObject({ ok: false, error });
  });

  test('a cut link opens the steps that are there and says that it is cut off', async () => {
    const { link, hash } = linkOf('kara-race', Array(60).fill(1), 60);
    const { compiled, history, notice } = await opened(hash.slice(0, -30));
    expect(notice).toMatch(/^The link is cut off/);
    const there = schedule(history);
    expect(there).toEqual(link.schedule.slice(0, there.length));
    expect(compiled.scenario.id).toBe('kara-race');
  });

  test('an unknown scenario or design falls back to the first and says so', async () => {
    const { hash } = linkOf('stranded', [0, 0], 2);
    const other = hash.replace('stranded', 'no-such').replace('july-2018', 'march-1991');
    const { compiled, notice } = await opened(other);
    expect(compiled.scenario.id).toBe('kara-race');
    expect(compiled.design.id).toBe('july-2018');
    expect(notice).toContain('There is no scenario “no-such” here.');
    expect(notice).toContain('There is no design “march-1991” here.');
  });

  test('a link whose states differ shows what agrees and says between which steps it differs', async () => {
    const compiled = compiledScenario('kara-race');
    const moves = pickedSchedule(compiled, Array(64).fill(0));
    const replayed = replaySchedule(compiled, moves);
    const { run } = replayed;
    // The same link as from a release in which step 20 and all after it left other words.
    const other = {
      ...run,
      steps: run.steps.map((step, index) =>
        index < 19 ? step : { ...step, state: run.start.state },
      ),
    };
    const { scenario, design, debug } = compiled;
    const link = { scenario: scenario.id, design: design.id, debug, schedule: moves, cursor: 40 };
    const { history, notice } = await opened(encodeLink(link, other));
    expect(notice).toMatch(
      /^Between steps \d+ and 2\d memory becomes something else here than where the link was made\. Shown up to step 1\d\. /,
    );
    expect(schedule(history).length).toBeLessThan(20);
  });

  test('a link with a step that cannot be done says which and why', async () => {
    const compiled = compiledScenario('kara-race');
    const { run } = replaySchedule(compiled, []);
    const link = { scenario: 'kara-race', design: 'july-2018', debug: 'vm', cursor: 1 } as const;
    const device = compiled.program.actors.findIndex((actor) => actor.kind === 'device');
    const { notice } = await opened(encodeLink({ ...link, schedule: [{ actor: device }] }, run));
    expect(notice).toBe(
      'Step 1 of the link cannot be done here: the device has not been started. Shown up to step 0. The listings are those the link was made with, so the emulator itself has changed.',
    );
  });

  test('100,000 damaged links: always an answer, and a sentence where it is no', () => {
    // As many with a part of their own as there are others, however many scenarios there are.
    const links = scenarios
      .flatMap(({ id }, index) => [id, editions[index % editions.length] ?? id])
      .flatMap((open) => debugSettings.map((_, at) => linkOf(open, Array(40 * at).fill(at), at)))
      .map(({ hash }) => hash);
    let refused = 0;
    let parts = 0;
    fc.assert(
      fc.property(mutatedLink(links), (text) => {
        const decoded = decodeLink(text);
        const { editionPart } = decoded.ok ? decoded.value : decoded.partial;
        const edition = editionPart === undefined ? undefined : editionOfPart(editionPart);
        if (!decoded.ok || edition?.ok === false) refused += 1;
        if (decoded.ok && edition?.ok === false) parts += 1;
        const complaint = edition?.ok === false ? edition.error : 'No complaint.';
        expect(complaint).toMatch(/^[A-Z“].{8,190}\.$/s);
        const sentence = decoded.ok ? 'No complaint.' : decoded.error;
        expect(sentence).toMatch(/^[A-Z“].*\.$/s);
        expect(sentence.length).toBeLessThan(200);
      }),
      { seed: 2018, numRuns: 100_000 },
    );
    expect(refused).toBeGreaterThan(80_000);
    // Where the last part alone is damaged: every part of a link is among what is damaged.
    expect(parts).toBeGreaterThan(10_000);
  }, 60_000);

  test('opening a damaged link never throws', async () => {
    const links = ['kara-race', 'stranded', ...editions].map(
      (open) => linkOf(open, Array(30).fill(1), 9).hash,
    );
    await fc.assert(
      fc.asyncProperty(mutatedLink(links), async (text) => {
        const { compiled, history, notice } = await opened(text);
        expect(replaySchedule(compiled, schedule(history)).ok).toBe(true);
        expect(decodeLink(text).ok || notice?.endsWith('.')).toBe(true);
        expect(notice ?? 'None.').toMatch(/^[A-Z“].*\.$/s);
      }),
      { seed: 2018, numRuns: 300 },
    );
  }, 60_000);
});

test('a scenario that cannot be opened is said, and the first opens in its place', async () => {
  const { hash } = linkOf('stranded', [0, 0], 2);
  const failing: ScenarioLibrary = {
    ...compilingLibrary,
    compiled: (choice) =>
      choice.scenario === 'stranded'
        ? Promise.resolve({ ok: false, error: 'It is not there.' })
        : compilingLibrary.compiled(choice),
  };
  const answer = await openLink(hash, failing);
  if (!answer.ok) throw new Error(answer.error);
  expect(answer.value.compiled.scenario.id).toBe('kara-race');
  expect(schedule(answer.value.history)).toEqual([]);
  expect(answer.value.notice).toBe('It is not there.');
});

test('where nothing can be opened, the library says why', async () => {
  const empty: ScenarioLibrary = {
    ...compilingLibrary,
    compiled: () => Promise.resolve({ ok: false, error: 'Nothing is there.' }),
  };
  expect(await openLink('#/s/', empty)).toEqual({ ok: false, error: 'Nothing is there.' });
});

test('every built-in scenario and design can be named in a link', () => {
  for (const scenario of scenarios) {
    for (const design of designs) {
      const text = `#/s/${scenario.id}/${design.id}/vm/B`;
      expect(decodeLink(text)).toMatchObject({
        ok: false,
        error: 'The link is cut off: its schedule is missing.',
        partial: { scenario: scenario.id, design: design.id },
      });
    }
  }
});
