/** What `explore` says, for readers in a terminal. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designTitle } from '../kernel/edition.ts';
import type { Exploration } from '../worker/exploration.ts';
import { replayed } from '../worker/property-verdicts.ts';
import { grouped } from './command.ts';
import type { ExploreReport, FoundViolation } from './explore-report.ts';
import { pageLines } from './page-report.ts';
import { stepTable } from './step-table.ts';

/** The whole report, a line end after the last line. */
export function exploreText(
  compiled: CompiledScenario,
  report: ExploreReport,
  exploration: Exploration,
  isSymmetryAsked: boolean,
): string {
  const lines = [
    `${compiled.scenario.title} under ${designTitle(compiled)}, debug checks: ${compiled.debug}`,
    verdictLine(report),
    countLine(report),
    ...(isSymmetryAsked && !report.symmetry
      ? ['No two CPUs are alike, so that symmetry changes nothing.']
      : []),
    '',
    ...report.violations.flatMap(violationLines),
    ...propertyLines(report),
    ...scheduleLines(compiled, exploration),
    ...endLines('End states', report.endStates),
    ...endLines('Stopped', report.stopped),
    ...endLines('Stuck', report.stuck),
    ...unreachedLines(report),
    ...answerLines(report),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function verdictLine({ complete, interrupted, states, violations }: ExploreReport): string {
  const broken = violations.length;
  const memory = interrupted === 'memory' ? ' for want of memory' : '';
  if (interrupted === 'first') {
    return `Broken, and this is the shortest way; searched no further than ${grouped(states)} states.`;
  }
  const all = complete
    ? `searched all ${grouped(states)} states`
    : `stopped at ${grouped(states)} states${memory}, this is not a proof`;
  if (broken === 0)
    return complete ? `Nothing is broken: ${all}.` : `Nothing found so far: ${all}.`;
  return `${broken} ${broken === 1 ? 'property is' : 'properties are'} broken; ${all}.`;
}

function countLine(report: ExploreReport): string {
  const { engine, symmetry, states, transitions, seconds, rate, bytes } = report;
  return [
    `${grouped(states)} states`,
    `${grouped(transitions)} transitions`,
    `${seconds.toFixed(2)} s`,
    ...(rate === null ? [] : [`${grouped(rate)} states/s`]),
    `${grouped(Math.ceil(bytes / 1024))} KiB, ${(bytes / states).toFixed(1)} bytes per state`,
    `engine ${engine}${symmetry ? ', symmetry on' : ''}`,
  ].join(', ');
}

function violationLines(violation: FoundViolation): readonly string[] {
  const { property, length, switches, message, link, calmest, criticalPair, odds } = violation;
  const lines = [
    `${property} breaks in ${length} steps, ${plural(switches, 'switch', 'switches')}: ${message}`,
  ];
  lines.push(`  ${link}`);
  if (calmest !== null && calmest.switches < switches) {
    const steps = calmest.length === length ? 'as many steps' : `${calmest.length} steps`;
    lines.push(`  fewest switches: ${calmest.switches}, in ${steps}`);
  }
  if (criticalPair !== null) {
    const { first, second, sentence } = criticalPair;
    lines.push(`  critical pair: step ${first} before step ${second}. ${sentence}`);
  }
  if (odds !== null) lines.push(`  ${oddsText(odds)}`);
  return lines;
}

/** `215,326 of 1,416,110 schedules break it (15%); a scheduler that picks evenly: 1 run in 487,980.` */
function oddsText({
  schedules,
  breaking,
  likelihood,
}: NonNullable<FoundViolation['odds']>): string {
  const share = percent(Number((BigInt(breaking) * 1_000_000n) / BigInt(schedules)) / 10_000);
  const counts = `${groupedText(breaking)} of ${groupedText(schedules)} schedules break it (${share})`;
  return `${counts}; a scheduler that picks evenly: ${chance(likelihood)}`;
}

function percent(share: number): string {
  if (share > 0 && share < 0.01) return 'under 0.01%';
  return `${share >= 10 ? Math.round(share) : Number(share.toPrecision(2))}%`;
}

function chance(likelihood: number): string {
  if (likelihood === 0) return 'never';
  const runs = 1 / likelihood;
  if (runs < 1.005) return 'every run';
  return runs < 10 ? `1 run in ${runs.toFixed(1)}` : `1 run in ${groupedText(runs.toFixed(0))}`;
}

const groupedText = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ',');

const plural = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;

function propertyLines({ verdicts }: ExploreReport): readonly string[] {
  const named = (verdict: string): string =>
    verdicts
      .filter((one) => one.verdict === verdict)
      .map(({ property }) => property)
      .join(', ');
  const [holding, unknown] = [named('holds'), named('unknown')];
  return [
    '',
    ...(holding === '' ? [] : [`Holds: ${holding}`]),
    ...(unknown === '' ? [] : [`Not broken as far as the search came: ${unknown}`]),
  ];
}

function scheduleLines(compiled: CompiledScenario, { verdicts }: Exploration): readonly string[] {
  const first = verdicts
    .filter(({ shortest }) => shortest !== undefined)
    .toSorted((a, b) => (a.shortest?.schedule.length ?? 0) - (b.shortest?.schedule.length ?? 0))[0];
  if (first?.shortest === undefined) return [];
  const run = replayed(compiled, first.shortest.schedule);
  return ['', `The shortest schedule that breaks ${first.id}:`, '', ...stepTable(run)];
}

function endLines(title: string, states: ExploreReport['endStates']): readonly string[] {
  return states.flatMap((state, index) => [
    ...(index === 0 ? ['', `${title} (${states.length}):`] : []),
    ...(state.message === undefined ? [''] : ['', `  ${state.message}`]),
    ...pageLines(state.pages),
  ]);
}

function unreachedLines({ unreached }: ExploreReport): readonly string[] {
  if (unreached === null || unreached.length === 0) return [];
  const byFunction = new Map<string, number[]>();
  for (const { file, function: name, line } of unreached) {
    const key = `${file} ${name}`;
    byFunction.set(key, [...(byFunction.get(key) ?? []), line]);
  }
  const places = [...byFunction].map(([name, lines]) => `  ${name}: ${lines.join(' ')}`);
  return ['', `Lines that no schedule reaches (${unreached.length}):`, '', ...places];
}

function answerLines({ can, complete }: ExploreReport): readonly string[] {
  if (can === undefined) return [];
  const { query, states, of, schedule, link } = can;
  if (schedule === null) {
    const all = complete
      ? `no reachable state of ${grouped(of)}`
      : `none of the ${grouped(of)} states searched`;
    return ['', `${query}: ${all}`];
  }
  const where =
    schedule.length === 0 ? 'the first state is one' : `the nearest after ${schedule.length} steps`;
  return [
    '',
    `${query}: ${grouped(states)} of ${grouped(of)} states, ${where}`,
    ...(link === null ? [] : [`  ${link}`]),
  ];
}
