/** What contradicts itself in a scenario whose parts are each well formed. */

import type { Scenario, ScenarioCpu, ScenarioInterrupt, ScenarioOperation } from './scenario.ts';
import { type ScenarioPage, pageProblem, pagevecSize } from './scenario-page.ts';

/** What is wrong between the parts of a scenario; undefined: nothing. */
export function scenarioProblem(scenario: Scenario): string | undefined {
  return (
    pagesProblem(scenario.pages, scenario.cpus.length) ??
    operationsProblem(scenario) ??
    raceProblem(scenario)
  );
}

function pagesProblem(pages: readonly ScenarioPage[], cpus: number): string | undefined {
  for (const [index, page] of pages.entries()) {
    const where = `pages[${index}] (${page.name})`;
    const own = pageProblem(page) ?? blockProblem(pages, index);
    if (own !== undefined) return `${where} ${own}`;
    const earlier = pages.slice(0, index);
    if (earlier.some((other) => other.name === page.name)) {
      return `${where} has the same name as an earlier page`;
    }
    const samePfn = earlier.find((other) => other.pfn === page.pfn);
    if (samePfn !== undefined) {
      return `${where} has the same pfn 0x${page.pfn.toString(16)} as ${samePfn.name}`;
    }
    const samePlace = earlier.find(
      (other) =>
        page.position !== undefined && other.list === page.list && other.position === page.position,
    );
    if (samePlace !== undefined) {
      return `${where} has the same position ${page.position} on ${page.list} as ${samePlace.name}`;
    }
    const otherDevice = earlier.find((other) => (other.device ?? page.device) !== page.device);
    if (page.device !== undefined && otherDevice !== undefined) {
      return `${where} is ${page.device} memory of a device, but ${otherDevice.name} is ${otherDevice.device}; one device is modelled`;
    }
    if (page.pagevec !== undefined && page.pagevec.cpu >= cpus) {
      return `${where} waits in the pagevec of cpu${page.pagevec.cpu}, but there ${cpusText(cpus)}`;
    }
    const queued = earlier.filter(({ pagevec }) => pagevec?.cpu === page.pagevec?.cpu).length;
    if (page.pagevec !== undefined && queued + 1 >= pagevecSize) {
      return `${where} is page ${queued + 1} in the pagevec of cpu${page.pagevec.cpu}; the one that takes the last of its ${pagevecSize} slots empties it, so at most ${pagevecSize - 1} wait there`;
    }
  }
  return undefined;
}

/** What is wrong with a huge page and its parts; a head without all of them, a part without a head. */
function blockProblem(pages: readonly ScenarioPage[], index: number): string | undefined {
  const page = pages[index];
  if (page?.compound === undefined) return undefined;
  if ('head' in page.compound) {
    const { head } = page.compound;
    const first = pages.findIndex(({ name }) => name === head);
    const of = pages[first]?.compound;
    if (of === undefined || 'head' in of) return `is a tail of ${head}, which is no huge page`;
    const place = index - first;
    return place >= 1 && place <= 3
      ? undefined
      : `is a tail of ${head}, but not one of the three pages that follow it in the file`;
  }
  const block = pages.slice(index + 1, index + 4);
  const isWhole =
    block.length === 3 &&
    block.every(({ compound, pfn }, i) => {
      const isPart = compound !== undefined && 'head' in compound && compound.head === page.name;
      return isPart && pfn === page.pfn + i + 1;
    });
  if (!isWhole) {
    return `is the first page of a huge page: three more have to follow it in the file, with the next pfns and {"compound": {"head": "${page.name}"}}`;
  }
  const mapped = block.reduce((count, { mapcount }) => count + mapcount, page.mapcount);
  return page.refcount < mapped
    ? `has refcount ${page.refcount}, lower than the ${mapped} entries that map the pages of the block`
    : undefined;
}

function operationsProblem(scenario: Scenario): string | undefined {
  const { pages, before, race, cpus, interrupts } = scenario;
  const uses: [string, { readonly page?: string; readonly cpu?: number }][] = [
    ...before.map((use, i): [string, ScenarioOperation] => [`before[${i}]`, use]),
    ...cpuUses('race.cpus', race?.cpus ?? []),
    ...cpuUses('cpus', cpus),
    ...interrupts.map((use, i): [string, ScenarioInterrupt] => [`interrupts[${i}]`, use]),
  ];
  const names = pages.map((page) => page.name);
  for (const [where, use] of uses) {
    if (use.page !== undefined && !names.includes(use.page)) {
      return `${where}.page names ${use.page}, but the pages are ${names.join(', ')}`;
    }
    if (use.cpu !== undefined && use.cpu >= cpus.length) {
      return `${where}.cpu is ${use.cpu}, but there ${cpusText(cpus.length)}`;
    }
  }
  const twice = interrupts.find((use, i) =>
    interrupts.some((other, j) => j < i && other.cpu === use.cpu),
  );
  return twice === undefined
    ? undefined
    : `interrupts has two for cpu${twice.cpu}; one per CPU is modelled`;
}

function cpuUses(
  where: string,
  cpus: readonly ScenarioCpu[],
): readonly [string, ScenarioOperation][] {
  return cpus.flatMap((cpu, c) =>
    cpu.operations.map((use, i): [string, ScenarioOperation] => [
      `${where}[${c}].operations[${i}]`,
      use,
    ]),
  );
}

/** A race on CPUs that the scenario does not have, or a schedule of CPUs that the race does not have. */
function raceProblem({ race, cpus }: Scenario): string | undefined {
  if (race === undefined) return undefined;
  if (race.cpus.length > cpus.length) {
    return `race.cpus has ${race.cpus.length} CPUs, but there ${cpusText(cpus.length)}`;
  }
  const index = race.schedule.findIndex((word) => {
    const [, number] = /^cpu(\d?)/.exec(word) ?? [];
    return number !== undefined && (number === '' || Number(number) >= race.cpus.length);
  });
  const word = race.schedule[index]?.replace(/:.*/, '');
  return word === undefined
    ? undefined
    : `race.schedule[${index}] names ${word}, but in the race there ${cpusText(race.cpus.length)}`;
}

function cpusText(count: number): string {
  return count === 1 ? 'is only cpu0' : `are only cpu0 … cpu${count - 1}`;
}
