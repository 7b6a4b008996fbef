/**
 * What can only be judged when the whole code is there, calls written out: that a `repeat` carries
 * nothing from round to round and always has a step, and that ghost lines belong to the steps they
 * say they do.
 */
import { alike, split } from '../folding.ts';
import { definition, successors } from './flow.ts';
import type { Instruction, Op, Repeat } from './instruction.ts';
import { TOUCHES, isTouch } from './instruction.ts';
import { Liveness } from './liveness.ts';
import { refuse } from '../refusal.ts';

/** Refuses code that breaks one of the rules. `names`: of registers, for messages. */
export function checkFlow(
  instructions: readonly Instruction[],
  repeats: readonly Repeat[],
  names: readonly string[],
): void {
  if (repeats.length > 0) {
    const liveness = new Liveness(instructions, names.length);
    for (const loop of repeats) checkRepeat(instructions, loop, names, liveness);
  }
  instructions.forEach(({ op }, index) => {
    if (op.kind === 'ghost') checkGhost(instructions, index, op);
  });
}

/**
 * Whether code begins with a touch on every way through it, so that it is a step to what stands
 * before it. If so, gives the ghost lines that belong to its last steps; else undefined.
 */
export function stepTail(instructions: readonly Instruction[]): readonly Instruction[] | undefined {
  const head = [0, ...quietReach(instructions, 0, true)].map((index) => instructions[index]);
  const begins = head.every((first) => first?.local === false && LEADS_ON.has(first.op.kind));
  if (!begins) return undefined;
  return instructions.filter(({ op }, index) => {
    if (op.kind !== 'ghost' || op.until) return false;
    return quietReach(instructions, index, false).some(
      (after) => instructions[after]?.op.kind === 'end',
    );
  });
}

/** What may stand between a line and the step that follows it. */
const LEADS_ON: ReadonlySet<string> = new Set([
  ...TOUCHES,
  'set',
  'branch',
  'jump',
  'enter',
  'leave',
  'nothing',
]);

function checkRepeat(
  instructions: readonly Instruction[],
  { owner, span, first, end }: Repeat,
  names: readonly string[],
  liveness: Liveness,
): void {
  for (let i = first; i < end; i++) {
    const op = instructions[i]?.op;
    const set = op === undefined ? undefined : definition(op);
    if (set === undefined || !liveness.isLiveBefore(first, set)) continue;
    const name = names[set] === '' ? 'a local' : (names[set] ?? 'a local');
    refuse(
      owner,
      span,
      `${name} keeps its value from one round of this repeat to the next`,
      'a round starts afresh: assign it before it is read, or use "loop at most N", which counts its rounds',
    );
  }
  for (const index of quietReach(instructions, first, true)) {
    if (index !== first) continue;
    refuse(
      owner,
      span,
      'a round of this repeat can pass without a step',
      'nobody else could ever go on: put a line into it that touches shared memory, or a pause',
    );
  }
}

/**
 * Indices reached from `from` without a touch, those of touches included. `from` itself only when
 * code leads back to it.
 */
function quietReach(
  instructions: readonly Instruction[],
  from: number,
  inclusive: boolean,
): readonly number[] {
  const reached = new Set<number>();
  const open = inclusive ? [from] : [...next(instructions, from)];
  const started = new Set<number>();
  while (open.length > 0) {
    const index = open.pop();
    if (index === undefined || started.has(index)) continue;
    started.add(index);
    if (!inclusive || index !== from) reached.add(index);
    const op = instructions[index]?.op;
    if (op === undefined || isTouch(op)) continue;
    for (const successor of successors(op, index)) {
      if (successor === from) reached.add(from);
      open.push(successor);
    }
  }
  return [...reached].sort((one, other) => one - other);
}

function next(instructions: readonly Instruction[], index: number): readonly number[] {
  const op = instructions[index]?.op;
  return op === undefined ? [] : successors(op, index);
}

type Ghost = Extract<Op, { kind: 'ghost' }>;

function checkGhost(instructions: readonly Instruction[], index: number, op: Ghost): void {
  const here = instructions[index];
  if (here === undefined) return;
  for (const after of quietReach(instructions, index, false)) {
    const other = instructions[after];
    if (other === undefined) continue;
    // Between a change from a step on and one until the next step lies a moment at rest.
    const moment = !op.until && other.op.kind === 'ghost' && other.op.until;
    if (!moment && other.op.kind === 'ghost' && sameGhost(op, other.op)) {
      refuse(
        other.owner,
        other.span,
        `${op.field} changes twice with no step between`,
        `the other change is ${whereText(here, other)}: nobody could see it. Put a step between, or make it one change`,
      );
    }
  }
  if (op.until) checkUntil(instructions, index, here);
}

/** Whether two changes may be of one ghost: unless their objects surely differ, they are. */
function sameGhost(one: Ghost, other: Ghost): boolean {
  if (one.field !== other.field) return false;
  const [a, b] = [split(one.object), split(other.object)];
  if (a.base.kind === 'const' && b.base.kind === 'const') return alike(one.object, other.object);
  return !(alike(a.base, b.base) && a.distance !== b.distance);
}

function checkUntil(instructions: readonly Instruction[], index: number, here: Instruction): void {
  for (const after of quietReach(instructions, index, false)) {
    const other = instructions[after];
    if (other === undefined) continue;
    const { op, local } = other;
    if (op.kind === 'end' || op.kind === 'bound') {
      refuse(
        here.owner,
        here.span,
        'no step follows this "ghost until" line',
        'it lasts until the step that follows it: write it directly before that line',
      );
    }
    const quiet = op.kind === 'bug' || op.kind === 'warn' || op.kind === 'interrupts';
    const late = op.kind === 'ghost' && !op.until;
    if (!quiet && !late && !local) continue;
    refuse(
      here.owner,
      here.span,
      '"ghost until" is not directly followed by a step',
      `another line stands between, ${whereText(other, here)}: write it before`,
    );
  }
}

/** Where an instruction stands, seen from another. */
function whereText({ owner, span }: Instruction, from: Instruction): string {
  return owner.file === from.owner.file ? `on line ${span.line}` : `at ${owner.file}:${span.line}`;
}
