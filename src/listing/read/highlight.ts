/**
 * Colours of a line of a listing, from the same grammar that reads it.
 *
 * A line is the unit of the grammar, so nothing around it is needed, and equal lines are coloured
 * once. A line that cannot be read is coloured as far as it can.
 */
import type { SyntaxNode } from '@lezer/common';
import type { HighlightSpan, HighlightStyle } from '../program.ts';
import { headForms } from './statement-forms.ts';
import { type LineRule, lineTree, tolerantTree } from './step-parser.ts';

/** Lines remembered; more than any design shows. */
const remembered = 4000;
const cache = new Map<string, readonly HighlightSpan[]>();

/** The coloured pieces of one line, given with or without its indentation and comment. */
export function highlightLine(text: string): readonly HighlightSpan[] {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const spans: HighlightSpan[] = [];
  collect(lineNode(text), text, spans);
  if (cache.size >= remembered) cache.clear();
  cache.set(text, spans);
  return spans;
}

/** The tree by the first rule that the line follows. */
function lineNode(text: string): SyntaxNode {
  const word = /^\w+/.exec(text)?.[0] ?? '';
  const rules: readonly LineRule[] = headForms.has(word)
    ? ['Head', 'Statement', 'StructMember']
    : ['Statement', 'StructMember', 'Head'];
  for (const rule of rules) {
    const tree = lineTree(text, rule);
    if (tree !== undefined) return tree.topNode;
  }
  return tolerantTree(text, rules[0] ?? 'Statement').topNode;
}

function collect(node: SyntaxNode, text: string, spans: HighlightSpan[]): void {
  const style = styleOf(node, text);
  if (style !== undefined && node.to > node.from) {
    spans.push({ from: node.from, to: node.to, style });
    return;
  }
  for (let inner = node.firstChild; inner !== null; inner = inner.nextSibling)
    collect(inner, text, spans);
}

const stylesByNode: ReadonlyMap<string, HighlightStyle> = new Map<string, HighlightStyle>([
  ['Number', 'number'],
  ['Text', 'string'],
  ['Comment', 'comment'],
  ['FunctionName', 'function'],
  ['TypeWord', 'type'],
  ['DesignId', 'name'],
  ['BitName', 'bit'],
  ['Equals', 'operator'],
  ['Star', 'operator'],
  ['UpdateOperator', 'operator'],
  ['Arrow', 'operator'],
  ['Stray', 'stray'],
  ['ghost', 'ghost'],
  ...['(', ')', '[', ']', ',', ':', '.', '..'].map((sign) => [sign, 'punctuation'] as const),
]);

/** The style of a node that is coloured as a whole. */
function styleOf(node: SyntaxNode, text: string): HighlightStyle | undefined {
  const { name } = node;
  const style = stylesByNode.get(name);
  if (style !== undefined) return style;
  switch (name) {
    case 'FieldName':
      return fieldStyle(node);
    case 'NewName':
    case 'Name':
      if (node.parent?.name === 'Call') return 'function';
      return /^[A-Z][A-Z0-9_]+$/.test(text.slice(node.from, node.to)) ? 'constant' : 'name';
    case 'Word':
      return 'name';
    default:
      if (node.type.isError) return node.firstChild === null ? 'stray' : undefined;
      if (/^[a-z]/.test(name)) return 'keyword';
      return /^[A-Z]/.test(name) ? undefined : 'operator';
  }
}

/** A field, the bit that a line sets or clears, or a ghost that it changes. */
function fieldStyle(node: SyntaxNode): HighlightStyle {
  const { parent } = node;
  if (parent?.name === 'GhostField' || parent?.parent?.name === 'Ghost') return 'ghost';
  return parent?.parent?.name === 'BitPlace' ? 'bit' : 'field';
}
