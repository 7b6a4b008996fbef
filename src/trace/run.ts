/**
 * Replays a branch of the history on the machine. Every panel folds over the run: the steps in
 * order, each with what it did, the state it led to and what it broke.
 */
import { actorName } from '../kernel/actor-name.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { violationsOf, type Violation } from '../kernel/property.ts';
import type { Effect } from '../machine/effect.ts';
import type { Outcome } from '../machine/machine.ts';
import type { Move, State } from '../machine/state.ts';
import { type History, pathOf, sameMove } from './history.ts';

export interface RunStep {
  /** 1-based. */
  readonly index: number;
  readonly move: Move;
  readonly actor: number;
  readonly effects: readonly Effect[];
  readonly state: State;
  /** What this step broke: not already broken after the step before. */
  readonly violations: readonly Violation[];
  /** All that is broken after this step. */
  readonly standing: readonly Violation[];
  readonly outcome: Outcome;
}

export interface RunStart {
  readonly state: State;
  /** What ran before the first touch of every actor. */
  readonly effects: readonly Effect[];
  /** What is broken before anybody has moved. */
  readonly standing: readonly Violation[];
  readonly outcome: Outcome;
}

export interface Run {
  readonly compiled: CompiledScenario;
  readonly start: RunStart;
  /** The whole shown branch, also what lies beyond the cursor. */
  readonly steps: readonly RunStep[];
}

/**
 * Replays histories of one compiled scenario. Steps that were replayed before are kept, so that
 * following a cursor or adding a step costs one step; the same branch gives the same `Run` object.
 */
export class Replay {
  readonly #start: RunStart;
  readonly #compiled: CompiledScenario;
  readonly #known = new Map<number, { readonly before: RunStep | undefined; step: RunStep }>();
  #last: Run;

  constructor(compiled: CompiledScenario) {
    this.#compiled = compiled;
    this.#start = startOf(compiled);
    this.#last = { compiled, start: this.#start, steps: [] };
  }

  /** The run of the shown branch. Throws where a move is not possible: such a history is a mistake. */
  run(history: History): Run {
    const steps: RunStep[] = [];
    for (const node of pathOf(history)) {
      if (node.move === undefined) continue;
      steps.push(this.#step(node.id, steps.at(-1), node.move));
    }
    const last = this.#last.steps;
    const same = steps.length === last.length && steps.every((step, index) => step === last[index]);
    if (!same) this.#last = { compiled: this.#compiled, start: this.#start, steps };
    return this.#last;
  }

  /** Ids of another tree may mean other steps: a kept one counts only after the very same step. */
  #step(node: number, before: RunStep | undefined, move: Move): RunStep {
    const known = this.#known.get(node);
    if (known !== undefined && known.before === before && sameMove(known.step.move, move)) {
      return known.step;
    }
    const step = stepFrom(this.#compiled, this.#start, before, move);
    this.#known.set(node, { before, step });
    return step;
  }
}

/** The state after `cursor` steps of a run; 0 is the start. */
export function stateAt(run: Run, cursor: number): State {
  return run.steps[cursor - 1]?.state ?? run.start.state;
}

/** What is broken at the cursor. */
export function standingAt(run: Run, cursor: number): readonly Violation[] {
  return run.steps[cursor - 1]?.standing ?? run.start.standing;
}

export function outcomeAt(run: Run, cursor: number): Outcome {
  return run.steps[cursor - 1]?.outcome ?? run.start.outcome;
}

export type ReplayedSchedule =
  | { readonly ok: true; readonly run: Run }
  | {
      readonly ok: false;
      /** The 1-based step that is not possible, and a sentence why. */
      readonly error: { readonly step: number; readonly text: string };
      /** The steps before it. */
      readonly run: Run;
    };

/** Replays a schedule from outside: one that is not possible is an answer, not a mistake. */
export function replaySchedule(
  compiled: CompiledScenario,
  moves: readonly Move[],
): ReplayedSchedule {
  const start = startOf(compiled);
  const steps: RunStep[] = [];
  const run: Run = { compiled, start, steps };
  let state = start.state;
  for (const [index, move] of moves.entries()) {
    if (!compiled.machine.moves(state).some((one) => sameMove(one, move))) {
      const text = refusal(compiled, state, move);
      return { ok: false, error: { step: index + 1, text }, run };
    }
    const step = stepFrom(compiled, start, steps.at(-1), move);
    steps.push(step);
    state = step.state;
  }
  return { ok: true, run };
}

function startOf(compiled: CompiledScenario): RunStart {
  const { state, effects } = compiled.machine.start();
  const outcome = compiled.machine.outcome(state);
  return { state, effects, standing: violationsOf({ compiled, state, effects, outcome }), outcome };
}

function stepFrom(
  compiled: CompiledScenario,
  start: RunStart,
  before: RunStep | undefined,
  move: Move,
): RunStep {
  const from = before?.state ?? start.state;
  const { state, effects } = compiled.machine.step(from, move);
  const outcome = compiled.machine.outcome(state);
  const standing = violationsOf({ compiled, before: from, state, effects, outcome });
  const already = new Set((before?.standing ?? start.standing).map(violationKey));
  const violations = standing.filter((one) => !already.has(violationKey(one)));
  const index = (before?.index ?? 0) + 1;
  return { index, move, actor: move.actor, effects, state, violations, standing, outcome };
}

/** The same rule broken at the same place; a message may count something that goes on counting. */
function violationKey(violation: Violation): string {
  const places = violation.witnesses.map((witness) => {
    switch (witness.kind) {
      case 'word':
        return `${witness.page}+${witness.offset}`;
      case 'page':
      case 'pins':
        return witness.page;
      case 'line':
        return '';
      case 'lock':
        return witness.address.toString(16);
      case 'list':
        return witness.list;
    }
  });
  return `${violation.property} ${places.toSorted().join(' ')}`;
}

/** Why a move is not possible now, as a sentence. */
function refusal(compiled: CompiledScenario, state: State, move: Move): string {
  const actor = compiled.program.actors[move.actor];
  if (actor === undefined) return `there is no actor number ${move.actor} in this scenario`;
  const name = actorName(actor);
  const outcome = compiled.machine.outcome(state);
  if (outcome.kind === 'stopped') return `the machine has stopped: ${outcome.text}`;
  if (outcome.kind === 'rest') return 'everything has finished before it';
  if (outcome.kind === 'stuck') return 'nobody can go on: a deadlock';
  const own = compiled.machine.moves(state).filter((one) => one.actor === move.actor);
  if (own.length > 0) {
    const choices = own.flatMap((one) => (one.choice === undefined ? [] : [one.choice]));
    if (choices.length === 0) return `${name} has nothing to choose there`;
    return `${name} chooses there from ${choices.join(', ')}`;
  }
  const status = compiled.machine.status(state, move.actor);
  if (status.kind === 'waiting') {
    const holder = status.holder === undefined ? undefined : compiled.program.actors[status.holder];
    const held = holder === undefined ? '' : `, which ${actorName(holder)} holds`;
    return `${name} waits for ${status.place}${held}`;
  }
  if (status.kind === 'idle') return `${name} has not been started`;
  return `${name} is done`;
}
