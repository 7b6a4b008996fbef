/**
 * Test support: the numbers that a whole search gives, in the form in which they are pinned in
 * counts.snapshot.json, and the rows of that table.
 */
import { BreadthFirst } from '../../explorer/breadth-first.ts';
import type { Model } from '../../explorer/model.ts';
import type { Report } from '../../explorer/report.ts';
import { compileScenario } from '../../kernel/compile-scenario.ts';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { type DebugSetting, debugSettings } from '../../kernel/compiled-scenario.ts';
import { type Design, designById, designs } from '../../kernel/design.ts';
import { cornerScenarios, type Scenario, scenarios } from '../../kernel/scenario.ts';
import { problemText } from '../../listing/problem.ts';

/** What a search of one scenario finds. */
export interface Numbers {
  readonly states: number;
  readonly transitions: number;
  readonly rest: number;
  readonly stopped: number;
  readonly stuck: number;
  /** Shortest length by property. */
  readonly broken: Readonly<Record<string, number>>;
}

/** One search: what, under which design, with which asserts. */
export interface Row {
  readonly scenario: Scenario;
  readonly design: Design;
  readonly debug: DebugSetting;
}

/** `kara-race | july-2018 | vm`, as the pinned table calls it. */
export function rowName({ scenario, design, debug }: Row): string {
  return `${scenario.id} | ${design.id} | ${debug}`;
}

/** Designs held in full, whatever a scenario runs of them; of the others only what differs is. */
export const designsHeldInFull: readonly Design[] = designs.filter(
  ({ id }) => id === 'v4.18' || id === 'july-2018',
);

/** Every built-in scenario, those in the corners last, under every design that is held in full. */
export function rowsFor(debugs: readonly DebugSetting[] = debugSettings): readonly Row[] {
  return [...scenarios, ...cornerScenarios].flatMap((scenario) =>
    designsHeldInFull.flatMap((design) => debugs.map((debug) => ({ scenario, design, debug }))),
  );
}

/**
 * Of every other design the scenarios in which something runs that its base does not run, with
 * VM_BUG_ON. Where the programs are the same, so are all numbers.
 */
export function differingRows(): readonly Row[] {
  return [...scenarios, ...cornerScenarios].flatMap((scenario) =>
    designs
      .filter((design) => !designsHeldInFull.includes(design))
      .map((design): Row => ({ scenario, design, debug: 'vm' }))
      .filter((row) => differsFromBase(row)),
  );
}

function differsFromBase(row: Row): boolean {
  const base = designById(row.design.base ?? '');
  return base === undefined || programRun(row) !== programRun({ ...row, design: base });
}

const runPrograms = new Map<string, string>();

/** What the machine runs, as text: without names of files and lines, and without what nothing calls. */
function programRun(row: Row): string {
  const before = runPrograms.get(rowName(row));
  if (before !== undefined) return before;
  const { program } = compiledRow(row);
  const text = JSON.stringify(
    [
      [...program.actors, ...program.probes].map(({ code: { operations, ...code } }) => ({
        ...code,
        // Functions are numbered anew with every one that a design adds.
        operations: operations.map(({ op }) =>
          op.kind === 'enter' || op.kind === 'leave'
            ? { ...op, fn: program.functions[op.fn]?.name }
            : op,
        ),
      })),
      program.objects,
      program.initial,
      program.initialGhosts,
    ],
    (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value),
  );
  runPrograms.set(rowName(row), text);
  return text;
}

/** A row compiled; throws where it does not compile. */
export function compiledRow(row: Row): CompiledScenario {
  const compiled = compileScenario(row);
  if (!compiled.ok) throw new Error(compiled.error.map(problemText).join('\n'));
  return compiled.value;
}

/** A search to its end, or until there are more states than `most`. */
export function searched<M>(model: Model<M>, most = 1_000_000): Report<M> {
  const search = new BreadthFirst(model, { maxStates: most });
  while (search.run(1_000_000));
  return search.report();
}

/** The numbers of a search; states are one more than the limit's where it was cut off. */
export function numbersOf<M>(report: Report<M>): Numbers {
  return {
    states: report.complete ? report.states : report.states + 1,
    transitions: report.transitions,
    rest: report.restStates.length,
    stopped: report.stoppedStates.length,
    stuck: report.stuckStates.length,
    broken: Object.fromEntries(report.violations.map((one) => [one.property, one.length])),
  };
}
