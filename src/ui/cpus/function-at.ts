/** Which function an actor is in, for whoever wants to look at its text. */
import type { CallFrame } from '../../trace/call-stack.ts';
import { actorViews } from '../../trace/call-stack.ts';
import type { Run } from '../../trace/run.ts';

/** Innermost function of an actor at the cursor; undefined where it is in none but its own script. */
export function functionAt(run: Run, cursor: number, actor: number): string | undefined {
  return functionOfFrame(run, actorViews(run, cursor)[actor]?.frames.at(-1));
}

/** The function of a frame; undefined where that is the script of an actor, which no design has. */
export function functionOfFrame(run: Run, frame: CallFrame | undefined): string | undefined {
  const fn = frame === undefined ? undefined : run.compiled.program.functions[frame.fn];
  return fn === undefined || fn.file.startsWith('scenario/') ? undefined : fn.name;
}
