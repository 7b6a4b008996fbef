/**
 * The core of Pinscope as the tests ask it: what every moment of a schedule must look like, and the
 * schedules and links themselves. Bundled by emulator-bundle.ts, because only Vite can load the
 * listings; nothing in here has seen the page.
 */
import { BreadthFirst } from '../src/explorer/breadth-first.ts';
import { compileScenario } from '../src/kernel/compile-scenario.ts';
import type { CompiledScenario, DebugSetting } from '../src/kernel/compiled-scenario.ts';
import { packed } from '../src/kernel/data-packer.ts';
import { designById, designs } from '../src/kernel/design.ts';
import { hexWord } from '../src/kernel/hex-word.ts';
import { listExists, listWalk } from '../src/kernel/lists.ts';
import { pageWords } from '../src/kernel/page-words.ts';
import { pagevecs } from '../src/kernel/pagevecs.ts';
import { parseScenario, type Scenario, scenarioById, scenarios } from '../src/kernel/scenario.ts';
import { choiceName } from '../src/kernel/scenario-library.ts';
import { problemText } from '../src/listing/problem.ts';
import type { Actor } from '../src/listing/program.ts';
import type { Move } from '../src/machine/state.ts';
import { actorViews, type ActorView } from '../src/trace/call-stack.ts';
import { heldLocks, lockWords } from '../src/trace/held-locks.ts';
import { historyOf } from '../src/trace/history.ts';
import { type Bar, lanes } from '../src/trace/lanes.ts';
import { modelCheck, stateCheck } from '../src/trace/checksum.ts';
import { encodeLink } from '../src/trace/link.ts';
import { encodePayload, MODEL_BITS } from '../src/trace/link-payload.ts';
import { narration } from '../src/trace/narration.ts';
import { plainText } from '../src/trace/sentence.ts';
import { references } from '../src/trace/references.ts';
import { replaySchedule, stateAt, type Run } from '../src/trace/run.ts';
import { scheduleMail } from '../src/store/schedule-mail.ts';
import type { Exploration, PropertyVerdict } from '../src/worker/exploration.ts';
import { Exploring } from '../src/worker/exploring.ts';
import { ScenarioModel } from '../src/worker/scenario-model.ts';
import type { NextLine, PageFacts, ReferenceFacts, Screen } from './screen.ts';

/** What is open. */
export interface Choice {
  readonly scenario: string;
  readonly design: string;
  readonly debug: DebugSetting;
  /** A listing laid over the design, whose functions replace those of the same name. */
  readonly overlay?: string;
  /** So many CPUs more, each of which takes a reference to P and drops it again. */
  readonly others?: number;
  /** A scenario file, in place of the built-in scenario. */
  readonly file?: object;
}

/** What is so of a page from one step to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A broken rule and the step that breaks it. */
export interface Breach {
  readonly step: number;
  readonly property: string;
}

export const scenarioTitles: ReadonlyMap<string, string> = new Map(
  scenarios.map(({ id, title }) => [id, title]),
);
export const designTitles: ReadonlyMap<string, string> = new Map(
  designs.map(({ id, title }) => [id, title]),
);

const compiledOnes = new Map<string, CompiledScenario>();

/** The actors of a scenario in the program's order, as the page names them: `CPU0`, `device`. */
export function actorNames(choice: Choice): readonly string[] {
  return compiledFor(choice).program.actors.map(pageName);
}

/** A schedule that a die with this seed chooses, from the start until nobody can move. */
export function randomSchedule(choice: Choice, seed: number): readonly Move[] {
  const { machine } = compiledFor(choice);
  const die = new Die(seed);
  const moves: Move[] = [];
  let { state } = machine.start();
  for (;;) {
    const possible = machine.moves(state);
    const move = possible[die.below(Math.max(1, possible.length))];
    if (move === undefined) return moves;
    moves.push(move);
    state = machine.step(state, move).state;
  }
}

/**
 * A schedule told by who goes how often: `[['CPU0', 3], ['CPU1', 1]]`; `Infinity`: as long as it can.
 * Where a line chooses, the third says what; without it the first that there is.
 */
export function schedule(
  choice: Choice,
  legs: readonly (readonly [actor: string, steps: number, chosen?: number])[],
): readonly Move[] {
  const { machine } = compiledFor(choice);
  const names = actorNames(choice);
  const moves: Move[] = [];
  let { state } = machine.start();
  for (const [name, steps, chosen] of legs) {
    if (!names.includes(name)) throw new Error(`${choice.scenario} has no ${name}`);
    for (let count = 0; count < steps; count += 1) {
      const move = machine
        .moves(state)
        .find((one) => names[one.actor] === name && (chosen ?? one.choice) === one.choice);
      if (move === undefined && steps === Infinity) break;
      if (move === undefined) throw new Error(`${name} can go only ${count} steps of ${steps}`);
      moves.push(move);
      state = machine.step(state, move).state;
    }
  }
  return moves;
}

/** A shortest schedule that breaks a property; throws where the search finds none. */
export function shortestBreaking(choice: Choice, property: string): readonly Move[] {
  const search = new BreadthFirst(new ScenarioModel(compiledFor(choice)), { maxStates: 200_000 });
  while (search.run(10_000));
  const found = search.report().violations.find((one) => one.property === property);
  if (found === undefined) throw new Error(`the search breaks no ${property}`);
  return found.schedule;
}

/** The file of a program, as the build writes it for the page. */
export function programText(choice: Choice): string {
  const { design, scenario, debug, program } = compiledFor(choice);
  return packed({ design, scenario, debug, program });
}

/** What the explorer finds, by the code that the page's worker runs. */
export function explored(
  choice: Choice,
  engine: 'interpreter' | 'bfs' = 'interpreter',
): Exploration {
  const limits = { maxStates: 1_000_000, maxBytes: 1_000_000_000 };
  const exploring = new Exploring(
    compiledFor(choice),
    { engine, symmetry: false, limits },
    () => 0,
  );
  while (exploring.slice(1));
  return exploring.result();
}

/** How long the shortest schedule is that breaks a property, by id, as the plain search finds it. */
export function shortestLengths(choice: Choice): ReadonlyMap<string, number> {
  const search = new BreadthFirst(new ScenarioModel(compiledFor(choice)), { maxStates: 200_000 });
  while (search.run(10_000));
  return new Map(search.report().violations.map(({ property, length }) => [property, length]));
}

/** The schedule as it goes into a mail, with a link below an address. */
export function mailText(choice: Choice, verdict: PropertyVerdict, address: string): string {
  const moves = verdict.shortest?.schedule ?? [];
  return scheduleMail(runOf(choice, moves), verdict, verdict.criticalPair, address);
}

/** Where a bar of the timeline has to stand for page P, by steps. */
export function barsOf(
  choice: Choice,
  moves: readonly Move[],
  kind: Bar['kind'],
): readonly Stretch[] {
  const run = runOf(choice, moves);
  const { bars } = lanes(run, moves.length, 'P', historyOf(moves));
  return bars.filter((bar) => bar.kind === kind).map(({ from, to }) => ({ from, to }));
}

/** The last moment of a schedule at which somebody else could have gone; undefined: there is none. */
export function lastChoice(choice: Choice, moves: readonly Move[]): number | undefined {
  const run = runOf(choice, moves);
  return moves
    .map((_, cursor) => cursor)
    .findLast((cursor) =>
      run.compiled.machine
        .moves(stateAt(run, cursor))
        .some(({ actor }) => actor !== moves[cursor]?.actor),
    );
}

/** Which rules a schedule breaks, in its order. */
export function breaches(choice: Choice, moves: readonly Move[]): readonly Breach[] {
  return runOf(choice, moves).steps.flatMap((step) =>
    step.violations.map(({ property }) => ({ step: step.index, property })),
  );
}

/** The link to a moment, `#` included. */
export function linkTo(choice: Choice, moves: readonly Move[], cursor: number): string {
  return encodeLink({ ...choice, schedule: moves, cursor }, runOf(choice, moves));
}

/** The address that searches a choice, `#` included. */
export function searchOf(choice: Choice): string {
  const { scenario, design, debug, editionPart } = compiledFor(choice);
  const name = choiceName({ scenario: scenario.id, design: design.id, debug });
  return `#/explore/${name}${editionPart === undefined ? '' : `/${editionPart}`}`;
}

/** The same link as a release would have made it whose states are others from step `from` on. */
export function linkOfOtherRelease(
  choice: Choice,
  moves: readonly Move[],
  cursor: number,
  from: number,
): string {
  const run = runOf(choice, moves);
  const path = linkTo(choice, moves, cursor).split('/').slice(0, -1).join('/');
  const payload = encodePayload(
    {
      schedule: moves,
      cursor,
      model: modelCheck(run.compiled, MODEL_BITS) ^ 1,
      stateCheck: (step) => stateCheck(run.compiled, stateAt(run, step)) ^ (step >= from ? 1 : 0),
    },
    path,
  );
  return `${path}/${payload}`;
}

/** The sentence of the page at a moment, without the comment of the line. */
export function sentenceAt(choice: Choice, moves: readonly Move[], cursor: number): string {
  return plainText(narration(runOf(choice, moves), cursor).parts);
}

/** What is announced at a moment. */
export function announcementAt(choice: Choice, moves: readonly Move[], cursor: number): string {
  return `Step ${cursor}. ${narration(runOf(choice, moves), cursor).plain}`;
}

/** What the page must show at every moment of a schedule, the start first. */
export class ExpectedScreens {
  readonly #run: Run;

  constructor(choice: Choice, moves: readonly Move[]) {
    this.#run = runOf(choice, moves);
  }

  get length(): number {
    return this.#run.steps.length;
  }

  /** `known`: steps of the shown branch, those beyond the cursor too. */
  at(cursor: number, known: number): Screen {
    const run = this.#run;
    const { compiled } = run;
    const state = stateAt(run, cursor);
    const step = run.steps[cursor - 1];
    const told = narration(run, cursor);
    const first = compiled.pages[0]?.name ?? '';
    const holders = heldLocks(run, cursor);
    return {
      cursor,
      pages: Object.fromEntries(
        compiled.pages.map(({ name }) => [name, factsAt(run, cursor, name)]),
      ),
      lists: Object.fromEntries(
        compiled.lists
          .filter((head) => listExists(compiled, state, head))
          .map((head) => [head.title, listWalk(compiled, state, head).pages] as const)
          .filter(([, pages]) => pages.length > 0),
      ),
      pagevecs: Object.fromEntries(
        pagevecs(compiled, state)
          .filter(({ pages }) => pages.length > 0)
          .map(({ name, cpu, pages }) => [`${name} of CPU${cpu}`, pages.map((page) => page ?? '')]),
      ),
      locks: Object.fromEntries(
        lockWords(compiled.program).map(({ name, address }) => {
          const held = holders.find((lock) => lock.address === address);
          const holder = held === undefined ? undefined : compiled.program.actors[held.actor];
          return [name, holder === undefined ? 'free' : pageName(holder)];
        }),
      ),
      next: Object.fromEntries(
        actorViews(run, cursor).map((view) => [
          nameOf(compiled, view.actor),
          nextLineOf(run, cursor, view),
        ]),
      ),
      lens: { page: first, ...wordsOf(factsAt(run, cursor, first)) },
      references: referencesAt(run, cursor, first),
      says: cursor === 0 ? '' : `step ${cursor} of ${known}. ${told.plain}`,
      alert: (step?.violations.length ?? 0) > 0 ? `Step ${cursor}. ${told.plain}` : '',
    };
  }
}

function compiledFor(choice: Choice): CompiledScenario {
  const { others = 0 } = choice;
  const key = JSON.stringify({ ...choice, others });
  const known = compiledOnes.get(key);
  if (known !== undefined) return known;
  const scenario = choice.file === undefined ? scenarioById(choice.scenario) : own(choice.file);
  const design = designById(choice.design);
  if (scenario === undefined || design === undefined) throw new Error(`there is no ${key}`);
  const overlay =
    choice.overlay === undefined ? {} : { overlay: { file: 'test.step', text: choice.overlay } };
  const compiled = compileScenario({
    scenario: withOthers(scenario, others),
    design,
    debug: choice.debug,
    ...overlay,
  });
  if (!compiled.ok) throw new Error(compiled.error.map(problemText).join('\n'));
  compiledOnes.set(key, compiled.value);
  return compiled.value;
}

function own(file: object): Scenario {
  const scenario = parseScenario(file);
  if (!scenario.ok) throw new Error(scenario.error);
  return scenario.value;
}

function withOthers(scenario: Scenario, others: number): Scenario {
  const operations = ['get_page', 'put_page'].map((operation) => ({ operation, page: 'P' }));
  const more = Array.from({ length: others }, () => ({ role: 'anybody', operations }));
  return others === 0 ? scenario : { ...scenario, cpus: [...scenario.cpus, ...more] };
}

function runOf(choice: Choice, moves: readonly Move[]): Run {
  const replayed = replaySchedule(compiledFor(choice), moves);
  if (!replayed.ok) throw new Error(replayed.error.text);
  return replayed.run;
}

function factsAt(run: Run, cursor: number, name: string): PageFacts {
  const { compiled } = run;
  const placed = compiled.pages.find((page) => page.name === name);
  if (placed === undefined) throw new Error(`the scenario has no page ${name}`);
  const words = pageWords(compiled, stateAt(run, cursor), placed);
  return {
    word8: hexWord(words.word8),
    word16: hexWord(words.word16),
    flags: words.flagNames,
    refcount: words.refcount,
    mapcount: words.mapcount - 1,
    pins: words.pins,
  };
}

function wordsOf({ word8, word16 }: PageFacts): Pick<PageFacts, 'word8' | 'word16'> {
  return { word8, word16 };
}

function referencesAt(run: Run, cursor: number, page: string): ReferenceFacts {
  const { refcount, holders, pins, pinCount } = references(run, cursor, page);
  return { refcount, holders: holders.length, pins: pins.length, pinCount: pinCount ?? null };
}

/** The line on which an actor rests; null where it has none, or is a device that nobody has asked. */
function nextLineOf(run: Run, cursor: number, view: ActorView): NextLine | null {
  const { machine, program } = run.compiled;
  if (view.next === undefined) return null;
  if (view.kind !== 'cpu' && view.status.kind !== 'ready') return null;
  const operations = program.actors[view.actor]?.code.operations ?? [];
  let at = machine.at(stateAt(run, cursor), view.actor);
  // What is only specified runs together with the line behind it.
  while (['ghost', 'enter'].includes(operations[at]?.op.kind ?? '')) at += 1;
  const stack = operations[at]?.stack ?? [];
  // One-line functions are part of the line that uses them: they are on the stack, but never entered.
  const entered = new Set(view.frames.map((one) => one.fn));
  const frame = stack.findLast((one) => entered.has(one.fn)) ?? stack[0];
  const fn = frame === undefined ? undefined : program.functions[frame.fn];
  const line = fn?.lines.find((one) => one.number === frame?.line);
  if (fn === undefined || line === undefined) {
    throw new Error(`${view.id} rests on no line at step ${cursor}`);
  }
  const code = program.actors[view.actor]?.code;
  const isScript = code?.operations[code.start]?.stack[0]?.fn === frame?.fn;
  const isStep = line.kind !== 'ghost' && line.kind !== 'call' && line.kind !== 'local';
  return {
    fn: isScript ? view.role : fn.name,
    line: isStep ? line.number - fn.line : null,
    text: line.text.replace(/\s+"[^"]*"$/, ''),
  };
}

function nameOf(compiled: CompiledScenario, actor: number): string {
  const found = compiled.program.actors[actor];
  if (found === undefined) throw new Error(`the program has no actor ${actor}`);
  return pageName(found);
}

/** As the page writes it. */
function pageName(actor: Actor): string {
  switch (actor.kind) {
    case 'cpu':
      return `CPU${actor.cpu}`;
    case 'interrupt':
      return `interrupt on CPU${actor.cpu}`;
    case 'device': {
      const digits = /\d+$/.exec(actor.id)?.[0];
      return digits === undefined ? 'device' : `device ${digits}`;
    }
  }
}

/** Numbers that look random and are the same for the same seed. */
class Die {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) % limit;
  }
}
