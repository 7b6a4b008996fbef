/** The timeline: a lane of dots per actor, brackets of calls, bars of what is true and what is claimed. */
import { pageWords } from '../kernel/page-words.ts';
import type { Violation } from '../kernel/property.ts';
import type { Effect } from '../machine/effect.ts';
import { devicesAtWork } from './device-work.ts';
import { type Branch, branchesAt, type History } from './history.ts';
import { replaySchedule, type Run, type RunStep, stateAt } from './run.ts';

interface Dot {
  readonly step: number;
  readonly actor: number;
  readonly kind: 'read' | 'write' | 'lock' | 'pause';
  /** The step breaks a property. */
  readonly breaks: boolean;
  /** Beyond the cursor. */
  readonly future: boolean;
}

/** A call, from its first own step to its last; both 1-based. */
export interface CallSpan {
  readonly actor: number;
  readonly fn: string;
  readonly from: number;
  readonly to: number;
  /** Calls around it. */
  readonly depth: number;
}

/**
 * What is so after each of the steps `from` … `to`; from 0 where it was so at the start.
 * `denied`: a pin is outstanding and the page says there is none; `phantom`: the other way round.
 * `device`: a device is at work on it.
 */
export interface Bar {
  readonly kind: 'outstanding' | 'says-pinned' | 'phantom' | 'denied' | 'device';
  readonly page: string;
  readonly from: number;
  readonly to: number;
  /** The device at work. */
  readonly actor?: number;
}

export interface Lanes {
  readonly dots: readonly Dot[];
  readonly spans: readonly CallSpan[];
  /** Of one page, over the whole branch. */
  readonly bars: readonly Bar[];
  readonly branches: readonly Branch[];
  /** What each step of the branch newly broke. */
  readonly violations: readonly Broken[];
}

interface Broken {
  readonly step: number;
  readonly actor: number;
  readonly violation: Violation;
}

/** Steps of a branch, 1-based, both included. */
export interface StepWindow {
  readonly from: number;
  readonly to: number;
}

/** `dots` only of the steps of `window`, where there is one; all else is of the whole branch. */
export function lanes(
  run: Run,
  cursor: number,
  page: string,
  history: History,
  window: StepWindow = { from: 1, to: run.steps.length },
): Lanes {
  const { spans, violations } = toldOf(run);
  return {
    dots: dotsIn(run, cursor, window),
    spans,
    bars: barsOf(run, page),
    branches: branchesAt(history),
    violations,
  };
}

function dotsIn(run: Run, cursor: number, { from, to }: StepWindow): readonly Dot[] {
  return run.steps.slice(Math.max(0, from - 1), Math.max(0, to)).map((step) => ({
    step: step.index,
    actor: step.actor,
    kind: dotKind(step),
    breaks: step.violations.length > 0,
    future: step.index > cursor,
  }));
}

/** By run: a cursor that moves along it changes nothing of these. */
const knownTold = new WeakMap<Run, Pick<Lanes, 'spans' | 'violations'>>();

function toldOf(run: Run): Pick<Lanes, 'spans' | 'violations'> {
  const known = knownTold.get(run);
  if (known !== undefined) return known;
  const violations = run.steps.flatMap(({ index, actor, violations: broken }) =>
    broken.map((violation) => ({ step: index, actor, violation })),
  );
  const told = { spans: callSpans(run), violations };
  knownTold.set(run, told);
  return told;
}

/** First nodes of the left futures in which some rule is broken. */
export function breakingBranches(run: Run, history: History): ReadonlySet<number> {
  const known = knownBreaking.get(history.nodes);
  if (known?.tip === history.tip) return known.nodes;
  const moves = run.steps.map((step) => step.move);
  const nodes = new Set<number>();
  for (const branch of branchesAt(history)) {
    const other = [...moves.slice(0, branch.from), ...branch.moves];
    const { steps } = replaySchedule(run.compiled, other).run;
    if (steps.slice(branch.from).some((step) => step.violations.length > 0)) nodes.add(branch.node);
  }
  knownBreaking.set(history.nodes, { tip: history.tip, nodes });
  return nodes;
}

/** By tree and shown branch: a cursor that moves changes no future. */
const knownBreaking = new WeakMap<
  History['nodes'],
  { readonly tip: number; readonly nodes: ReadonlySet<number> }
>();

const dotKinds: Partial<Record<Effect['kind'], Dot['kind']>> = {
  read: 'read',
  refused: 'read',
  write: 'write',
  lock: 'lock',
  unlock: 'lock',
  trylock: 'lock',
};

function dotKind(step: RunStep): Dot['kind'] {
  for (const effect of step.effects) {
    if (effect.kind === 'fault') return effect.fault.access === 'load' ? 'read' : 'write';
    const kind = dotKinds[effect.kind];
    if (kind !== undefined) return kind;
  }
  return 'pause';
}

interface OpenCall {
  readonly fn: number;
  readonly depth: number;
  from: number | undefined;
  to: number;
}

/** A call begins in the lines that run on after a step, so its own first step is the actor's next one. */
function callSpans(run: Run): readonly CallSpan[] {
  const spans: CallSpan[] = [];
  const open = new Map<number, OpenCall[]>();
  const callsOf = (actor: number): OpenCall[] => {
    const calls = open.get(actor) ?? [];
    open.set(actor, calls);
    return calls;
  };
  const close = (actor: number, call: OpenCall | undefined): void => {
    const fn = call === undefined ? undefined : run.compiled.program.functions[call.fn]?.name;
    if (call?.from === undefined || fn === undefined) return;
    spans.push({ actor, fn, from: call.from, to: call.to, depth: call.depth });
  };
  const fold = (effects: readonly Effect[]): void => {
    for (const effect of effects) {
      const calls = callsOf(effect.actor);
      if (effect.kind === 'enter') {
        calls.push({ fn: effect.fn, depth: calls.length, from: undefined, to: 0 });
      } else if (effect.kind === 'leave') close(effect.actor, calls.pop());
    }
  };
  fold(run.start.effects);
  for (const step of run.steps) {
    for (const call of callsOf(step.actor)) {
      call.from ??= step.index;
      call.to = step.index;
    }
    fold(step.effects);
  }
  for (const [actor, calls] of open) for (const call of calls) close(actor, call);
  return spans.toSorted(
    (one, other) => one.actor - other.actor || one.from - other.from || one.depth - other.depth,
  );
}

/** By run and page: a cursor that moves along a run changes no bar. */
const knownBars = new WeakMap<Run, Map<string, readonly Bar[]>>();

function barsOf(run: Run, name: string): readonly Bar[] {
  const known = knownBars.get(run) ?? new Map<string, readonly Bar[]>();
  knownBars.set(run, known);
  const bars = known.get(name) ?? computedBars(run, name);
  known.set(name, bars);
  return bars;
}

function computedBars(run: Run, name: string): readonly Bar[] {
  const page = run.compiled.pages.find((one) => one.name === name);
  if (page === undefined) throw new Error(`the scenario has no page ${name}`);
  const states = Array.from({ length: run.steps.length + 1 }, (_, step) => stateAt(run, step));
  const words = states.map((state) => pageWords(run.compiled, state, page));
  const work = states.map((state) => devicesAtWork(run.compiled, state));
  const bars = (kind: Bar['kind'], isSo: readonly boolean[]): readonly Bar[] =>
    stretches(isSo).map(({ from, to }) => ({ kind, page: name, from, to }));
  return [
    ...bars(
      'outstanding',
      words.map((word) => word.pins > 0),
    ),
    ...bars(
      'says-pinned',
      words.map((word) => word.saysPinned),
    ),
    ...bars(
      'phantom',
      words.map((word) => word.pins === 0 && word.saysPinned),
    ),
    ...bars(
      'denied',
      words.map((word) => word.pins > 0 && !word.saysPinned),
    ),
    ...run.compiled.program.actors.flatMap(({ kind }, actor) =>
      kind === 'device'
        ? bars(
            'device',
            work.map((pages) => pages.get(actor) === page.address),
          ).map((bar) => ({ ...bar, actor }))
        : [],
    ),
  ];
}

function stretches(isSo: readonly boolean[]): readonly { from: number; to: number }[] {
  const found: { from: number; to: number }[] = [];
  isSo.forEach((so, step) => {
    const last = found.at(-1);
    if (!so) return;
    if (last?.to === step - 1) last.to = step;
    else found.push({ from: step, to: step });
  });
  return found;
}
