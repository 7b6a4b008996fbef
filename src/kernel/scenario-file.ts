/** A scenario as the JSON of a scenario file: what `parseScenario` fills in is left out. */

import type { Scenario, ScenarioCpu, ScenarioOperation } from './scenario.ts';
import { isTailPage, isUncounted, type ScenarioPage } from './scenario-page.ts';

/** JSON that `parseScenario` reads as that very scenario; the fields in the order of the docs. */
export function scenarioFile(scenario: Scenario): Readonly<Record<string, unknown>> {
  const { id, title, summary, task, goal, pages, before, race, cpus, interrupts } = scenario;
  return {
    id,
    title,
    ...(summary === '' ? {} : { summary }),
    ...(task === undefined ? {} : { task }),
    ...(goal === undefined ? {} : { goal }),
    pages: pages.map(pageFile),
    ...(before.length === 0 ? {} : { before: before.map(operationFile) }),
    ...(race === undefined
      ? {}
      : { race: { cpus: race.cpus.map(cpuFile), schedule: race.schedule } }),
    cpus: cpus.map(cpuFile),
    ...(interrupts.length === 0 ? {} : { interrupts: interrupts.map(operationFile) }),
  };
}

function pageFile(page: ScenarioPage): Readonly<Record<string, unknown>> {
  const { name, pfn, list, position, pagevec, cache, flags, refcount, mapcount, pte, pins } = page;
  const { compound, device } = page;
  const isOwn = flags.includes('PG_swapbacked') || isTailPage(page) || isUncounted(page);
  // Entries of pages that nobody counts are there only where the file says so.
  const isFilled = pte?.writable === true && !pte.young && !pte.dirty && !isUncounted(page);
  return {
    name,
    pfn: `0x${pfn.toString(16)}`,
    ...(list === undefined ? {} : { list }),
    ...(position === undefined ? {} : { position }),
    ...(pagevec === undefined ? {} : { pagevec: { cpu: pagevec.cpu } }),
    ...(cache === !isOwn ? {} : { cache }),
    flags,
    refcount,
    mapcount,
    ...(pte === undefined || isFilled
      ? {}
      : { pte: { writable: pte.writable, young: pte.young, dirty: pte.dirty } }),
    ...(compound === undefined ? {} : { compound }),
    ...(device === undefined ? {} : { device }),
    ...(pins === 0 ? {} : { pins }),
  };
}

function cpuFile({ role, operations }: ScenarioCpu, index: number): object {
  return {
    ...(role === `cpu${index}` ? {} : { role }),
    operations: operations.map(operationFile),
  };
}

function operationFile({ operation, page, cpu }: ScenarioOperation): ScenarioOperation {
  return {
    operation,
    ...(page === undefined ? {} : { page }),
    ...(cpu === undefined ? {} : { cpu }),
  };
}
