/** Code as text, one operation a line, for tests that say exactly what a listing becomes. */
import type { Code, Expr, Operation, Place } from '../program.ts';

/** `3: s0 = load local+8 list_head.prev`, and behind `|` the slots that are dead at rest. */
export function codeText(code: Code): readonly string[] {
  return code.operations.map((operation, index) => {
    const mark = index === code.epilogue ? 'epilogue ' : '';
    const dead = operation.dead.length === 0 ? '' : ` | dead ${operation.dead.join(' ')}`;
    return `${index}: ${mark}${operationText(operation.op)}${dead}`;
  });
}

function operationText(op: Operation['op']): string {
  const into = 'to' in op && op.kind !== 'jump' && op.to !== undefined ? `s${op.to} = ` : '';
  switch (op.kind) {
    case 'load':
    case 'trylock':
      return `${into}${op.kind} ${placeText(op.place)}`;
    case 'store':
      return `store ${placeText(op.place)} = ${exprText(op.value)}`;
    case 'rmw':
      return `${into}rmw ${placeText(op.place)} ${op.operator} ${exprText(op.value)}`;
    case 'cmpxchg':
      return `${into}cmpxchg ${placeText(op.place)} ${exprText(op.expected)} -> ${exprText(op.desired)}`;
    case 'bit':
      return `${into}${op.value === 1 ? 'set' : 'clear'} ${placeText(op.place)}`;
    case 'lock':
    case 'unlock':
      return `${op.kind} ${placeText(op.place)} ${op.mode}`;
    case 'wait':
      return `${into}wait ${placeText(op.place)} until ${exprText(op.until)}`;
    case 'pause':
      return `pause "${op.text}"`;
    case 'choose':
      return `${into}choose ${op.low}..${op.high}`;
    case 'set':
      return `${into}${exprText(op.value)}`;
    case 'branch':
      return `if ${exprText(op.test)} go ${op.then} else ${op.otherwise}`;
    case 'jump':
      return `go ${op.to}`;
    case 'bug':
    case 'warn':
      return `${op.kind} if ${exprText(op.test)} "${op.text}"`;
    case 'bound':
      return `bound "${op.text}"`;
    case 'ghost':
      return `ghost${op.until ? ' until' : ''} ${exprText(op.object)} ${op.field} ${op.operator} ${exprText(op.value)}`;
    case 'ghost-load':
      return `${into}ghost ${exprText(op.object)} ${op.field}`;
    case 'interrupts':
      return `interrupts ${op.change}`;
    case 'enter':
      return `enter ${op.fn} (${op.args.map(exprText).join(', ')})`;
    case 'leave':
      return `leave ${op.fn}${op.result === undefined ? '' : ` ${exprText(op.result)}`}`;
    case 'end':
      return 'end';
  }
}

function placeText(place: Place): string {
  const index = place.index === undefined ? '' : `+${exprText(place.index)}*${place.stride ?? 1}`;
  const offset = place.offset === 0 ? '' : `+${place.offset}`;
  const bit = place.bit === undefined ? '' : ` bit ${place.bit}`;
  const width = `${place.signed ? 's' : 'u'}${place.width * 8}`;
  return `${place.name} [${exprText(place.base)}${offset}${index} ${width}${bit}]`;
}

export function exprText(expr: Expr): string {
  switch (expr.kind) {
    case 'const':
      return expr.value < 4096n ? String(expr.value) : `0x${expr.value.toString(16)}`;
    case 'local':
      return `s${expr.slot}`;
    case 'not':
      return `not ${exprText(expr.of)}`;
    case 'complement':
      return `~${exprText(expr.of)}`;
    case 'binary':
      return `(${exprText(expr.left)} ${expr.operator}${expr.signed ? 's' : ''} ${exprText(expr.right)})`;
  }
}
