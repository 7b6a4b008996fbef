/**
 * Compiles a scenario for one design. The start that operations have to make (`before`, `race`, `pins`) is
 * made here, by running the design's own functions on their own and taking the memory over.
 */

import { compile } from '../listing/compile.ts';
import type { Problem } from '../listing/problem.ts';
import type { Program } from '../listing/program.ts';
import type { DesignLayer, ListingSource } from '../listing/request.ts';
import type { DebugLevel } from '../listing/syntax.ts';
import { type CompiledScenario, type DebugSetting, compiledScenario } from './compiled-scenario.ts';
import { type Design, headOf } from './design.ts';
import { type Edition, overlayFile } from './edition.ts';
import { editionPart } from './edition-part.ts';
import { flagMasks } from './memory-map.ts';
import { type Outline, outlineOf } from './outline.ts';
import { placedObjects } from './placement.ts';
import { type Scenario, type ScenarioOperation, scenarioById } from './scenario.ts';
import { raceScriptOf, type Script, scriptFile, scriptOf, startScriptOf } from './script.ts';
import { type StartMemory, startMemory } from './start-memory.ts';
import { type MadeStart, memoryAfter } from './made-start.ts';

export interface ScenarioRequest {
  readonly design: Design;
  readonly scenario: Scenario;
  readonly debug: DebugSetting;
  /** A listing laid over the design: its functions replace those of the same name. */
  readonly overlay?: ListingSource;
}

export type Compiled<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: readonly Problem[] };

/** The compiled scenario, or what is wrong in the listings or between scenario and design. */
export function compileScenario(request: ScenarioRequest): Compiled<CompiledScenario> {
  const { design, scenario, debug, overlay } = request;
  const layers = [
    ...design.layers,
    ...(overlay === undefined ? [] : [{ id: 'overlay', sources: [overlay] }]),
  ];
  const job: Job = { scenario, debug, layers, outline: outlineOf(layers) };
  const script = scriptOf(scenario, job.outline);
  if (!script.ok) return script;
  const compiled = compileScript(job, script.value, 'lru_add_drain');
  if (!compiled.ok) return compiled;
  const start = startOf(job, compiled.value);
  if (!start.ok) return start;
  const own = ownParts(request);
  if (!own.ok) return own;
  const program = { ...compiled.value, ...start.value };
  const value = { design: headOf(design), scenario, debug, program, ...own.value };
  return { ok: true, value: compiledScenario(value) };
}

/** What is not built in, and how links write it. */
function ownParts({ scenario, overlay }: ScenarioRequest): Compiled<OwnParts> {
  const builtIn = scenarioById(scenario.id);
  const isOwn = scenario !== builtIn && JSON.stringify(scenario) !== JSON.stringify(builtIn);
  const text = overlay === undefined || overlay.text.trim() === '' ? undefined : overlay.text;
  if (!isOwn && text === undefined) return { ok: true, value: {} };
  const edition = {
    ...(isOwn ? { scenario } : {}),
    ...(text === undefined ? {} : { overlay: text }),
  };
  const part = editionPart(edition);
  if (part.ok) return { ok: true, value: { edition, editionPart: part.value } };
  return refused(overlay?.file ?? overlayFile, part.error);
}

interface OwnParts {
  readonly edition?: Edition;
  readonly editionPart?: string;
}

interface Job {
  readonly scenario: Scenario;
  readonly debug: DebugSetting;
  readonly layers: readonly DesignLayer[];
  readonly outline: Outline;
}

/** Functions that a design may define to say what its words mean. */
const probes = ['says_pinned', 'pin_count'];

const debugLevels: Readonly<Record<DebugSetting, readonly DebugLevel[]>> = {
  none: [],
  vm: ['vm'],
  'vm,list': ['vm', 'list'],
};

/** Without a start: that needs to know where the fields are, which the program says. */
function compileScript(job: Job, script: Script, epilogue?: string): Compiled<Program> {
  return compile({
    layers: [...job.layers, script.layer],
    objects: placedObjects(job.scenario, job.outline),
    initial: [],
    initialGhosts: [],
    actors: script.actors.map((actor) =>
      epilogue === undefined || actor.kind !== 'cpu' ? actor : { ...actor, epilogue },
    ),
    probes: probes.filter((name) => job.outline.functions.has(name)),
    debug: debugLevels[job.debug],
  });
}

/** The memory at the start, after everything that comes before it. */
function startOf(job: Job, program: Program): Compiled<StartMemory> {
  const { scenario } = job;
  const laid = laidOut(scenario, program);
  if (!laid.ok) return laid;
  let start = laid.value;
  for (const { script, schedule } of startScripts(job)) {
    if (!script.ok) return script;
    const compiled = compileScript(job, script.value);
    if (!compiled.ok) return compiled;
    const made: MadeStart = memoryAfter({ ...compiled.value, ...start }, schedule);
    if (!made.ok) return refused(scriptFile(scenario), `the start cannot be made: ${made.error}`);
    start = made.value;
  }
  return { ok: true, value: start };
}

/** A flag or field that the design does not have is the fault of the scenario, not of us. */
function laidOut(scenario: Scenario, program: Program): Compiled<StartMemory> {
  const known = flagMasks(program.structs.find((struct) => struct.name === 'page'));
  for (const page of scenario.pages) {
    const unknown = page.flags.find((flag) => !known.has(flag));
    if (unknown !== undefined) {
      const message = `${page.name} has ${unknown}, which this design does not know`;
      return refused(scriptFile(scenario), message);
    }
  }
  return { ok: true, value: startMemory(scenario, program) };
}

function refused(file: string, message: string): Compiled<never> {
  const problem = { file, line: 1, column: 1, length: 1, message };
  return { ok: false, error: [problem] };
}

/** What makes the start, in this order: `before`, the race, the pins. */
function startScripts({ scenario, outline }: Job): readonly StartScript[] {
  const alone = (uses: readonly ScenarioOperation[]): readonly StartScript[] =>
    startRuns(uses).map(({ cpu, operations }) => ({
      script: startScriptOf(scenario, outline, operations, cpu),
    }));
  const { before, race, pages } = scenario;
  const pins = pages.flatMap(({ name, pins: count }) =>
    Array.from({ length: count }, (): ScenarioOperation => ({ operation: 'pin', page: name })),
  );
  if (race === undefined) return alone([...before, ...pins]);
  const { schedule } = race;
  return [
    ...alone(before),
    { script: raceScriptOf(scenario, outline, race), schedule },
    ...alone(pins),
  ];
}

interface StartScript {
  readonly script: ReturnType<typeof scriptOf>;
  readonly schedule?: readonly string[];
}

/** Cut where the CPU changes. */
function startRuns(uses: readonly ScenarioOperation[]): readonly StartRun[] {
  const runs: { cpu: number; operations: ScenarioOperation[] }[] = [];
  for (const use of uses) {
    const cpu = use.cpu ?? 0;
    const last = runs.at(-1);
    if (last !== undefined && last.cpu === cpu) last.operations.push(use);
    else runs.push({ cpu, operations: [use] });
  }
  return runs;
}

interface StartRun {
  readonly cpu: number;
  readonly operations: readonly ScenarioOperation[];
}
