import { describe, expect, it } from 'vitest';
import { designById } from './design.ts';
import { outlineOf } from './outline.ts';
import { parseScenario, scenarioById } from './scenario.ts';
import { scriptOf } from './script.ts';

const outline = outlineOf(designById('july-2018')?.layers ?? []);

const scriptText = (id: string): string => {
  const scenario = scenarioById(id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  const script = scriptOf(scenario, outline);
  if (!script.ok) throw new Error(script.error.map((problem) => problem.message).join());
  return script.value.layer.sources.map((source) => source.text).join();
};

describe('the script of a scenario', () => {
  it('is a function per actor with a line per operation', () => {
    expect(scriptText('kara-race')).toBe(`source "the scenario kara-race"

# What cpu0 does
fn pinner_on_cpu0()
    if slow_pin(pte_P) == 0: return
    device_write(P)
    unpin(P)

# What cpu1 does
fn anybody_on_cpu1()
    get_page(P)
    put_page(P)

# What the device of cpu0 does
fn device_of_cpu0()
    nic()
`);
  });

  it('ends where a look-up finds nothing, and gives it the slot of the page cache', () => {
    expect(scriptText('lockless-lookup')).toContain(`
fn reader_on_cpu1()
    if find_get_page(slot_P) == 0: return
    put_page(P)
`);
  });

  it('gives nothing to an operation that takes nothing', () => {
    expect(scriptText('pin-in-pagevec')).toContain('\n    lru_add_drain()\n');
  });

  it('takes pin for slow_pin, and lets an interrupt run what is put on it', () => {
    const scenario = parseScenario({
      id: 'own',
      title: 'Own',
      pages: [{ name: 'P', pfn: 1, flags: [], refcount: 2, mapcount: 1 }],
      cpus: [{ role: '2nd, "odd" one', operations: [{ operation: 'pin', page: 'P' }] }],
      interrupts: [{ cpu: 0, operation: 'end_io', page: 'P' }],
    });
    if (!scenario.ok) throw new Error(scenario.error);
    const script = scriptOf(scenario.value, outline);
    if (!script.ok) throw new Error('bad test');
    expect(script.value.actors.map(({ id, kind, cpu, run }) => [id, kind, cpu, run])).toEqual([
      ['cpu0', 'cpu', 0, 'script_2nd_odd_one_on_cpu0'],
      ['irq0', 'interrupt', 0, 'interrupt_on_cpu0'],
    ]);
    expect(script.value.layer.sources[0]?.text).toContain('\n    slow_pin(pte_P)\n');
    expect(script.value.layer.sources[0]?.text).toContain('\n    end_io(P)\n');
  });
});

describe('the outline of the listings', () => {
  it('knows what each operation is called with and whether it gives something', () => {
    const of = (name: string) => outline.operations.get(name);
    expect(of('slow_pin')).toMatchObject({ subject: 'pte', gives: true, kind: 'operation' });
    expect(of('unpin')).toMatchObject({ subject: 'page', gives: false });
    expect(of('find_get_page')).toMatchObject({ subject: 'slot', gives: true });
    expect(of('lru_add_drain')).toMatchObject({ subject: 'none', gives: false });
    expect(of('end_io')).toMatchObject({ kind: 'interrupt' });
    expect(of('list_add')).toBeUndefined();
    expect(outline.device).toBe('nic');
  });
});
