import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scenarios } from '../kernel/scenario.ts';
import { actorViews } from './call-stack.ts';
import { replaySchedule, type Run, stateAt } from './run.ts';
import { compiledScenario, pickedSchedule, scheduled } from './testing/scheduled.ts';

const nameOf = (run: Run, fn: number): string =>
  run.compiled.program.functions[fn]?.name ?? `function ${fn}`;

function lineText(run: Run, at: { fn: number; line: number } | undefined): string {
  const fn = at === undefined ? undefined : run.compiled.program.functions[at.fn];
  return fn?.lines.find((one) => one.number === at?.line)?.text ?? '';
}

describe('actor views', () => {
  test('the script is the outermost frame, with the calls inside it', () => {
    const run = scheduled(compiledScenario('kara-race'), [
      ['cpu0', { through: 'atomic head._refcount += 1' }],
    ]);
    const [cpu0, cpu1, device] = actorViews(run, run.steps.length);
    expect(cpu0?.frames.map((frame) => nameOf(run, frame.fn)).slice(0, 5)).toEqual([
      'pinner_on_cpu0',
      'slow_pin',
      '__get_user_pages',
      'follow_page_pte',
      'get_page',
    ]);
    expect(cpu0?.frames[1]?.args).toEqual(['pte_P']);
    expect(cpu0?.locks.map((lock) => [lock.name, lock.sinceStep])).toEqual([['ptl', 1]]);
    expect(lineText(run, cpu0?.lastLine)).toBe('atomic head._refcount += 1');
    expect(cpu1?.lastLine).toBeUndefined();
    expect(cpu1?.status.kind).toBe('ready');
    expect(device?.status.kind).toBe('idle');
    const done = cpu0?.frames[4]?.done;
    expect([...(done?.values() ?? [])].at(-1)).toEqual({
      step: run.steps.length,
      kind: 'A',
      value: '3',
    });
  });

  test('a call that has returned is a done line with its result', () => {
    const run = scheduled(compiledScenario('kara-race'), [['cpu1', 1]]);
    const frame = actorViews(run, 1)[1]?.frames.at(-1);
    const call = [...(frame?.done.values() ?? [])].find((line) => line.kind === 'call');
    expect(call).toEqual({ step: 1, kind: 'call', value: 'P' });
  });

  test('locals are those of the innermost function, pointers by name', () => {
    const run = scheduled(compiledScenario('kara-race'), [['cpu1', 1]]);
    expect(actorViews(run, 1)[1]?.locals).toContainEqual({ name: 'head', value: 'P', frame: 1 });
  });

  test('in every state of 400 random schedules the frames end where the next line is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...scenarios.map((scenario) => scenario.id)),
        fc.array(fc.nat(5), { maxLength: 160 }),
        (scenario, picks) => {
          const compiled = compiledScenario(scenario);
          const { run } = replaySchedule(compiled, pickedSchedule(compiled, picks));
          const cursor = run.steps.length;
          for (const view of actorViews(run, cursor)) {
            const { code } = compiled.program.actors[view.actor] ?? {};
            const at = compiled.machine.at(stateAt(run, cursor), view.actor);
            if (view.next === undefined) continue;
            const stack = code?.operations[at]?.stack.map((frame) => frame.fn);
            expect(view.frames.map((frame) => frame.fn)).toEqual(stack);
          }
        },
      ),
      { seed: 2018, numRuns: 400 },
    );
  }, 60_000);
});
