/** The compiled scenario that a command's flags ask for, or a sentence about what is wrong. */
import { compileScenario } from '../kernel/compile-scenario.ts';
import {
  type CompiledScenario,
  type DebugSetting,
  debugSettings,
} from '../kernel/compiled-scenario.ts';
import { type Design, designById, designs } from '../kernel/design.ts';
import { parseScenario, type Scenario, scenarioById, scenarios } from '../kernel/scenario.ts';
import { problemText } from '../listing/problem.ts';
import type { ListingSource } from '../listing/request.ts';
import type { Flags } from './arguments.ts';
import type { ReadFile } from './command.ts';
import { type Answer, valueOf } from './flag-value.ts';

export interface Requested {
  readonly compiled: CompiledScenario;
}

/** From --design, --scenario or --file, --debug and --listing. `compiler`: what compiles it. */
export function requested(
  flags: Flags,
  readFile: ReadFile,
  compiler: typeof compileScenario = compileScenario,
): Answer<Requested> {
  const design = designOf(flags);
  if (!design.ok) return design;
  const scenario = scenarioOf(flags, readFile);
  if (!scenario.ok) return scenario;
  const debug = debugOf(flags);
  if (!debug.ok) return debug;
  const overlay = overlayOf(flags, readFile);
  if (!overlay.ok) return overlay;
  const compiled = compiler({
    design: design.value,
    scenario: scenario.value,
    debug: debug.value,
    ...(overlay.value === undefined ? {} : { overlay: overlay.value }),
  });
  if (!compiled.ok) return refused(compiled.error.map(problemText).join('\n'));
  return { ok: true, value: { compiled: compiled.value } };
}

function designOf(flags: Flags): Answer<Design> {
  const id = valueOf(flags, 'design');
  const all = designs.map((design) => design.id).join(', ');
  if (id === undefined) return refused(`--design is missing; there are ${all}.`);
  const design = designById(id);
  if (design === undefined) return refused(`There is no design “${id}”; there are ${all}.`);
  return { ok: true, value: design };
}

function scenarioOf(flags: Flags, readFile: ReadFile): Answer<Scenario> {
  const id = valueOf(flags, 'scenario');
  const path = valueOf(flags, 'file');
  const all = scenarios.map((scenario) => scenario.id).join(', ');
  if (id !== undefined && path !== undefined) {
    return refused('--scenario and --file both name a scenario; give one of them.');
  }
  if (path !== undefined) return scenarioInFile(path, readFile);
  if (id === undefined) return refused(`--scenario or --file is missing; scenarios are ${all}.`);
  const scenario = scenarioById(id);
  if (scenario === undefined) return refused(`There is no scenario “${id}”; there are ${all}.`);
  return { ok: true, value: scenario };
}

function scenarioInFile(path: string, readFile: ReadFile): Answer<Scenario> {
  const text = textOf(path, readFile);
  if (!text.ok) return text;
  let json: unknown;
  try {
    json = JSON.parse(text.value);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused(`${path} is no JSON: ${reason}`);
  }
  const parsed = parseScenario(json);
  return parsed.ok ? parsed : refused(`${path}: ${parsed.error}.`);
}

function debugOf(flags: Flags): Answer<DebugSetting> {
  const text = valueOf(flags, 'debug') ?? 'vm';
  const setting = debugSettings.find((one) => one === text);
  if (setting !== undefined) return { ok: true, value: setting };
  return refused(`There is no debug setting “${text}”; there are ${debugSettings.join(' and ')}.`);
}

function overlayOf(flags: Flags, readFile: ReadFile): Answer<ListingSource | undefined> {
  const path = valueOf(flags, 'listing');
  if (path === undefined) return { ok: true, value: undefined };
  const text = textOf(path, readFile);
  return text.ok ? { ok: true, value: { file: path, text: text.value } } : text;
}

function textOf(path: string, readFile: ReadFile): Answer<string> {
  try {
    return { ok: true, value: readFile(path) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refused(`${path} cannot be read: ${reason}`);
  }
}

function refused(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
