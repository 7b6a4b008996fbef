/** Which operations are steps, and which belong to the step before. */
import type { Quiet, Touch } from '../../listing/program.ts';

const quietKinds: ReadonlySet<string> = new Set<Quiet['kind']>([
  'set',
  'branch',
  'jump',
  'bug',
  'warn',
  'bound',
  'ghost',
  'ghost-load',
  'interrupts',
  'enter',
  'leave',
]);

/** Neither a touch nor the end. */
export function isQuiet(op: Touch | Quiet): op is Exclude<Quiet, { kind: 'end' }> {
  return quietKinds.has(op.kind);
}

/** A ghost that belongs to the touch that follows: an actor rests before it. */
export function isUntil(op: Touch | Quiet): boolean {
  return op.kind === 'ghost' && op.until;
}
