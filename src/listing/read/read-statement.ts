/**
 * Statements of a line. What begins a block comes back as an opener, to which the block is given
 * once its lines are read.
 */
import type { SyntaxNode } from '@lezer/common';
import { countOf, expressionNodesOf, expressionOf, nameOf } from './read-expression.ts';
import { child, children, type LineReading, part } from './reading.ts';
import { simpleStatement, statementShape } from './statement-shape.ts';
import type { DebugLevel, Expression, Span, Statement } from '../syntax.ts';

/** A line of a function as read. */
type StatementLine =
  | { readonly kind: 'whole'; readonly statement: Statement }
  /** Needs the block below it. */
  | {
      readonly kind: 'opener';
      readonly word: 'repeat' | 'loop' | 'for';
      readonly span: Span;
      readonly withBody: (body: readonly Statement[]) => Statement;
    }
  | { readonly kind: 'if'; readonly branch: ConditionalBranch }
  | { readonly kind: 'else if'; readonly branch: ConditionalBranch }
  | { readonly kind: 'else'; readonly branch: Branch };

/** A line that begins a branch. */
export interface Branch {
  /** The statement after the colon; absent when a block follows. */
  readonly then?: Statement;
  readonly span: Span;
  readonly why?: string;
  readonly debug?: DebugLevel;
}

export interface ConditionalBranch extends Branch {
  readonly condition: Expression;
}

/** The statement of a line that follows the grammar's rule Statement. */
export function statementLine(reading: LineReading): StatementLine {
  const parts = children(reading.root);
  const first = part(parts, 0);
  const node = part(parts, -1);
  if (node.name === 'Else') {
    const inner = node.getChild('If');
    const base = { span: reading.span(node, headEnd(inner ?? node)), ...whyOf(reading) };
    return inner === null
      ? { kind: 'else', branch: { ...base, ...thenOf(reading, node) } }
      : { kind: 'else if', branch: conditional(reading, inner, base) };
  }
  const base = {
    span: reading.span(first, headEnd(node)),
    ...whyOf(reading),
    ...(first.name === 'Debug' ? { debug: debugLevel(first) } : {}),
  };
  switch (node.name) {
    case 'If':
      return { kind: 'if', branch: conditional(reading, node, base) };
    case 'Repeat':
      return opener('repeat', base.span, (body) => ({ ...base, kind: 'repeat', body }));
    case 'Loop': {
      const limit = countOf(reading, child(node, 'Number'));
      return opener('loop', base.span, (body) => ({ ...base, kind: 'loop', limit, body }));
    }
    case 'For':
      return forLine(reading, node, base);
    default:
      return { kind: 'whole', statement: { ...base, ...statementShape(reading, node) } };
  }
}

type Base = Pick<Branch, 'span' | 'why' | 'debug'>;

function opener(
  word: 'repeat' | 'loop' | 'for',
  span: Span,
  withBody: (body: readonly Statement[]) => Statement,
): StatementLine {
  return { kind: 'opener', word, span, withBody };
}

function whyOf(reading: LineReading): { readonly why?: string } {
  const { why } = reading;
  return why === undefined ? {} : { why };
}

function debugLevel(node: SyntaxNode): DebugLevel {
  return node.getChild('list') === null ? 'vm' : 'list';
}

/** The end of a line's own part: without what stands after the colon. */
function headEnd(node: SyntaxNode): number {
  const then = node.getChild('Then');
  if (then === null) return node.to;
  return then.prevSibling === null ? then.from : then.prevSibling.to;
}

function conditional(reading: LineReading, node: SyntaxNode, base: Base): ConditionalBranch {
  const condition = expressionOf(reading, part(expressionNodesOf(node), 0));
  return { ...base, condition, ...thenOf(reading, node) };
}

function thenOf(reading: LineReading, node: SyntaxNode): { readonly then?: Statement } {
  const then = node.getChild('Then');
  return then === null ? {} : { then: afterColon(reading, then) };
}

/** What may stand behind a condition's colon touches nothing: the condition is the line's step. */
const quietKinds: ReadonlySet<Statement['kind']> = new Set([
  'assign',
  'update',
  'return',
  'break',
  'again',
]);

function afterColon(reading: LineReading, then: SyntaxNode): Statement {
  const node = part(children(then), -1);
  const statement = simpleStatement(reading, node);
  const isMemory =
    (statement.kind === 'assign' || statement.kind === 'update') &&
    statement.target.kind !== 'name';
  if (!quietKinds.has(statement.kind) || isMemory) {
    reading.report(
      node,
      'after the colon stands what is no step of its own: return, break, again or a local',
      'write it on a line of its own below, indented by 4 more',
    );
  }
  return statement;
}

function forLine(reading: LineReading, node: SyntaxNode, base: Base): StatementLine {
  const variable = nameOf(reading, child(node, 'NewName'));
  const bounds = children(node).slice(3);
  const range = expressionNodesOf(node);
  const from = expressionOf(reading, part(range, 0));
  const to = expressionOf(reading, part(range, 1));
  const limit = countOf(reading, part(bounds, -1));
  return opener('for', base.span, (body) => ({
    ...base,
    kind: 'for',
    variable,
    from,
    to,
    limit,
    body,
  }));
}
