import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarios } from '../kernel/scenario.ts';
import { atDepth, emptyHistory, historyOf, withMove } from './history.ts';
import { Replay, replaySchedule, stateAt } from './run.ts';
import { compiledScenario, pickedSchedule, scheduled } from './testing/scheduled.ts';

const anyScenario = fc.constantFrom(...scenarios.map((scenario) => scenario.id));

describe('replay', () => {
  test('back after forward is where one was: 2,000 random schedules with a walk over each', () => {
    const replays = new Map(
      scenarios.map(({ id }) => [id, new Replay(compiledScenario(id))] as const),
    );
    fc.assert(
      fc.property(
        anyScenario,
        fc.array(fc.nat(5), { minLength: 1, maxLength: 120 }),
        fc.array(fc.nat(1000), { maxLength: 6 }),
        (scenario, picks, jumps) => {
          const compiled = compiledScenario(scenario);
          const { machine } = compiled;
          const replay = replays.get(scenario) ?? new Replay(compiled);
          const moves = pickedSchedule(compiled, picks);
          // The states as the machine gives them, one after the other, without any replay.
          const states = [machine.start().state];
          for (const move of moves)
            states.push(machine.step(states.at(-1) ?? machine.start().state, move).state);
          let history = moves.reduce(withMove, emptyHistory);
          for (const jump of jumps) {
            const depth = jump % (moves.length + 1);
            history = atDepth(history, depth);
            expect(stateAt(replay.run(history), depth)).toEqual(states[depth]);
          }
          expect(replay.run(history).steps).toHaveLength(moves.length);
        },
      ),
      { seed: 2018, numRuns: 2000 },
    );
  }, 120_000);

  test('the same branch is the same run, wherever the cursor is', () => {
    const compiled = compiledScenario('kara-race');
    const replay = new Replay(compiled);
    const history = historyOf(pickedSchedule(compiled, Array(20).fill(0)));
    expect(replay.run(atDepth(history, 7))).toBe(replay.run(history));
  });

  test('a history with other steps under the same ids is replayed anew', () => {
    const compiled = compiledScenario('kara-race');
    const replay = new Replay(compiled);
    replay.run(historyOf([{ actor: 0 }, { actor: 0 }]));
    const other = replay.run(historyOf([{ actor: 1 }, { actor: 0 }]));
    expect(other.steps.map((step) => step.actor)).toEqual([1, 0]);
    expect(other.steps[1]?.state).toEqual(
      replaySchedule(compiled, [{ actor: 1 }, { actor: 0 }]).run.steps[1]?.state,
    );
  });

  test('a step that is not possible throws: such a history is a mistake of ours', () => {
    const compiled = compiledScenario('kara-race');
    expect(() => new Replay(compiled).run(historyOf([{ actor: 2 }]))).toThrow(/device/);
  });

  test('what a step breaks is told once, what stands broken at every step', () => {
    const run = scheduled(compiledScenario('kara-race'), [
      ['cpu1', { to: 'compound_head: head = page.compound_head' }],
      ['cpu1', { through: 'PageDmaPinned: return' }],
      ['cpu0', { through: 'device_write: device.page = page' }],
      ['cpu1', 'end'],
    ]);
    const breaking = run.steps.filter((step) => step.violations.length > 0);
    expect(breaking.map((step) => step.violations.map((one) => one.property))).toEqual([
      ['pin-seen'],
    ]);
    const [first] = breaking;
    for (const step of run.steps.slice(first?.index)) {
      expect(step.standing.map((one) => one.property)).toContain('pin-seen');
    }
  });
});

describe('a schedule from outside', () => {
  test.each([
    [[{ actor: 9 }], 1, 'there is no actor number 9 in this scenario'],
    [[{ actor: 0 }, { actor: 2 }], 2, 'the device has not been started'],
    [[{ actor: 0, choice: 3 }], 1, 'CPU0 has nothing to choose there'],
  ])('%j: step %i is refused with a reason', (moves, step, text) => {
    const replayed = replaySchedule(compiledScenario('kara-race'), moves);
    expect(replayed).toMatchObject({ ok: false, error: { step, text } });
    expect(replayed.run.steps).toHaveLength(step - 1);
  });

  test('who waits for a lock is told with its holder', () => {
    const compiled = compiledScenario('slow-slow');
    const run = scheduled(compiled, [['cpu0', { through: 'lock page_table.ptl' }]]);
    const moves = [...run.steps.map((step) => step.move), { actor: 1 }];
    expect(replaySchedule(compiled, moves)).toMatchObject({
      ok: false,
      error: { text: expect.stringMatching(/^CPU1 waits for .*ptl, which CPU0 holds$/) },
    });
  });
});
