/**
 * The outermost function of an actor: its script, or the epilogue after it. Nobody calls it, so it
 * enters without an effect; which of its lines are done is read from what it called.
 */
import type { Code } from '../../listing/program.ts';
import type { Effect } from '../../machine/effect.ts';
import { lineOf, touchOf, type CallFrame, type DoneLine } from '../../trace/call-stack.ts';
import type { Run } from '../../trace/run.ts';
import { valueText } from '../../trace/value-text.ts';

/** The frame of `fn`, the root of the actor's stack at the cursor. */
export function scriptFrame(run: Run, cursor: number, actor: number, fn: number): CallFrame {
  const done = new Map<number, DoneLine>();
  let depth = 0;
  const fold = (effects: readonly Effect[], step: number): void => {
    const touch = touchOf(effects);
    for (const effect of effects) {
      if (effect.actor !== actor) continue;
      if (effect.kind === 'enter') depth += 1;
      else if (effect.kind === 'leave') {
        depth -= 1;
        const line = depth === 0 ? callingLine(run, effect, fn) : undefined;
        if (line === undefined) continue;
        const value =
          effect.result === undefined ? {} : { value: valueText(run.compiled, effect.result) };
        done.set(line, { step, kind: 'call', ...value });
      } else if (depth === 0 && effect === touch) {
        const line = lineOf(run.compiled, effect);
        if (line?.fn === fn) done.set(line.line, { step, kind: 'local' });
      }
    }
  };
  fold(run.start.effects, 0);
  for (const step of run.steps.slice(0, cursor)) {
    if (step.actor === actor) fold(step.effects, step.index);
  }
  return { fn, args: [], entered: 0, done };
}

/** Whether a function is the script of one of the actors, which a scenario makes and no kernel has. */
export function isScript(code: Code | undefined, fn: number): boolean {
  return code?.operations[code.start]?.stack[0]?.fn === fn;
}

function callingLine(run: Run, effect: Effect, fn: number): number | undefined {
  const code = run.compiled.program.actors[effect.actor]?.code;
  const root = code?.operations[effect.operation]?.stack[0];
  return root?.fn === fn ? root.line : undefined;
}
