/** Statements that need no block: the parser's tree as the types of syntax.ts. */
import type { SyntaxNode } from '@lezer/common';
import { expressionNodesOf, expressionOf, operandOf, placeOf } from './read-expression.ts';
import { child, children, type LineReading, part, textValue } from './reading.ts';
import type { Expression, Statement, UpdateOperator } from '../syntax.ts';

/** Everything of a statement but what every statement has. */
type StatementShape = Statement extends infer S
  ? S extends Statement
    ? Omit<S, 'span' | 'why' | 'debug'>
    : never
  : never;

/** The statement at `node`: one that needs no block. */
export function simpleStatement(reading: LineReading, node: SyntaxNode): Statement {
  return { span: reading.span(node), ...statementShape(reading, node) };
}

/** What the statement at `node` does, without its place in the file. */
export function statementShape(reading: LineReading, node: SyntaxNode): StatementShape {
  switch (node.name) {
    case 'Assign':
      return assignShape(reading, node);
    case 'Update':
      return { kind: 'update', ...changeOf(reading, node) };
    case 'AtomicUpdate':
      return { kind: 'atomic', ...changeOf(reading, node) };
    case 'Action':
      return { kind: 'expression', value: expressionOf(reading, part(children(node), 0)) };
    case 'SetBit':
    case 'ClearBit': {
      const target = placeOf(reading, child(node, 'BitPlace'));
      return { kind: 'bit', operation: node.name === 'SetBit' ? 'set' : 'clear', target };
    }
    case 'Lock':
      return {
        kind: 'lock',
        target: placeOf(reading, node),
        mode: modeOf(node, ['irq', 'irqsave']),
      };
    case 'Unlock':
      return {
        kind: 'unlock',
        target: placeOf(reading, node),
        mode: modeOf(node, ['irq', 'irqrestore']),
      };
    case 'Interrupts':
      return { kind: 'interrupts', change: modeOf(node, ['off', 'restore', 'on']) || 'on' };
    case 'Wait':
      return { kind: 'wait', condition: operandOf(reading, node) };
    case 'Pause':
      return { kind: 'pause', text: textValue(reading, child(node, 'Text')) };
    case 'Check':
      return checkShape(reading, node, false);
    case 'Ghost':
      return ghostShape(reading, node);
    case 'Return': {
      const value = expressionNodesOf(node).at(0);
      return value === undefined
        ? { kind: 'return' }
        : { kind: 'return', value: expressionOf(reading, value) };
    }
    case 'Break':
      return { kind: 'break' };
    case 'Again':
      return { kind: 'again' };
    default:
      throw new Error(`${node.name} is no statement`);
  }
}

function assignShape(reading: LineReading, node: SyntaxNode): StatementShape {
  const atomic = node.getChild('AtomicUpdate');
  const target = placeOf(reading, node);
  if (atomic === null) return { kind: 'assign', target, value: operandOf(reading, node, 1) };
  const change = changeOf(reading, atomic);
  if (target.kind === 'name') return { kind: 'atomic', result: target, ...change };
  reading.report(
    part(expressionNodesOf(node), 0),
    'the new value of an atomic goes into a local: a store would be a second step',
    'name it, and store it on the next line: left = atomic …',
  );
  return { kind: 'atomic', ...change };
}

function changeOf(
  reading: LineReading,
  node: SyntaxNode,
): {
  readonly target: Expression;
  readonly operator: UpdateOperator;
  readonly value: Expression;
} {
  return {
    target: placeOf(reading, node),
    operator: updateOperator(reading.text(child(node, 'UpdateOperator'))),
    value: operandOf(reading, node, 1),
  };
}

function updateOperator(text: string): UpdateOperator {
  switch (text) {
    case '+=':
    case '-=':
    case '&=':
    case '|=':
    case '^=':
      return text;
    default:
      throw new Error(`${text} changes nothing`);
  }
}

function modeOf<Mode extends string>(node: SyntaxNode, modes: readonly Mode[]): Mode | '' {
  return modes.find((mode) => node.getChild(mode) !== null) ?? '';
}

function checkShape(reading: LineReading, node: SyntaxNode, ghost: boolean): StatementShape {
  const condition = expressionNodesOf(node).at(0);
  const text = node.getChild('Text');
  return {
    kind: 'check',
    severity: node.getChild('bug') === null ? 'warn' : 'bug',
    ghost,
    ...(condition === undefined ? {} : { condition: expressionOf(reading, condition) }),
    ...(text === null ? {} : { text: textValue(reading, text) }),
  };
}

function ghostShape(reading: LineReading, node: SyntaxNode): StatementShape {
  const check = node.getChild('Check');
  if (check !== null) return checkShape(reading, check, true);
  const update = node.getChild('UpdateOperator');
  const operator = update === null ? '=' : reading.text(update);
  const isGhostOperator = operator === '=' || operator === '+=' || operator === '-=';
  if (!isGhostOperator && update !== null) {
    reading.report(update, `a ghost is a count: "${operator}" does not apply`, 'write =, += or -=');
  }
  return {
    kind: 'ghost',
    until: node.getChild('until') !== null,
    target: placeOf(reading, node),
    operator: isGhostOperator ? operator : '=',
    value: operandOf(reading, node, 1),
  };
}
