/**
 * A scenario: which pages there are, how they lie at the start, and what each CPU does. It says
 * nothing about a design: every design runs every scenario with its own functions.
 *
 * The built-in ones are files of the same format that a user writes (docs/scenario-file.md).
 */

import * as v from 'valibot';
import { type Goal, goals } from './scenario-goal.ts';
import { type ScenarioPage, pageOf, pageSchema } from './scenario-page.ts';
import { scenarioProblem } from './scenario-problem.ts';

/** CPUs that a scenario may have. */
export const mostCpus = 4;

/** Pages that a scenario may have. */
export const mostPages = 16;

/** Steps that the schedule of a race may have. */
const mostRaceSteps = 1000;

export interface ScenarioOperation {
  /** Name of an `operation` of the listings. */
  readonly operation: string;
  /** Absent where the operation takes none (lru_add_drain). */
  readonly page?: string;
  /** Only in `before`: the CPU that runs it; absent: 0. */
  readonly cpu?: number;
}

export interface ScenarioCpu {
  /** What this CPU is in the story: `pinner`. */
  readonly role: string;
  readonly operations: readonly ScenarioOperation[];
}

/** Operations that run before the start, too, but at once and in an order that is given. */
export interface ScenarioRace {
  readonly cpus: readonly ScenarioCpu[];
  /** Whose step comes next: `cpu0`, `device`, and `cpu1:2` where the step is a choice. */
  readonly schedule: readonly string[];
}

/** An interrupt that comes once on a CPU, at any moment at which that CPU's interrupts are on. */
export interface ScenarioInterrupt {
  readonly cpu: number;
  readonly operation: string;
  readonly page?: string;
}

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  /** A sentence for the first visit: what to try. */
  readonly task?: string;
  /** Id of the property that the task is to break; absent: none in particular. */
  readonly goal?: Goal;
  /** The page of the story first. */
  readonly pages: readonly ScenarioPage[];
  /** Run alone, in this order, before the scenario starts. */
  readonly before: readonly ScenarioOperation[];
  /** Run behind `before`, still before the scenario starts; absent: nothing. */
  readonly race?: ScenarioRace;
  readonly cpus: readonly ScenarioCpu[];
  readonly interrupts: readonly ScenarioInterrupt[];
}

const text = (most: number) =>
  v.pipe(
    v.string('must be a text'),
    v.nonEmpty('must not be empty'),
    v.maxLength(most, `must have at most ${most} characters`),
  );

const cpuNumber = v.pipe(
  v.number('must be the number of a CPU'),
  v.integer('must be the number of a CPU'),
  v.minValue(0, 'must be the number of a CPU'),
  v.maxValue(
    mostCpus - 1,
    `must be at most ${mostCpus - 1}: a scenario has up to ${mostCpus} CPUs`,
  ),
);

const operationName = v.pipe(
  v.string('must be the name of an operation'),
  v.regex(/^[A-Za-z_]\w{0,63}$/, 'must be the name of an operation'),
);

const operation = { operation: operationName, page: v.optional(v.string('must name a page')) };

const cpusSchema = v.pipe(
  v.array(
    v.strictObject({
      role: v.optional(text(40)),
      operations: v.pipe(
        v.array(v.strictObject(operation), 'must be a list of operations'),
        v.maxLength(64, 'has more than 64 operations'),
      ),
    }),
    'must be a list of CPUs',
  ),
  v.minLength(1, 'needs at least one CPU'),
  v.maxLength(mostCpus, `has more than ${mostCpus} CPUs`),
);

const mustBeActor = 'must name who moves, such as cpu0 or device';

const raceSchema = v.strictObject(
  {
    cpus: cpusSchema,
    schedule: v.pipe(
      v.array(
        v.pipe(v.string(mustBeActor), v.regex(/^(?:cpu|device)[0-3]?(?::\d{1,4})?$/, mustBeActor)),
        'must be a list of those who move, such as ["cpu0", "cpu1"]',
      ),
      v.maxLength(mostRaceSteps, `has more than ${mostRaceSteps} steps`),
    ),
  },
  'must have cpus and a schedule',
);

const scenarioSchema = v.strictObject(
  {
    id: v.pipe(
      v.string('must be a text'),
      v.regex(
        /^[a-z0-9][a-z0-9-]{0,39}$/,
        'must be lower-case letters, digits and hyphens, at most 40',
      ),
    ),
    title: text(80),
    summary: v.optional(text(600)),
    task: v.optional(text(300)),
    goal: v.optional(v.picklist(goals, `must be one of ${goals.join(', ')}`)),
    order: v.optional(v.number('must be a number')),
    pages: v.pipe(
      v.array(pageSchema, 'must be a list of pages'),
      v.minLength(1, 'needs at least one page'),
      v.maxLength(mostPages, `has more than ${mostPages} pages`),
    ),
    before: v.optional(
      v.pipe(
        v.array(v.strictObject({ ...operation, cpu: v.optional(cpuNumber) }), 'must be a list'),
        v.maxLength(64, 'has more than 64 operations'),
      ),
    ),
    race: v.optional(raceSchema),
    cpus: cpusSchema,
    interrupts: v.optional(
      v.array(v.strictObject({ ...operation, cpu: cpuNumber }), 'must be a list of interrupts'),
    ),
  },
  'is no scenario: a scenario is a JSON object',
);

/**
 * A scenario from a parsed JSON file. The error is one sentence that begins with the place:
 * `pages[0].refcount must be a number`. Which operations exist depends on the design and is
 * checked when the scenario is compiled for one.
 */
export function parseScenario(
  json: unknown,
):
  { readonly ok: true; readonly value: Scenario } | { readonly ok: false; readonly error: string } {
  const parsed = v.safeParse(scenarioSchema, json);
  if (!parsed.success) return { ok: false, error: issueText(parsed.issues[0]) };
  const file = parsed.output;
  const pages = file.pages.map(pageOf);
  const scenario: Scenario = {
    id: file.id,
    title: file.title,
    summary: file.summary ?? '',
    ...(file.task === undefined ? {} : { task: file.task }),
    ...(file.goal === undefined ? {} : { goal: file.goal }),
    pages,
    before: (file.before ?? []).map(operationOf),
    ...(file.race === undefined
      ? {}
      : { race: { cpus: file.race.cpus.map(cpuOf), schedule: file.race.schedule } }),
    cpus: file.cpus.map(cpuOf),
    interrupts: (file.interrupts ?? []).map((use) => ({ ...operationOf(use), cpu: use.cpu })),
  };
  const error = scenarioProblem(scenario);
  return error === undefined ? { ok: true, value: scenario } : { ok: false, error };
}

function cpuOf(
  cpu: { role?: string | undefined; operations: readonly FileOperation[] },
  index: number,
): ScenarioCpu {
  return { role: cpu.role ?? `cpu${index}`, operations: cpu.operations.map(operationOf) };
}

interface FileOperation {
  operation: string;
  page?: string | undefined;
  cpu?: number | undefined;
}

/** Leaves an absent page or CPU out instead of carrying `undefined` along. */
function operationOf(file: FileOperation): ScenarioOperation {
  return {
    operation: file.operation,
    ...(file.page === undefined ? {} : { page: file.page }),
    ...(file.cpu === undefined ? {} : { cpu: file.cpu }),
  };
}

function issueText(issue: v.BaseIssue<unknown>): string {
  const path = issue.path ?? [];
  if (path.length === 0) return `this ${issue.message}`;
  const last = path.at(-1);
  const where = placeText(path.map((item) => item.key));
  if (issue.kind === 'schema' && issue.expected === 'never') {
    return `${placeText(path.slice(0, -1).map((item) => item.key)) || 'the file'} has no field ${String(last?.key)}`;
  }
  if (issue.received === 'undefined') return `${where} is missing`;
  return `${where} ${issue.message}`;
}

/** `pages[0].pte.young` from the keys on the way. */
function placeText(keys: readonly unknown[]): string {
  return keys.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`;
    return place === '' ? String(key) : `${place}.${String(key)}`;
  }, '');
}

/** Built-in scenarios in the order of the chooser; the first is the one the page opens with. */
export const scenarios: readonly Scenario[] = builtIn(
  import.meta.glob<unknown>('./scenarios/*.json', { import: 'default', eager: true }),
);

/** Small ones that tell no story: they reach the lines of the listings that the stories do not. */
export const cornerScenarios: readonly Scenario[] = builtIn(
  import.meta.glob<unknown>('./scenarios/corners/*.json', { import: 'default', eager: true }),
);

/** The built-in scenario of that id, those in the corners included. */
export function scenarioById(id: string): Scenario | undefined {
  return [...scenarios, ...cornerScenarios].find((scenario) => scenario.id === id);
}

function builtIn(files: Readonly<Record<string, unknown>>): readonly Scenario[] {
  return Object.entries(files)
    .map(([file, json]) => {
      const parsed = parseScenario(json);
      if (!parsed.ok) throw new Error(`built-in scenario ${file}: ${parsed.error}`);
      return { order: orderOf(json), scenario: parsed.value };
    })
    .sort((a, b) => a.order - b.order || (a.scenario.id < b.scenario.id ? -1 : 1))
    .map(({ scenario }) => scenario);
}

/** Place in the chooser, `order` of the file; those without one come last. */
function orderOf(json: unknown): number {
  const order = typeof json === 'object' && json !== null && 'order' in json ? json.order : 0;
  return typeof order === 'number' && order > 0 ? order : Number.MAX_SAFE_INTEGER;
}
