import { beforeAll, describe, expect, test } from 'vitest';
import { BreadthFirst } from '../../explorer/breadth-first.ts';
import { compiledChoice } from '../../kernel/compiling-library.ts';
import { firstChoice } from '../../kernel/scenario-library.ts';
import type { ExplorationEnd } from '../../store/explorer-state.ts';
import { type Run, replaySchedule } from '../../trace/run.ts';
import { ScenarioModel } from '../../worker/scenario-model.ts';
import { endsTitle, endWords, tellingPages } from './end-words.ts';

const rest = (schedule: ExplorationEnd['schedule']): ExplorationEnd => ({
  kind: 'rest',
  schedule,
  states: 1,
});

describe('the ways Kara’s race can end', () => {
  let lost: Run;
  let harmless: Run;
  beforeAll(() => {
    const compiled = compiledChoice(firstChoice);
    if (!compiled.ok) throw new Error(compiled.error);
    const search = new BreadthFirst(new ScenarioModel(compiled.value), { maxStates: 10_000 });
    while (search.run(10_000));
    const found = search.report().violations.find(({ property }) => property === 'no-phantom-pin');
    const run = (moves: ExplorationEnd['schedule']): Run => {
      const replayed = replaySchedule(compiled.value, moves);
      if (!replayed.ok) throw new Error(replayed.error.text);
      return replayed.run;
    };
    lost = run(found?.schedule ?? []);
    // CPU1 first, alone, then whoever can.
    const { machine } = compiled.value;
    const moves: { actor: number }[] = [];
    let { state } = machine.start();
    for (;;) {
      const possible = machine.moves(state);
      const move = possible.find(({ actor }) => actor === 1) ?? possible[0];
      if (move === undefined) break;
      moves.push(move);
      state = machine.step(state, move).state;
    }
    harmless = run(moves);
  });

  test('are told by the words of P, where it is, and what is broken there', () => {
    const moves = lost.steps.map(({ move }) => move);
    expect(endWords(lost, rest(moves), ['P'])).toEqual({
      kind: 'rest',
      pages: [
        {
          name: 'P',
          word8: '0000000000000002',
          word16: 'dead0000ffffffff',
          says: 'on no list, 2 references, says pinned, count −1',
        },
      ],
      message: undefined,
      broken: ['no phantom pin', 'not stranded'],
    });
  });

  test('differ in P alone, where the pin was lost or not', () => {
    expect(tellingPages([lost, harmless])).toEqual(['P']);
    expect(tellingPages([lost, lost])).toEqual(['P']);
  });

  test('are counted in words', () => {
    expect([1, 3, 12].map(endsTitle)).toEqual([
      'One way it can end',
      'Three ways it can end',
      '12 ways it can end',
    ]);
  });
});
