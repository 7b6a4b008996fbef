import { describe, expect, it } from 'vitest';
import { compiledFor, momentAtEnd, momentOf } from '../pictured-moment.ts';
import { noDeadlock } from './no-deadlock.ts';

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
    expect(violation?.message).toMatch(/^nobody can go on: cpu0 waits for .*lru_lock, which/);
    expect(violation?.witnesses).toContainEqual({ kind: 'line', actor: 0 });
  });

  it('holds while somebody can go on, and at rest', () => {
    const compiled = compiledFor();
    expect(noDeadlock.check(momentOf(compiled, 'node.lru_lock: held by cpu0'))).toEqual([]);
    expect(noDeadlock.check(momentAtEnd(compiled))).toEqual([]);
  });
});
