import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { compiledChoice, compilingLibrary } from '../kernel/compiling-library.ts';
import { designs } from '../kernel/design.ts';
import { editionPart } from '../kernel/edition-part.ts';
import type { Edition } from '../kernel/edition.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { type Choice, firstChoice } from '../kernel/scenario-library.ts';
import { stateCheck } from './checksum.ts';
import { cursorDepth, schedule } from './history.ts';
import { encodeLink } from './link.ts';
import { openLink, type OpenedLink } from './open-link.ts';
import { replaySchedule, stateAt } from './run.ts';
import { anyEdition, keeperScenario } from './testing/own-edition.ts';
import { plainReferences } from './testing/keeper.ts';
import { pickedSchedule } from './testing/scheduled.ts';

function compiledOf(choice: Partial<Choice>): CompiledScenario | undefined {
  const { edition } = choice;
  const scenario = edition?.scenario?.id ?? choice.scenario ?? firstChoice.scenario;
  const compiled = compiledChoice({ ...firstChoice, ...choice, scenario });
  return compiled.ok ? compiled.value : undefined;
}

/** The link of a schedule picked at random, the cursor at its end unless `at` says where. */
function linkOf(compiled: CompiledScenario, picks: readonly number[], at = picks.length) {
  const { run } = replaySchedule(compiled, pickedSchedule(compiled, picks));
  const moves = run.steps.map(({ move }) => move);
  const cursor = Math.min(at, moves.length);
  const { scenario, design, debug } = compiled;
  const link = { scenario: scenario.id, design: design.id, debug, schedule: moves, cursor };
  return { run, cursor, moves, hash: encodeLink(link, run) };
}

function linked(edition: Edition, picks: readonly number[] = Array(60).fill(1)) {
  const compiled = compiledOf({ edition });
  if (compiled === undefined) throw new Error('this edition does not compile');
  const parts = linkOf(compiled, picks);
  const [, , , , , payload = '', part = ''] = parts.hash.split('/');
  return { ...parts, compiled, payload, part };
}

async function opened(hash: string): Promise<OpenedLink> {
  const answer = await openLink(hash, compilingLibrary);
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

const both: Edition = { scenario: keeperScenario, overlay: plainReferences };
const kara = scenarioById('kara-race') ?? keeperScenario;
/** As built in but for one reference more. */
const heldKara = {
  ...kara,
  pages: kara.pages.map((page, at) => (at === 0 ? { ...page, refcount: 3 } : page)),
};

describe('a link to something of the user’s own', () => {
  test('opens it under any design, with schedule and words, and nothing to say', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        anyEdition,
        fc.constantFrom(...designs.map(({ id }) => id)),
        fc.array(fc.nat(5), { maxLength: 120 }),
        fc.nat(120),
        async (edition, design, picks, at) => {
          const compiled = compiledOf({ edition, design });
          if (compiled === undefined) return;
          made += 1;
          const { run, moves, cursor, hash } = linkOf(compiled, picks, at);
          const again = await opened(hash);
          expect(again.notice).toBeUndefined();
          expect(again.compiled.edition).toStrictEqual(edition);
          expect(again.compiled.design.id).toBe(design);
          expect(schedule(again.history)).toEqual(moves);
          expect(cursorDepth(again.history)).toBe(cursor);
          const { run: there } = replaySchedule(again.compiled, moves);
          expect(stateCheck(again.compiled, stateAt(there, cursor))).toBe(
            stateCheck(compiled, stateAt(run, cursor)),
          );
        },
      ),
      { seed: 2018, numRuns: 80 },
    );
    expect(made).toBeGreaterThan(50);
  }, 60_000);

  test('has five parts, and four where nothing is edited', () => {
    expect(linked(both).hash).toMatch(/^#\/s\/keeper\/july-2018\/vm\/C[\w-]+\/B[\w-]+$/);
    expect(linked({ scenario: kara }).hash).toMatch(/^#\/s\/kara-race\/july-2018\/vm\/B[\w-]+$/);
  });

  test('says what is wrong with its last part, and opens the built-in scenario of that name', async () => {
    const { hash } = linked({ scenario: heldKara });
    const { compiled, history, notice } = await opened(hash.slice(0, -20));
    expect(compiled.scenario).toEqual(kara);
    expect(notice).toMatch(
      /^The link is cut off: its edited part has \d+ of \d+ characters\. Shown without what was edited\. /,
    );
    // The page has another count from the start, which the check at step 4 sees.
    expect(notice).toMatch(
      /Between steps 1 and 4 memory becomes something else here[^.]*\. Shown up to step 0\.$/,
    );
    expect(schedule(history)).toEqual([]);
  });

  test('keeps the steps that run the same without the edited listing', async () => {
    const { hash, moves } = linked(
      { overlay: `${plainReferences}\n# ${'x'.repeat(99)}` },
      Array(60).fill(0),
    );
    const { compiled, history, notice } = await opened(hash.replace(/.$/, ''));
    expect(compiled).not.toHaveProperty('edition');
    expect(notice).toMatch(/^The link is cut off: .* Shown without what was edited\./);
    const kept = schedule(history);
    expect(kept.length).toBeGreaterThan(0);
    expect(moves.slice(0, kept.length)).toEqual(kept);
  });

  test('that has lost its last part altogether does not pass for one of what is built in', async () => {
    const { hash, part } = linked({ overlay: plainReferences });
    const { notice } = await opened(hash.slice(0, -part.length - 1));
    expect(notice).toMatch(
      /^The link is cut off: its edited part is missing\. Shown without what was edited\./,
    );
  });

  test('to a scenario that is nowhere else says that there is none, and opens the first', async () => {
    const { hash } = linked({ scenario: keeperScenario });
    const { compiled, history, notice } = await opened(`${hash}A`);
    expect(compiled.scenario.id).toBe('kara-race');
    expect(schedule(history)).toEqual([]);
    expect(notice).toBe(
      'The edited part of the link has 1 character too many at its end. There is no scenario “keeper” here.',
    );
  });

  test('whose listing compiles no more opens the scenario without it', async () => {
    const { hash, part } = linked(both);
    const wrong = editionPart({ ...both, overlay: 'operation put_page(page)\n    fly(page)\n' });
    if (!wrong.ok) throw new Error(wrong.error);
    const { compiled, notice } = await opened(hash.replace(part, wrong.value));
    expect(compiled.edition).toEqual({ scenario: keeperScenario });
    expect(notice).toMatch(
      /^Keeps a reference cannot run under July 2018, edited: edited\.step, line 2, column 5: .*\. Shown without the edited listing\./,
    );
  });

  test('under a design that is not there leaves the listing of that design out', async () => {
    const { hash } = linked(both);
    const { compiled, notice } = await opened(hash.replace('july-2018', 'march-1991'));
    expect(compiled.edition).toEqual({ scenario: keeperScenario });
    expect(notice).toContain('There is no design “march-1991” here.');
  });

  test('is made of one scenario: another name before it is said', async () => {
    const { hash } = linked(both);
    const { compiled, notice } = await opened(hash.replace('keeper', 'stranded'));
    expect(compiled.edition).toEqual(both);
    expect(notice).toContain('The link names the scenario “stranded”, but its own is “keeper”.');
  });

  test('is checked with what is edited: other words are put down to a change of that', async () => {
    const { payload, hash, part } = linked({ overlay: plainReferences });
    const other = linked({ overlay: plainReferences.replace('+= 1', '+= 2') });
    const mixed = hash.replace(part, other.part);
    expect(mixed).toContain(payload);
    const { notice } = await opened(mixed);
    expect(notice).toMatch(
      /memory becomes something else here than where the link was made\. Shown up to step \d+\. The listings or the scenario have changed since the link was made\.$/,
    );
  });

  test('is no link to what is built in with something behind it: that is said and left out', async () => {
    const { hash, moves } = linked({ scenario: kara });
    const { compiled, history, notice } = await opened(`${hash}/${linked(both).part}`);
    expect(notice).toBe('The link has too many parts.');
    expect(compiled).not.toHaveProperty('edition');
    expect(schedule(history)).toEqual(moves);
  });
});
