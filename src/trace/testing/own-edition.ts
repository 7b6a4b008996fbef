/** Editions as users make them: built-in scenarios with fields changed, listings laid over a design. */
import * as fc from 'fast-check';
import type { Edition } from '../../kernel/edition.ts';
import { parseScenario, type Scenario, scenarios } from '../../kernel/scenario.ts';
import { keeperFile, plainReferences } from './keeper.ts';

/** A scenario that is built in nowhere. */
export const keeperScenario: Scenario = parsed(keeperFile);

function parsed(file: unknown): Scenario {
  const scenario = parseScenario(file);
  if (!scenario.ok) throw new Error(scenario.error);
  return scenario.value;
}

const names = fc.constantFrom('own', 'kara-race', 'a-2nd-try', 'x'.repeat(40));
const titles = fc.oneof(
  fc.constantFrom('Mine', 'Größe – 中文 😀 “quoted”', '<b>&amp;</b>\\', '\ud83d half'),
  fc.string({ minLength: 1, maxLength: 80 }),
);

/** A built-in scenario with some of its fields changed; most of them can run. */
export const anyOwnScenario: fc.Arbitrary<Scenario> = fc
  .record({
    from: fc.constantFrom(...scenarios),
    id: names,
    title: titles,
    summary: fc.constantFrom('', 'What happens if nobody lets go?'),
    more: fc.nat(5),
    pfn: fc.nat(0xffff),
    drop: fc.nat(20),
    repeat: fc.nat(20),
    raceSteps: fc.array(fc.constantFrom('cpu0', 'cpu0:1'), { maxLength: 3 }),
  })
  .map(({ from, id, title, summary, more, pfn, drop, repeat, raceSteps }) => {
    const cpus = from.cpus.map((cpu, index) => ({
      ...cpu,
      role: index === 0 ? cpu.role : `cpu${index}`,
      operations: cpu.operations.flatMap((use, at) =>
        at + index === drop ? [] : at + index === repeat ? [use, use] : [use],
      ),
    }));
    const pages = from.pages.map((page, index) => ({
      ...page,
      pfn: page.pfn + pfn * 64,
      refcount: index === 0 ? page.refcount + more : page.refcount,
    }));
    const operations = [{ operation: 'find_get_page', page: 'P' }];
    const race = { cpus: [{ role: 'cpu0', operations }], schedule: raceSteps };
    const raced = raceSteps.length === 0 ? {} : { race };
    return { ...from, id, title, summary, ...raced, cpus, pages };
  });

/** A scenario, a listing, or both; never neither. */
export const anyEdition: fc.Arbitrary<Edition> = fc.oneof(
  anyOwnScenario.map((scenario) => ({ scenario })),
  fc.constant({ overlay: plainReferences }),
  anyOwnScenario.map((scenario) => ({ scenario, overlay: plainReferences })),
);
