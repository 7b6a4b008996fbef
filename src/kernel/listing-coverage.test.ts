import { describe, expect, it } from 'vitest';
import { compileScenario } from './compile-scenario.ts';
import { designs } from './design.ts';
import { compiledLines, programLines, reachedLines } from './listing-coverage.ts';
import { cornerScenarios, scenarios } from './scenario.ts';

/** Lines that no scenario reaches, and why. */
const unreachable: readonly { readonly line: RegExp; readonly why: string }[] = [
  { line: /list.step:\d+ warn "/, why: 'no design here links a page whose list is broken' },
  {
    line: /swap.step:\d+ unlock node.lru_lock irqrestore$/,
    why: 'no batch here has memory of a device behind a page that is freed',
  },
  { line: /page_alloc.step:\d+ bad_page\(tail\)$/, why: 'nobody spoils a tail page here' },
  {
    line: /2018\/page-flags.step:\d+ (at = pin_words_of\(page\)|return .*at\.|if page\.compound_head)/,
    why: 'a property asks a state; no actor runs it',
  },
  {
    line: /v[56].*mm.step:\d+ (head = pin_head_of|third = subpage|first = subpage|if head\.flags|if page\.compound|count = head\._refcount|return (count|page|NO_PIN|third\.|first\.))/,
    why: 'a property asks a state; no actor runs it',
  },
  {
    line: / = (vm_normal_page|pte_page|maps_page|subpage|pte_behind)\(/,
    why: 'it only computes, so no effect tells of it',
  },
];

describe('the lines of the listings', () => {
  it('are all reached by some scenario, but for these', { timeout: 300_000 }, () => {
    const lines = new Set<string>();
    const reached = new Set<string>();
    const isNew = (line: string): boolean =>
      !reached.has(line) && !unreachable.some((row) => row.line.test(line));
    for (const design of designs) {
      for (const scenario of [...scenarios, ...cornerScenarios]) {
        const compiled = compileScenario({ design, scenario, debug: 'vm,list' });
        if (!compiled.ok) throw new Error(compiled.error.map(({ message }) => message).join());
        const { program } = compiled.value;
        for (const line of programLines(program)) lines.add(line);
        // Its states are visited only for a line that is still to be reached.
        if (!compiledLines(program).some(isNew)) continue;
        for (const line of reachedLines(compiled.value)) reached.add(line);
      }
    }
    expect(lines.size).toBeGreaterThan(150);
    const missed = [...lines].filter((line) => !reached.has(line));
    expect(missed.filter((line) => !unreachable.some((row) => row.line.test(line)))).toEqual([]);
    expect(unreachable.filter((row) => !missed.some((line) => row.line.test(line)))).toEqual([]);
  });
});
