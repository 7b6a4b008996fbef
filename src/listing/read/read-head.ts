/** Lines at the first column: headers, constants, and the heads of structs and functions. */
import type { SyntaxNode } from '@lezer/common';
import { countOf, expressionNodesOf, expressionOf } from './read-expression.ts';
import { simpleStatement } from './statement-shape.ts';
import { child, children, type LineReading, part, textValue } from './reading.ts';
import type {
  ConstantDeclaration,
  DesignHeader,
  FunctionDeclaration,
  ObjectDeclaration,
  Parameter,
  Span,
  TypeName,
} from '../syntax.ts';

/** A line at the first column as read. */
export type HeadLine =
  | { readonly kind: 'design'; readonly header: DesignHeader }
  | { readonly kind: 'base'; readonly id: string; readonly span: Span }
  | { readonly kind: 'source'; readonly text: string }
  | { readonly kind: 'constant'; readonly constant: ConstantDeclaration }
  | { readonly kind: 'object'; readonly object: ObjectDeclaration }
  | { readonly kind: 'struct'; readonly name: string; readonly size?: number; readonly span: Span }
  | { readonly kind: 'function'; readonly fn: FunctionDeclaration };

/** The declaration of a line that follows the grammar's rule Head. */
export function headLine(reading: LineReading): HeadLine {
  const node = part(children(reading.root), 0);
  const span = reading.span(node);
  switch (node.name) {
    case 'Design': {
      const title = node.getChild('Text');
      const header: DesignHeader = {
        id: reading.text(child(node, 'DesignId')),
        ...(title === null ? {} : { title: textValue(reading, title) }),
        ...fromOf(reading, node),
        span,
      };
      return { kind: 'design', header };
    }
    case 'Base':
      return { kind: 'base', id: reading.text(child(node, 'DesignId')), span };
    case 'Source':
      return { kind: 'source', text: textValue(reading, child(node, 'Text')) };
    case 'Constant': {
      const name = reading.text(child(node, 'NewName'));
      const value = expressionOf(reading, part(expressionNodesOf(node), 0));
      return { kind: 'constant', constant: { name, value, span } };
    }
    case 'Struct': {
      const size = node.getChild('Number');
      return {
        kind: 'struct',
        name: reading.text(child(node, 'TypeWord')),
        ...(size === null ? {} : { size: countOf(reading, size) }),
        span,
      };
    }
    case 'Object': {
      const name = child(node, 'NewName');
      const { why } = reading;
      const object: ObjectDeclaration = {
        name: reading.text(name),
        struct: reading.text(child(node, 'TypeWord')),
        perCpu: node.getChild('percpu') !== null,
        ...(why === undefined ? {} : { why }),
        span: reading.span(name),
      };
      return { kind: 'object', object };
    }
    case 'Function':
      return { kind: 'function', fn: functionOf(reading, node) };
    default:
      throw new Error(`${node.name} is no head`);
  }
}

/** A function with the body of its own line, if it has one. */
function functionOf(reading: LineReading, node: SyntaxNode): FunctionDeclaration {
  const oneLine = node.getChild('OneLine');
  const result = node.getChild('Result');
  const { why } = reading;
  return {
    kind: functionKind(part(children(node), 0).name),
    name: reading.text(child(node, 'FunctionName')),
    parameters: parametersOf(reading, child(node, 'Parameters')),
    ...(result === null ? {} : { result: typeNameOf(reading, child(result, 'TypeName')) }),
    ...fromOf(reading, node),
    ...(why === undefined ? {} : { why }),
    ...(oneLine === null ? { body: [], oneLine: false } : oneLineBody(reading, oneLine)),
    span: reading.span(node, oneLine?.prevSibling?.prevSibling?.to ?? node.to),
  };
}

function oneLineBody(
  reading: LineReading,
  oneLine: SyntaxNode,
): Pick<FunctionDeclaration, 'expression' | 'body' | 'oneLine'> {
  const expression = expressionNodesOf(oneLine).at(0);
  if (expression !== undefined) {
    return { expression: expressionOf(reading, expression), body: [], oneLine: true };
  }
  const statement = simpleStatement(reading, part(children(oneLine), 0));
  const { why } = reading;
  return { body: [why === undefined ? statement : { ...statement, why }], oneLine: true };
}

/** The parameters that could be read, also of a head that is broken elsewhere. */
export function parametersOf(reading: LineReading, node: SyntaxNode): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (const parameter of node.getChildren('Parameter')) {
    const name = parameter.getChild('NewName');
    const type = parameter.getChild('TypeName');
    const isWhole = type !== null && type.getChild('TypeWord') !== null;
    if (name === null) continue;
    const base = { name: reading.text(name), span: reading.span(parameter) };
    parameters.push(isWhole ? { ...base, type: typeNameOf(reading, type) } : base);
  }
  return parameters;
}

/** `u64`, `*page[15]`. */
export function typeNameOf(reading: LineReading, node: SyntaxNode): TypeName {
  const length = node.getChild('Number');
  return {
    name: reading.text(child(node, 'TypeWord')),
    pointer: node.getChild('Star') !== null,
    ...(length === null ? {} : { length: countOf(reading, length) }),
    span: reading.span(node),
  };
}

export function functionKind(word: string): FunctionDeclaration['kind'] {
  return word === 'operation' || word === 'interrupt' || word === 'device' ? word : 'fn';
}

function fromOf(reading: LineReading, node: SyntaxNode): { readonly from?: string } {
  const from = node.getChild('From');
  return from === null ? {} : { from: textValue(reading, child(from, 'Text')) };
}
