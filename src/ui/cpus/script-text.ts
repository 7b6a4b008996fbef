/** What a CPU is there for, from its script. */
import type { Scenario } from '../../kernel/scenario.ts';

/** `, anybody, calls get_page and put_page.`, to be read after the name of the CPU. */
export function scriptText(cpu: Scenario['cpus'][number] | undefined): string {
  if (cpu === undefined) return '';
  const calls = cpu.operations
    .map(({ operation }) => operation)
    .filter((name, at, all) => name !== all[at - 1]);
  const last = calls.at(-1);
  if (last === undefined) return `, ${cpu.role}, calls nothing.`;
  const before = calls.slice(0, -1).join(', ');
  return `, ${cpu.role}, calls ${before === '' ? last : `${before} and ${last}`}.`;
}
