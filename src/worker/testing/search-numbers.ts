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
import { type Design, designs } from '../../kernel/design.ts';
import { outlineOf } from '../../kernel/outline.ts';
import { cornerScenarios, type Scenario, scenarios } from '../../kernel/scenario.ts';
import { namesBelow } from '../../kernel/scenario-switch.ts';
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
 * Of every other design the scenarios that come to something it replaces or adds, with VM_BUG_ON. All
 * others run what they run under its base, and give the same numbers.
 */
export function differingRows(): readonly Row[] {
  const others = designs
    .filter((design) => !designsHeldInFull.includes(design))
    .map((design) => ({
      design,
      outline: outlineOf(design.layers),
      own: outlineOf(design.layers.slice(-1)),
    }));
  return [...scenarios, ...cornerScenarios].flatMap((scenario) =>
    others
      .filter(({ outline, own }) => {
        const names = [...namesBelow(namesRun(scenario), outline)];
        return names.some((name) => own.functions.has(name) || own.constants.has(name));
      })
      .map(({ design }): Row => ({ scenario, design, debug: 'vm' })),
  );
}

/** What is called from outside: by the scripts, at their end, and by the properties. */
function namesRun({ pages, before, race, cpus, interrupts }: Scenario): readonly string[] {
  const uses = [
    ...before,
    ...[...cpus, ...(race?.cpus ?? [])].flatMap(({ operations }) => operations),
    ...interrupts,
  ].map(({ operation }) => (operation === 'pin' ? 'slow_pin' : operation));
  const pins = pages.some(({ pins: count }) => count > 0) ? ['slow_pin'] : [];
  return [...uses, ...pins, 'lru_add_drain', 'says_pinned', 'pin_count'];
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
