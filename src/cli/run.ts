/** `run`: the operations of a scenario one after another, and every page after each. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { parseArguments } from './arguments.ts';
import { answered, type CommandResult, jsonText, type ReadFile, refusedInput } from './command.ts';
import { pageLines, type PageState, pageStates } from './page-report.ts';
import { requested } from './request.ts';
import { type OperationEnd, runOperations } from './run-operations.ts';

const usage =
  'run --design D (--file F | --scenario S) [--debug none|vm|vm,list] [--listing FILE] [--json]';

interface RunEntry {
  readonly kind: OperationEnd['kind'];
  /** `cpu0`, `irq0`; null for start and epilogue. */
  readonly actor: string | null;
  readonly operation: string | null;
  readonly page: string | null;
  /** The place that has to change before it goes on; null where it does not wait. */
  readonly waitsFor: string | null;
  /** Signed, as a C function would return it; a pointer as the page's name; null without a result. */
  readonly result: number | string | null;
  readonly ran: boolean;
  readonly steps: number;
  readonly violations: readonly { readonly property: string; readonly message: string }[];
  readonly pages: readonly PageState[];
}

export interface RunReport {
  readonly design: string;
  readonly scenario: string;
  readonly debug: string;
  readonly entries: readonly RunEntry[];
  /** Why it could not go on, or null. */
  readonly problem: string | null;
}

/** Exit 1 when a property was broken on the way or it could not be run to the end. */
export function run(words: readonly string[], readFile: ReadFile): CommandResult {
  const flags = parseArguments(words, {
    values: ['design', 'scenario', 'file', 'debug', 'listing'],
    switches: ['json'],
  });
  if (!flags.ok) return refusedInput(`${flags.error}\nusage: ${usage}`);
  const request = requested(flags.value, readFile);
  if (!request.ok) return refusedInput(request.error);
  const report = runReport(request.value.compiled);
  const isBroken = report.entries.some((entry) => entry.violations.length > 0);
  const exit = isBroken || report.problem !== null ? 1 : 0;
  return answered(flags.value.has('json') ? jsonText(report) : runText(report), exit);
}

/** What `run --json` prints. */
export function runReport(compiled: CompiledScenario): RunReport {
  const { ends, problem } = runOperations(compiled);
  return {
    design: compiled.design.id,
    scenario: compiled.scenario.id,
    debug: compiled.debug,
    entries: ends.map((end) => entryOf(compiled, end)),
    problem: problem ?? null,
  };
}

function entryOf(compiled: CompiledScenario, end: OperationEnd): RunEntry {
  const actor = end.actor === undefined ? undefined : compiled.program.actors[end.actor];
  return {
    kind: end.kind,
    actor: actor?.id ?? null,
    operation: end.operation ?? null,
    page: end.page ?? null,
    waitsFor: end.waitsFor ?? null,
    result: end.result === undefined ? null : resultOf(compiled, end.result),
    ran: end.ran,
    steps: end.steps,
    violations: end.violations,
    pages: pageStates(compiled, end.state),
  };
}

function resultOf(compiled: CompiledScenario, result: bigint): number | string {
  const page = compiled.pages.find((one) => one.address === result);
  return page === undefined ? Number(BigInt.asIntN(64, result)) : page.name;
}

function runText(report: RunReport): string {
  const lines = report.entries.flatMap((entry) => [
    ...(entry.kind === 'start' ? [] : ['']),
    headline(entry),
    ...pageLines(entry.pages),
    ...entry.violations.map((one) => `  ${one.property} is broken: ${one.message}`),
  ]);
  if (report.problem !== null) lines.push('', `It does not go on: ${report.problem}.`);
  return `${lines.join('\n')}\n`;
}

function headline(entry: RunEntry): string {
  if (entry.kind === 'start') return 'start';
  if (entry.kind === 'epilogue') return 'at rest, after lru_add_drain on every CPU';
  const call = `${entry.actor ?? ''}: ${entry.operation ?? ''}(${entry.page ?? ''})`;
  if (!entry.ran) return `${call} did not run: what came before had nothing to go on with`;
  if (entry.kind === 'wait') {
    return `${call} waits for ${entry.waitsFor ?? ''}, ${entry.steps} steps so far`;
  }
  const result = entry.result === null ? '' : ` = ${entry.result}`;
  return `${call}${result}, ${entry.steps} steps`;
}
