/**
 * What happens between two touches: locals, branches, ghosts, checks. Nobody else can see it happen,
 * so it belongs to a step.
 */
import type { Quiet } from '../listing/program.ts';
import { valueOf } from './evaluate.ts';
import type { Run } from './run.ts';

/** Does the operation at index `at`; gives the index of the next one. */
export type QuietAction = (run: Run, at: number) => number;

type QuietOf<K extends Quiet['kind']> = Extract<Quiet, { kind: K }>;

/** Prepares a quiet operation. `end` is the program's matter: an actor that gets there rests. */
export function quietAction(op: Exclude<Quiet, { kind: 'end' }>): QuietAction {
  switch (op.kind) {
    case 'set':
      return set(op);
    case 'branch':
      return branch(op);
    case 'jump':
      return () => op.to;
    case 'bug':
      return bug(op);
    case 'warn':
      return warn(op);
    case 'bound':
      return bound(op);
    case 'ghost':
      return ghost(op);
    case 'ghost-load':
      return ghostLoad(op);
    case 'interrupts':
      return interrupts(op);
    case 'enter':
      return enter(op);
    case 'leave':
      return leave(op);
  }
}

function set(op: QuietOf<'set'>): QuietAction {
  const value = valueOf(op.value);
  return (run, at) => {
    run.setLocal(op.to, value(run.view, run.slots));
    return at + 1;
  };
}

function branch(op: QuietOf<'branch'>): QuietAction {
  const test = valueOf(op.test);
  return (run) => (test(run.view, run.slots) === 0n ? op.otherwise : op.then);
}

function bug(op: QuietOf<'bug'>): QuietAction {
  const test = valueOf(op.test);
  return (run, at) => {
    if (test(run.view, run.slots) === 0n) return at + 1;
    run.effects.push({ actor: run.actor, operation: at, kind: 'bug', text: op.text });
    run.stop('bug');
    return at;
  };
}

function warn(op: QuietOf<'warn'>): QuietAction {
  const test = valueOf(op.test);
  return (run, at) => {
    if (test(run.view, run.slots) !== 0n) {
      run.effects.push({ actor: run.actor, operation: at, kind: 'warn', text: op.text });
    }
    return at + 1;
  };
}

function bound(op: QuietOf<'bound'>): QuietAction {
  return (run, at) => {
    run.effects.push({ actor: run.actor, operation: at, kind: 'bound', text: op.text });
    run.stop('bound');
    return at;
  };
}

function ghost(op: QuietOf<'ghost'>): QuietAction {
  const { field, operator } = op;
  const objectOf = valueOf(op.object);
  const value = valueOf(op.value);
  return (run, at) => {
    const object = objectOf(run.view, run.slots);
    const offset = run.layout.ghostOffset(object, field);
    if (offset < 0) {
      run.fault('store', object, field);
      return at;
    }
    const old = run.view.getBigUint64(offset, true);
    const by = value(run.view, run.slots);
    const result = operator === '=' ? by : operator === '+' ? old + by : old - by;
    run.view.setBigUint64(offset, result, true);
    run.effects.push({
      actor: run.actor,
      operation: at,
      kind: 'ghost',
      object,
      field,
      old,
      value: BigInt.asUintN(64, result),
    });
    return at + 1;
  };
}

function ghostLoad(op: QuietOf<'ghost-load'>): QuietAction {
  const objectOf = valueOf(op.object);
  return (run, at) => {
    const object = objectOf(run.view, run.slots);
    const offset = run.layout.ghostOffset(object, op.field);
    if (offset < 0) {
      run.fault('load', object, op.field);
      return at;
    }
    run.setLocal(op.to, run.view.getBigUint64(offset, true));
    return at + 1;
  };
}

function interrupts(op: QuietOf<'interrupts'>): QuietAction {
  return (run, at) => {
    const depth = run.depth();
    run.setDepth(op.change === 'off' ? depth + 1 : op.change === 'on' ? 0 : Math.max(depth - 1, 0));
    return at + 1;
  };
}

function enter(op: QuietOf<'enter'>): QuietAction {
  const args = op.args.map(valueOf);
  return (run, at) => {
    const values = args.map((arg) => arg(run.view, run.slots));
    run.effects.push({ actor: run.actor, operation: at, kind: 'enter', fn: op.fn, args: values });
    return at + 1;
  };
}

function leave(op: QuietOf<'leave'>): QuietAction {
  const { fn } = op;
  if (op.result === undefined) {
    return (run, at) => {
      run.effects.push({ actor: run.actor, operation: at, kind: 'leave', fn });
      return at + 1;
    };
  }
  const result = valueOf(op.result);
  return (run, at) => {
    const value = result(run.view, run.slots);
    run.effects.push({ actor: run.actor, operation: at, kind: 'leave', fn, result: value });
    return at + 1;
  };
}
