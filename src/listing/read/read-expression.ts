/** Expressions of a line: the parser's tree as the types of syntax.ts. */
import type { SyntaxNode } from '@lezer/common';
import { binaryOperators, isComparison } from '../operators.ts';
import { child, children, type LineReading, part } from './reading.ts';
import type { Expression, Name } from '../syntax.ts';

const largestWord = 0xffff_ffff_ffff_ffffn;
const largestCount = 0x7fff_ffff;

/** Names of the grammar's nodes that are expressions. */
const expressionNodes: ReadonlySet<string> = new Set([
  'Name',
  'Number',
  'Member',
  'Index',
  'Call',
  'Container',
  'Group',
  'Address',
  'Negative',
  'Complement',
  'Not',
  'Binary',
  'CompareExchange',
  'TestAndSet',
  'TestAndClear',
  'Trylock',
  'Choose',
]);

/** The children of `node` that are expressions. */
export function expressionNodesOf(node: SyntaxNode): readonly SyntaxNode[] {
  return children(node).filter((inner) => expressionNodes.has(inner.name));
}

/** The `index`-th expression below `node`. */
export function operandOf(reading: LineReading, node: SyntaxNode, index = 0): Expression {
  return expressionOf(reading, part(expressionNodesOf(node), index));
}

/** The expression at `node`; what is wrong with it in itself is reported. */
export function expressionOf(reading: LineReading, node: SyntaxNode): Expression {
  const span = reading.span(node);
  switch (node.name) {
    case 'Name':
    case 'BitName':
      return nameOf(reading, node);
    case 'Number':
      return { kind: 'number', value: wordValue(reading, node), span };
    case 'Group':
      return operandOf(reading, node);
    case 'Member': {
      const field = reading.text(child(node, 'FieldName'));
      return { kind: 'member', of: operandOf(reading, node), field, span };
    }
    case 'Index':
      return { kind: 'index', of: operandOf(reading, node), at: operandOf(reading, node, 1), span };
    case 'Address':
      return { kind: 'address', of: placeOf(reading, node), span };
    case 'Negative':
      return { kind: 'unary', operator: '-', of: operandOf(reading, node), span };
    case 'Complement':
      return { kind: 'unary', operator: '~', of: operandOf(reading, node), span };
    case 'Not':
      return { kind: 'unary', operator: 'not', of: operandOf(reading, node), span };
    case 'Binary':
      return binaryOf(reading, node);
    case 'Call': {
      const args = expressionNodesOf(child(node, 'Arguments'));
      return {
        kind: 'call',
        callee: nameOf(reading, child(node, 'Name')),
        args: args.map((argument) => expressionOf(reading, argument)),
        span,
      };
    }
    case 'Container':
      return containerOf(reading, node);
    case 'CompareExchange':
      return {
        kind: 'cmpxchg',
        target: placeOf(reading, node),
        expected: operandOf(reading, node, 1),
        desired: operandOf(reading, node, 2),
        span,
      };
    case 'TestAndSet':
    case 'TestAndClear': {
      const target = placeOf(reading, child(node, 'BitPlace'));
      return { kind: 'test-and', value: node.name === 'TestAndSet' ? 1 : 0, target, span };
    }
    case 'Trylock':
      return { kind: 'trylock', target: placeOf(reading, node), span };
    case 'Choose':
      return chooseOf(reading, node);
    default:
      throw new Error(`${node.name} is no expression`);
  }
}

/** The first expression below `node`, which must be something that can be changed. */
export function placeOf(reading: LineReading, node: SyntaxNode): Expression {
  const place = part(expressionNodesOf(node), 0);
  const target = expressionOf(reading, place);
  if (place.name === 'Group') {
    const inner = reading.text(place).replace(/^\(\s*|\s*\)$/g, '');
    reading.report(place, 'no parentheses around a place in memory', `write ${inner}`);
  } else if (target.kind !== 'name' && target.kind !== 'member' && target.kind !== 'index') {
    reading.report(
      place,
      `${reading.text(place)} is a value, not a place in memory`,
      'name a local or a field: left, page.flags, pvec.pages[i]',
    );
  }
  return target;
}

export function nameOf(reading: LineReading, node: SyntaxNode): Name {
  return { kind: 'name', name: reading.text(node), span: reading.span(node) };
}

/** A number that counts something: a bound, an offset, a bit, a length. */
export function countOf(reading: LineReading, node: SyntaxNode): number {
  const count = Number(reading.text(node));
  if (count <= largestCount) return count;
  reading.report(node, `${reading.text(node)} is too large here`, `at most ${largestCount}`);
  return largestCount;
}

function wordValue(reading: LineReading, node: SyntaxNode): bigint {
  const value = BigInt(reading.text(node));
  if (value <= largestWord) return value;
  reading.report(
    node,
    `${reading.text(node)} does not fit into a word of 64 bits`,
    'the largest is 0xffffffffffffffff',
  );
  return value & largestWord;
}

function binaryOf(reading: LineReading, node: SyntaxNode): Expression {
  const parts = children(node);
  const left = part(parts, 0);
  const sign = part(parts, 1);
  const written = reading.text(sign);
  const operator = binaryOperators.find((one) => one === written);
  if (operator === undefined) throw new Error(`${written} is no operator`);
  if (isComparison(operator) && left.name === 'Binary') {
    const inner = reading.text(part(children(left), 1));
    if (isComparison(inner)) {
      reading.report(
        sign,
        `comparisons do not chain: "${inner}" gives 0 or 1, and "${operator}" would compare that`,
        'write two comparisons joined by "and"',
      );
    }
  }
  return {
    kind: 'binary',
    operator,
    left: expressionOf(reading, left),
    right: expressionOf(reading, part(parts, 2)),
    span: reading.span(node),
  };
}

function containerOf(reading: LineReading, node: SyntaxNode): Expression {
  const member = operandOf(reading, node, 1);
  if (member.kind !== 'member') {
    reading.report(
      part(expressionNodesOf(node), 1),
      'the second part of container is a field of a struct',
      'write the struct and the field: container(entry, page.lru)',
    );
  }
  return { kind: 'container', of: operandOf(reading, node), member, span: reading.span(node) };
}

function chooseOf(reading: LineReading, node: SyntaxNode): Expression {
  const [low = 0, high = 0] = node.getChildren('Number').map((number) => countOf(reading, number));
  if (low > high) {
    reading.report(
      node,
      `there is nothing to choose from ${low} to ${high}`,
      'the smaller number comes first',
    );
  }
  return { kind: 'choose', low, high, span: reading.span(node) };
}
