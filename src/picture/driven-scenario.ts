/** For tests: a built-in scenario compiled for a design, and its states while actors are driven on. */
import { compileScenario } from '../kernel/compile-scenario.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designById } from '../kernel/design.ts';
import { type Scenario, scenarioById } from '../kernel/scenario.ts';
import type { Violation } from '../kernel/violation.ts';
import { violationsOf } from '../kernel/property.ts';
import type { Effect } from '../machine/effect.ts';
import type { State } from '../machine/state.ts';

export interface DrivenMoment {
  readonly state: State;
  readonly effects: readonly Effect[];
  readonly broken: readonly Violation[];
  /** States before, the latest last. */
  readonly earlier: readonly State[];
}

/** Compiles a scenario by id, or one made by hand. Throws where it does not compile. */
export function driven(design: string, scenario: string | Scenario): CompiledScenario {
  const by = designById(design);
  const what = typeof scenario === 'string' ? scenarioById(scenario) : scenario;
  if (by === undefined || what === undefined) throw new Error(`no ${design} or no such scenario`);
  const compiled = compileScenario({ design: by, scenario: what, debug: 'vm' });
  if (!compiled.ok) throw new Error(compiled.error.map(({ message }) => message).join('; '));
  return compiled.value;
}

/** The start and every moment after it, while `next` names the actor to step; ends when it cannot. */
export function* moments(
  compiled: CompiledScenario,
  next: (last: DrivenMoment, step: number) => string | undefined,
): Generator<DrivenMoment> {
  const { machine, program } = compiled;
  const start = machine.start();
  const earlier: State[] = [];
  let last: DrivenMoment = { state: start.state, effects: [], broken: [], earlier: [] };
  yield last;
  for (let step = 1; step <= 400; step++) {
    const id = next(last, step);
    const actor = program.actors.findIndex((candidate) => candidate.id === id);
    const move = machine.moves(last.state).find((candidate) => candidate.actor === actor);
    if (move === undefined) return;
    earlier.push(last.state);
    const { state, effects } = machine.step(last.state, move);
    const outcome = machine.outcome(state);
    const broken = violationsOf({ compiled, before: last.state, state, effects, outcome });
    last = { state, effects, broken, earlier: [...earlier] };
    yield last;
  }
}

/** Drives one actor after the other, each until a step of it satisfies its test. */
export function driver(
  parts: readonly (readonly [string, (moment: DrivenMoment) => boolean])[],
): (last: DrivenMoment) => string | undefined {
  let part = 0;
  let fresh = true;
  return (last) => {
    if (!fresh && parts[part]?.[1](last) === true) part += 1;
    fresh = false;
    return parts[part]?.[0];
  };
}

/** True when the step wrote a place whose name ends like this. */
function wrote(place: string): (moment: DrivenMoment) => boolean {
  return ({ effects }) =>
    effects.some((effect) => effect.kind === 'write' && effect.place.endsWith(place));
}

/** Kara's race up to the clear: CPU1 takes its reference, CPU0 pins, the device starts, CPU1 puts. */
export function karaRace(compiled: CompiledScenario): Generator<DrivenMoment> {
  const took = wrote('_refcount');
  const left = ({ effects }: DrivenMoment): boolean =>
    effects.some(
      (effect) =>
        effect.kind === 'leave' && compiled.program.functions[effect.fn]?.name === 'get_page',
    );
  return moments(
    compiled,
    driver([
      ['cpu1', left],
      ['cpu0', wrote('device.page')],
      ['device', () => true],
      ['cpu1', (moment) => took(moment)],
    ]),
  );
}
