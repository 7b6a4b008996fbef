/** What becomes of the race before the start when a page or a CPU of a draft goes or is renamed. */
import type { Scenario, ScenarioOperation, ScenarioRace } from '../../kernel/scenario.ts';

/** With its operations changed; undefined leaves one out. Spread into a draft. */
export function withRaceUses(
  { race }: Pick<Scenario, 'race'>,
  change: (use: ScenarioOperation) => ScenarioOperation | undefined,
): Pick<Scenario, 'race'> {
  if (race === undefined) return {};
  const cpus = race.cpus.map((cpu) => ({
    ...cpu,
    operations: cpu.operations.flatMap((use) => change(use) ?? []),
  }));
  return { race: { ...race, cpus } };
}

/** Without a CPU and its steps; the numbers behind it are one less. Undefined: nobody is left. */
export function raceWithoutCpu(race: ScenarioRace, gone: number): ScenarioRace | undefined {
  const cpus = race.cpus.toSpliced(gone, 1);
  if (cpus.length === 0) return undefined;
  const was = devicesOf(race.cpus);
  const now = devicesOf(cpus);
  const renamed = (id: string): string | undefined => {
    const cpu = was.get(id) ?? Number(id.slice('cpu'.length));
    if (cpu === gone) return undefined;
    const left = cpu > gone ? cpu - 1 : cpu;
    if (!was.has(id)) return `cpu${left}`;
    return [...now].find(([, of]) => of === left)?.[0];
  };
  const schedule = race.schedule.flatMap((word) => {
    const [id = '', ...choice] = word.split(':');
    const name = renamed(id);
    return name === undefined ? [] : [[name, ...choice].join(':')];
  });
  return { cpus, schedule };
}

/** The CPU of each device, by the device's name. */
function devicesOf(cpus: ScenarioRace['cpus']): ReadonlyMap<string, number> {
  const drivers = cpus.flatMap(({ operations }, cpu) =>
    operations.some(({ operation }) => operation === 'device_write') ? [cpu] : [],
  );
  const isOnly = drivers.length === 1;
  return new Map(drivers.map((cpu) => [isOnly ? 'device' : `device${cpu}`, cpu]));
}
