import { describe, expect, test } from 'vitest';
import { atDepth, historyOf, withMove } from './history.ts';
import { lanes } from './lanes.ts';
import { Replay } from './run.ts';
import { compiledScenario, scheduled } from './testing/scheduled.ts';
import { lastWriter, wordHistory } from './word-history.ts';

const compiled = compiledScenario('kara-race');
const run = scheduled(compiled, [
  ['cpu1', { through: 'PageDmaPinned: return' }],
  ['cpu0', { through: 'device_write: device.page = page' }],
  ['cpu1', { through: 'list.prev = list' }],
  ['device', 'end'],
]);
const history = historyOf(run.steps.map((step) => step.move));
const shown = lanes(run, 10, 'P', history);
const stepOf = (violation: string): number =>
  shown.violations.find((one) => one.violation.property === violation)?.step ?? -1;

describe('lanes', () => {
  test('one dot per step, its lane, what it does, and whether it is still to come', () => {
    expect(shown.dots).toHaveLength(run.steps.length);
    expect(shown.dots[0]).toEqual({
      step: 1,
      actor: 1,
      kind: 'read',
      breaks: false,
      future: false,
    });
    expect(shown.dots.filter((dot) => !dot.future)).toHaveLength(10);
    expect(shown.dots.filter((dot) => dot.breaks).map((dot) => dot.step)).toEqual([
      stepOf('pin-seen'),
    ]);
    const locks = shown.dots.filter((dot) => dot.kind === 'lock' && dot.actor === 1);
    expect(locks).toHaveLength(1);
  });

  test('the claim ends before the truth: says-pinned stops where denied begins', () => {
    const bar = (kind: string) => shown.bars.filter((one) => one.kind === kind);
    const broken = stepOf('pin-seen');
    const [says] = bar('says-pinned');
    const [outstanding] = bar('outstanding');
    expect(bar('denied')).toEqual([
      { kind: 'denied', page: 'P', from: broken, to: run.steps.length },
    ]);
    expect(says?.to).toBe(broken - 1);
    expect(outstanding?.to).toBe(run.steps.length);
    expect(outstanding?.from).toBe((says?.from ?? 0) + 1);
    const [device] = bar('device');
    expect(device?.from).toBeGreaterThan(outstanding?.from ?? 0);
    expect(device?.to).toBe(run.steps.length - 1);
  });

  test('a call is bracketed from its first own step to its last', () => {
    const span = shown.spans.find((one) => one.fn === 'get_page' && one.actor === 1);
    expect(span).toEqual({ actor: 1, fn: 'get_page', from: 1, to: 5, depth: 0 });
    for (const one of shown.spans) {
      expect(one.to).toBeGreaterThanOrEqual(one.from);
      expect(run.steps[one.from - 1]?.actor).toBe(one.actor);
      expect(run.steps[one.to - 1]?.actor).toBe(one.actor);
    }
  });

  test('another future stays, drawn from where it leaves', () => {
    const other = withMove(atDepth(history, 3), { actor: 0 });
    const branch = lanes(new Replay(compiled).run(other), 4, 'P', other).branches;
    expect(branch).toHaveLength(1);
    expect(branch[0]).toMatchObject({ from: 3, node: 4 });
    expect(branch[0]?.moves).toHaveLength(run.steps.length - 3);
  });
});

describe('word history', () => {
  test('every write to the two words, who did it and what it says', () => {
    const rows = wordHistory(run, run.steps.length, 'P').map(({ word8, word16, label, actor }) => [
      actor,
      word8.toString(16).padStart(16, '0'),
      word16.toString(16).padStart(16, '0'),
      label,
    ]);
    expect(rows).toEqual([
      [undefined, 'ffffea0000140088', 'ffffea0000140048', 'on inactive_file'],
      [0, 'dead000000000100', 'ffffea0000140048', 'list_del'],
      [0, 'dead000000000100', 'dead000000000200', 'list_del'],
      [0, 'dead000000000100', 'dead000000000001', 'count = 1'],
      [0, '0000000000000002', 'dead000000000001', 'flags = 2'],
      [1, '0000000000000002', 'dead000000000000', 'count = 0, no lock'],
      [1, 'ffffea0000140008', 'dead000000000000', 'INIT_LIST_HEAD'],
      [1, 'ffffea0000140008', 'ffffea0000140008', 'INIT_LIST_HEAD'],
    ]);
  });

  test('the last writer of each word, undefined where nobody has written since the start', () => {
    expect(lastWriter(run, 3, 'P', 8)).toBeUndefined();
    const broken = stepOf('pin-seen');
    expect(lastWriter(run, broken, 'P', 8)).toMatchObject({ step: broken, fn: 'INIT_LIST_HEAD' });
    expect(lastWriter(run, broken, 'P', 16)).toMatchObject({
      actor: 1,
      label: 'count = 0, no lock',
    });
  });
});
