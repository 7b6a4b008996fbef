import { describe, expect, it } from 'vitest';
import { designById } from './design.ts';
import { outlineOf } from './outline.ts';
import { scenarioById } from './scenario.ts';
import { leftOut, switchedOn } from './scenario-switch.ts';

const outline = outlineOf(designById('july-2018')?.layers ?? []);

function scenario(id: string) {
  const found = scenarioById(id);
  if (found === undefined) throw new Error(`there is no scenario ${id}`);
  return found;
}

describe('what a scenario switches on', () => {
  it.each([
    ['kara-race', []],
    ['thp-split', ['COMPOUND_PAGES']],
    ['device-page', ['DEVMAP_MANAGED_KEY']],
    ['fork-write', ['COPY_ON_WRITE']],
    ['pagevecs', ['ROTATE_PVECS', 'DEACTIVATE_FILE_PVECS', 'LAZYFREE_PVECS']],
    // The end of a writeback may move a page to the tail.
    ['original-bug', ['ROTATE_PVECS']],
  ])('%s: %j', (id, constants) => {
    expect(switchedOn(scenario(id), outline)).toEqual(constants);
  });

  it('is nothing that the listings do not have', () => {
    expect(switchedOn(scenario('thp-split'), { ...outline, constants: new Set() })).toEqual([]);
  });
});

describe('objects that only some scenarios have', () => {
  it('are left out where no operation comes to them', () => {
    const absent = leftOut(scenario('kara-race'), outline);
    expect([...absent]).toContain('pgmap');
    expect([...absent]).toContain('free_area');
    expect([...absent]).toContain('lru_rotate_pvecs');
    expect([...absent]).not.toContain('tlb_batch');
  });

  it('are there where one does', () => {
    expect([...leftOut(scenario('munlock'), outline)]).not.toContain('pvec_putback');
    expect([...leftOut(scenario('thp-split'), outline)]).not.toContain('free_area');
  });
});
