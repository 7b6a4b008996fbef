/** Runs for tests, told in words: who goes, how far. */
import { compileScenario } from '../../kernel/compile-scenario.ts';
import type { CompiledScenario, DebugSetting } from '../../kernel/compiled-scenario.ts';
import { designById } from '../../kernel/design.ts';
import { parseScenario, scenarioById } from '../../kernel/scenario.ts';
import { problemText } from '../../listing/problem.ts';
import type { Move } from '../../machine/state.ts';
import { lineOf, nextLine, touchOf } from '../call-stack.ts';
import { replaySchedule, type Run } from '../run.ts';

const known = new Map<string, CompiledScenario>();

/** A built-in scenario under a design; throws when there is no such thing. */
export function compiledScenario(
  scenarioId: string,
  designId = 'july-2018',
  debug: DebugSetting = 'vm',
): CompiledScenario {
  const key = `${scenarioId} ${designId} ${debug}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const scenario = scenarioById(scenarioId);
  const design = designById(designId);
  if (scenario === undefined || design === undefined) throw new Error(`no ${key}`);
  const compiled = compileScenario({ design, scenario, debug });
  if (!compiled.ok) throw new Error(compiled.error.map(problemText).join('\n'));
  known.set(key, compiled.value);
  return compiled.value;
}

/** A scenario of a test's own, as a scenario file would say it, with a listing laid over. */
export function ownScenario(file: object, overlay = ''): CompiledScenario {
  const scenario = parseScenario({ id: 'own', title: 'A test', ...file });
  if (!scenario.ok) throw new Error(scenario.error);
  const design = designById('july-2018');
  if (design === undefined) throw new Error('the design july-2018 is gone');
  const compiled = compileScenario({
    design,
    scenario: scenario.value,
    debug: 'vm,list',
    overlay: { file: 'own.step', text: overlay },
  });
  if (!compiled.ok) throw new Error(compiled.error.map(problemText).join('\n'));
  return compiled.value;
}

/**
 * How far an actor goes: so many steps; `end`: until it can go no further; else until the line it
 * comes to next has this text in it (`to`), or until it has run that line (`through`).
 */
export type Leg = readonly [
  actor: string,
  far: number | 'end' | { readonly to: string } | { readonly through: string },
];

/** The run of a schedule made of legs; throws where a leg cannot be gone. */
export function scheduled(compiled: CompiledScenario, legs: readonly Leg[]): Run {
  const { machine, program } = compiled;
  const moves: Move[] = [];
  let { state } = machine.start();
  for (const [id, far] of legs) {
    const actor = program.actors.findIndex((one) => one.id === id);
    if (actor < 0) throw new Error(`the scenario has no ${id}`);
    for (let count = 0; ; count += 1) {
      if (count === far) break;
      if (typeof far === 'object' && 'to' in far && nextText(far.to)) break;
      const move = machine.moves(state).find((one) => one.actor === actor);
      if (move === undefined) {
        if (far === 'end') break;
        throw new Error(`${id} cannot go ${JSON.stringify(far)}: stopped after ${count} steps`);
      }
      const step = machine.step(state, move);
      moves.push(move);
      state = step.state;
      const touch = touchOf(step.effects);
      const line = touch === undefined ? undefined : lineOf(compiled, touch);
      if (typeof far === 'object' && 'through' in far && hasText(line, far.through)) break;
    }
    function nextText(text: string): boolean {
      return hasText(nextLine(compiled, state, actor), text);
    }
  }
  const replayed = replaySchedule(compiled, moves);
  if (!replayed.ok) throw new Error(replayed.error.text);
  return replayed.run;

  function hasText(line: { fn: number; line: number } | undefined, text: string): boolean {
    const fn = line === undefined ? undefined : program.functions[line.fn];
    const source = fn?.lines.find((one) => one.number === line?.line)?.text ?? '';
    return `${fn?.name ?? ''}: ${source}`.includes(text);
  }
}

/** Any possible schedule: each number picks among the moves there are, until there are none. */
export function pickedSchedule(compiled: CompiledScenario, picks: readonly number[]): Move[] {
  const { machine } = compiled;
  const moves: Move[] = [];
  let { state } = machine.start();
  for (const pick of picks) {
    const possible = machine.moves(state);
    const move = possible[pick % Math.max(1, possible.length)];
    if (move === undefined) break;
    moves.push(move);
    state = machine.step(state, move).state;
  }
  return moves;
}
