/**
 * What each CPU of a scenario does, written as a listing: one function per CPU, one line per
 * operation. The page shows it as the outermost frame of the CPU's call stack.
 */

import type { Problem } from '../listing/problem.ts';
import type { DesignLayer } from '../listing/request.ts';
import type { OperationOutline, Outline } from './outline.ts';
import { mappingName } from './placement.ts';
import { constantsOf, switchedOn } from './scenario-switch.ts';
import type {
  Scenario,
  ScenarioCpu,
  ScenarioInterrupt,
  ScenarioOperation,
  ScenarioRace,
} from './scenario.ts';

/** The file name of the generated listing. */
export function scriptFile(scenario: Scenario): string {
  return `scenario/${scenario.id}.step`;
}

/** An actor and the generated function that it runs. */
interface ScriptActor {
  readonly id: string;
  readonly kind: 'cpu' | 'device' | 'interrupt';
  readonly cpu: number;
  readonly role: string;
  readonly run: string;
}

export interface Script {
  readonly layer: DesignLayer;
  readonly actors: readonly ScriptActor[];
}

/** The operation by which a CPU starts its device and waits for it. */
const deviceWrite = 'device_write';

/** The name of an operation; `pin` is the slow way in, the one that drivers use. */
function operationName(operation: string): string {
  return operation === 'pin' ? 'slow_pin' : operation;
}

/** The listing of a scenario, or what its operations lack in this design. */
export function scriptOf(
  scenario: Scenario,
  outline: Outline,
):
  | { readonly ok: true; readonly value: Script }
  | { readonly ok: false; readonly error: readonly Problem[] } {
  const writer = new ScriptWriter(scenario, outline);
  writer.cpus(scenario.cpus);
  scenario.interrupts.forEach((interrupt) => writer.interrupt(interrupt));
  return writer.result();
}

/** The listing that makes the start on one CPU, all operations one after the other. */
export function startScriptOf(
  scenario: Scenario,
  outline: Outline,
  operations: readonly ScenarioOperation[],
  cpu: number,
): ReturnType<typeof scriptOf> {
  const writer = new ScriptWriter(scenario, outline);
  writer.cpu('before the start', operations, cpu);
  return writer.result();
}

/** The listing of what races before the start; its actors are called like those of the scenario. */
export function raceScriptOf(
  scenario: Scenario,
  outline: Outline,
  race: ScenarioRace,
): ReturnType<typeof scriptOf> {
  const writer = new ScriptWriter(scenario, outline);
  writer.cpus(race.cpus);
  return writer.result();
}

class ScriptWriter {
  readonly #scenario: Scenario;
  readonly #outline: Outline;
  readonly #lines: string[] = [];
  readonly #problems: Problem[] = [];
  readonly #actors: ScriptActor[] = [];

  constructor(scenario: Scenario, outline: Outline) {
    this.#scenario = scenario;
    this.#outline = outline;
    this.#lines.push(`source "the scenario ${scenario.id}"`);
  }

  /** All CPUs, and the devices that they start. */
  cpus(cpus: readonly ScenarioCpu[]): void {
    cpus.forEach(({ role, operations }, index) => this.cpu(role, operations, index));
    const pinners = cpus.flatMap(({ operations }, index) => {
      const writes = operations.filter((use) => use.operation === deviceWrite).length;
      return writes === 0 ? [] : [{ index, writes }];
    });
    for (const { index, writes } of pinners) this.#device(index, writes, pinners.length === 1);
  }

  cpu(role: string, operations: readonly ScenarioOperation[], cpu: number): void {
    const run = this.#begin(`${nameOf(role)}_on_cpu${cpu}`, `What cpu${cpu} does`);
    operations.forEach((use, i) => {
      const outline = this.#operationOf(use, 'operation');
      const call = outline === undefined ? 'return' : this.#call(outline, use);
      const isLast = i === operations.length - 1;
      this.#line(outline?.gives === true && !isLast ? `if ${call} == 0: return` : call);
    });
    if (operations.length === 0) this.#line('return');
    this.#actors.push({ id: `cpu${cpu}`, kind: 'cpu', cpu, role, run });
  }

  #device(cpu: number, writes: number, isOnly: boolean): void {
    const id = isOnly ? 'device' : `device${cpu}`;
    const { device } = this.#outline;
    if (device === undefined) {
      this.#problem(`no function of this design is a device, but cpu${cpu} waits for one`);
      return;
    }
    const run = this.#begin(`device_of_cpu${cpu}`, `What the device of cpu${cpu} does`);
    for (let i = 0; i < writes; i++) this.#line(`${device}()`);
    const role = isOnly ? 'device' : `device of CPU${cpu}`;
    this.#actors.push({ id, kind: 'device', cpu, role, run });
  }

  interrupt(use: ScenarioInterrupt): void {
    const { cpu } = use;
    const outline = this.#operationOf(use, 'interrupt');
    const run = this.#begin(`interrupt_on_cpu${cpu}`, `What the interrupt on cpu${cpu} does`);
    this.#line(outline === undefined ? 'return' : this.#call(outline, use));
    this.#actors.push({ id: `irq${cpu}`, kind: 'interrupt', cpu, role: use.operation, run });
  }

  result(): ReturnType<typeof scriptOf> {
    if (this.#problems.length > 0) return { ok: false, error: this.#problems };
    const source = { file: scriptFile(this.#scenario), text: `${this.#lines.join('\n')}\n` };
    const constants = constantsOf(switchedOn(this.#scenario, this.#outline));
    return {
      ok: true,
      value: { layer: { id: 'scenario', sources: [...constants, source] }, actors: this.#actors },
    };
  }

  /** Writes the head of a function, named so that no listing has it, and gives its name. */
  #begin(name: string, why: string): string {
    this.#lines.push('', `# ${why}`, `fn ${name}()`);
    return name;
  }

  #operationOf(
    use: ScenarioOperation,
    kind: OperationOutline['kind'],
  ): OperationOutline | undefined {
    const name = operationName(use.operation);
    const outline = this.#outline.operations.get(name);
    const known = [...this.#outline.operations.values()].filter((it) => it.kind === kind);
    const fits = outline !== undefined && (kind === 'interrupt' || outline.kind === kind);
    if (!fits) {
      const names = known.map((it) => it.name).sort((a, b) => (a < b ? -1 : 1));
      this.#problem(`this design has no ${kind} ${name}`, `it has: ${names.join(', ')}`);
      return undefined;
    }
    if (outline.subject !== 'none' && use.page === undefined) {
      this.#problem(`${name} needs a page`);
      return undefined;
    }
    return outline;
  }

  #call(outline: OperationOutline, use: ScenarioOperation): string {
    const page = use.page ?? '';
    const argument = {
      none: '',
      page,
      address_space: mappingName,
      pte: `pte_${page}`,
      slot: `slot_${page}`,
    }[outline.subject];
    return `${outline.name}(${argument})`;
  }

  #line(text: string): void {
    this.#lines.push(`    ${text}`);
  }

  #problem(message: string, hint?: string): void {
    const place = {
      file: scriptFile(this.#scenario),
      line: this.#lines.length,
      column: 1,
      length: 1,
    };
    this.#problems.push(hint === undefined ? { ...place, message } : { ...place, message, hint });
  }
}

/** A role as a part of a name: `second pinner` becomes `second_pinner`. */
function nameOf(role: string): string {
  const words = role.toLowerCase().match(/[a-z0-9]+/g) ?? ['script'];
  return words.join('_').replace(/^(?=\d)/, 'script_');
}
