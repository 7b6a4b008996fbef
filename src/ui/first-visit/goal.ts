/** What the visitor is to break, and how far that is: from the words and the run, never from a plan. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { pageWords } from '../../kernel/page-words.ts';
import { properties, type Property, violationsOf } from '../../kernel/property.ts';
import type { Goal } from '../../kernel/scenario-goal.ts';
import { outcomeAt, stateAt, type Run } from '../../trace/run.ts';

/** Whether the design has a word in which it can say that a page is pinned. */
export function recordsPins({ program }: CompiledScenario): boolean {
  return program.probes.some((probe) => probe.name === 'pin_count');
}

/** What pins were to be recorded for: it happens also where no design records any. */
const OF_ANY_DESIGN: readonly Goal[] = ['dma-safe', 'bug'];

/** The rule to break. Where a design can not record a pin, any pin breaks the first of them. */
export function goalOf(compiled: CompiledScenario): Property | undefined {
  const { goal } = compiled.scenario;
  if (goal === undefined) return undefined;
  const id = recordsPins(compiled) || OF_ANY_DESIGN.includes(goal) ? goal : 'pin-seen';
  return properties.find((property) => property.id === id);
}

/** The first step up to the cursor that broke the rule; undefined: none did. */
export function reachedAt(run: Run, cursor: number, goal: string): number | undefined {
  return run.steps
    .slice(0, cursor)
    .find((step) => step.violations.some((violation) => violation.property === goal))?.index;
}

/** The two facts that `pin-seen` is about, at the cursor. */
export function pinFacts(
  run: Run,
  cursor: number,
  page: string,
): { readonly promised: boolean; readonly saysPinned: boolean } | undefined {
  const placed = run.compiled.pages.find((one) => one.name === page);
  if (placed === undefined) return undefined;
  const words = pageWords(run.compiled, stateAt(run, cursor), placed);
  return { promised: words.pins > 0, saysPinned: words.saysPinned };
}

/**
 * Where a schedule stands: still running; all scripts done and the vectors being drained; over.
 * `broken`: how many steps of it broke something.
 */
export type Ending =
  | { readonly kind: 'running' }
  | { readonly kind: 'draining' }
  | { readonly kind: 'over'; readonly broken: number };

export function endingAt(run: Run, cursor: number): Ending {
  const outcome = outcomeAt(run, cursor);
  if (outcome.kind !== 'running') {
    const broken = run.steps.slice(0, cursor).filter((step) => step.violations.length > 0);
    return { kind: 'over', broken: broken.length };
  }
  const { machine, program } = run.compiled;
  const state = stateAt(run, cursor);
  const able = new Set(machine.moves(state).map((move) => move.actor));
  const drains = [...able].every((actor) => {
    const { epilogue } = program.actors[actor]?.code ?? {};
    return epilogue !== undefined && machine.at(state, actor) >= epilogue;
  });
  return able.size > 0 && drains ? { kind: 'draining' } : { kind: 'running' };
}

/** More steps than any script of the model has left; two actors that retry for ever must not hang the page. */
const LONGEST_REST = 5000;

/**
 * True when nobody has a choice any more up to the end, and what is left to do does not break the
 * rule: found by doing it. False where somebody can still choose, whatever comes of that.
 */
export function isOutOfReach(run: Run, cursor: number, goal: string): boolean {
  const { compiled } = run;
  const { machine } = compiled;
  let state = stateAt(run, cursor);
  for (let step = 0; step < LONGEST_REST; step++) {
    const [move, another] = machine.moves(state);
    if (move === undefined) return true;
    if (another !== undefined) return false;
    const before = state;
    const made = machine.step(before, move);
    state = made.state;
    const outcome = machine.outcome(state);
    const broken = violationsOf({ compiled, before, ...made, outcome });
    if (broken.some(({ property }) => property === goal)) return false;
  }
  return false;
}

/** The last moment before the cursor at which another actor could have gone than the one that did. */
export function lastChoice(run: Run, cursor: number): number | undefined {
  for (let depth = cursor - 1; depth >= 0; depth -= 1) {
    const went = run.steps[depth]?.actor;
    const moves = run.compiled.machine.moves(stateAt(run, depth));
    if (moves.some((move) => move.actor !== went)) return depth;
  }
  return undefined;
}
