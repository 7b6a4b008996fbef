import { describe, expect, it } from 'vitest';
import type { CompiledScenario } from '../compiled-scenario.ts';
import { compiledFor, momentAtEnd, momentOf } from '../pictured-moment.ts';
import type { Moment } from '../violation.ts';
import { noDeadlock } from './no-deadlock.ts';

/** Every reachable state in which nobody can go on. */
const stuckMoments = (compiled: CompiledScenario): readonly Moment[] => {
  const { machine } = compiled;
  const first = machine.start().state;
  const seen = new Set([first.join()]);
  const open = [first];
  const stuck: Moment[] = [];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const outcome = machine.outcome(state);
    if (outcome.kind === 'stuck') stuck.push({ compiled, state, effects: [], outcome });
    for (const move of machine.moves(state)) {
      const next = machine.step(state, move).state;
      if (seen.has(next.join())) continue;
      seen.add(next.join());
      open.push(next);
    }
  }
  return stuck;
};

describe('no-deadlock', () => {
  it('breaks when everybody waits, and says for what and for whom', () => {
    const overlay = `
operation get_page(page)
    lock node.lru_lock
    lock node.lru_lock
`;
    const moment = momentAtEnd(compiledFor({ overlay, design: 'v4.18', scenario: 'kara-race' }));
    expect(moment.outcome.kind).toBe('stuck');
    const [violation] = noDeadlock.check(moment);
    expect(violation?.message).toMatch(/^nobody can go on: CPU0 waits for .*lru_lock, which/);
    expect(violation?.witnesses).toContainEqual({ kind: 'line', actor: 0 });
  });

  it('breaks when an interrupt waits for what its own CPU holds', () => {
    const compiled = compiledFor({ scenario: 'completion-interrupt' });
    const messages = stuckMoments(compiled).flatMap((moment) => noDeadlock.check(moment));
    expect(messages[0]?.message).toMatch(
      /^nobody can go on: CPU0 stands still for the interrupt on CPU0; the interrupt on CPU0 waits for .*pinned_dma_lock, which CPU0 holds/,
    );
    const without = compiledFor({ scenario: 'completion-interrupt', design: 'v4.18' });
    expect(stuckMoments(without)).toEqual([]);
  });

  it('holds while somebody can go on, and at rest', () => {
    const compiled = compiledFor();
    expect(noDeadlock.check(momentOf(compiled, 'node.lru_lock: held by cpu0'))).toEqual([]);
    expect(noDeadlock.check(momentAtEnd(compiled))).toEqual([]);
  });
});
