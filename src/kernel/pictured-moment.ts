/** Moments for the tests of properties: a scenario whose memory is a picture, and what happened. */

import type { Effect } from '../machine/effect.ts';
import { type ScenarioRequest, compileScenario } from './compile-scenario.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import { designById } from './design.ts';
import { withPicture } from './memory-picture.ts';
import { scenarioById } from './scenario.ts';
import type { Moment } from './violation.ts';

/** What a test changes about the usual scenario. */
export interface CompiledChoice {
  readonly design?: string;
  readonly scenario?: string;
  readonly debug?: ScenarioRequest['debug'];
  /** Text of a listing laid over the design. */
  readonly overlay?: string;
}

/** `stranded` under July 2018 unless chosen otherwise. Throws when it does not compile. */
export function compiledFor(choice: CompiledChoice = {}): CompiledScenario {
  const design = designById(choice.design ?? 'july-2018');
  const scenario = scenarioById(choice.scenario ?? 'stranded');
  if (design === undefined || scenario === undefined) throw new Error('no such design or scenario');
  const text = choice.overlay;
  const compiled = compileScenario({
    design,
    scenario,
    debug: choice.debug ?? 'vm',
    ...(text === undefined ? {} : { overlay: { file: 'overlay.step', text } }),
  });
  if (!compiled.ok) throw new Error(compiled.error.map((problem) => problem.message).join('\n'));
  return compiled.value;
}

/** The moment that a picture shows. */
export function momentOf(
  compiled: CompiledScenario,
  picture: string,
  outcome: 'running' | 'rest' = 'running',
  effects: readonly Effect[] = [],
): Moment {
  const { state } = withPicture(compiled, picture).machine.start();
  return { compiled, state, effects, outcome: { kind: outcome } };
}

/** The moment in which a round robin over the actors ends. */
export function momentAtEnd(compiled: CompiledScenario): Moment {
  const { machine } = compiled;
  let { state } = machine.start();
  let effects: readonly Effect[] = [];
  for (let turn = 0; turn < 5000; turn++) {
    const moves = machine.moves(state);
    const move = moves[turn % Math.max(moves.length, 1)];
    if (move === undefined) break;
    ({ state, effects } = machine.step(state, move));
  }
  return { compiled, state, effects, outcome: machine.outcome(state) };
}
