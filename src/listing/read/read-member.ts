/** Lines below a struct: fields, names of bits, ghosts. */
import { countOf } from './read-expression.ts';
import { typeNameOf } from './read-head.ts';
import { child, children, type LineReading, part, textValue } from './reading.ts';
import type { BitsDeclaration, FieldDeclaration, StructDeclaration } from '../syntax.ts';

export type MemberLine =
  | { readonly kind: 'field'; readonly field: FieldDeclaration }
  | { readonly kind: 'bits'; readonly bits: BitsDeclaration }
  | { readonly kind: 'ghost'; readonly ghost: StructDeclaration['ghosts'][number] };

/** The declaration of a line that follows the grammar's rule StructMember. */
export function memberLine(reading: LineReading): MemberLine {
  const node = part(children(reading.root), 0);
  const span = reading.span(node);
  const { why } = reading;
  const name = reading.text(child(node, 'FieldName'));
  const because = why === undefined ? {} : { why };
  switch (node.name) {
    case 'Field': {
      const guards = node.getChild('Text');
      const offset = countOf(reading, child(node, 'Number'));
      const type = typeNameOf(reading, child(node, 'TypeName'));
      const guarded = guards === null ? {} : { guards: textValue(reading, guards) };
      return { kind: 'field', field: { name, offset, type, ...guarded, ...because, span } };
    }
    case 'Bits': {
      const bits = node.getChildren('Bit').map((bit) => ({
        name: reading.text(child(bit, 'BitName')),
        bit: countOf(reading, child(bit, 'Number')),
      }));
      return { kind: 'bits', bits: { field: name, bits, span } };
    }
    case 'GhostField':
      return { kind: 'ghost', ghost: { name, ...because, span } };
    default:
      throw new Error(`${node.name} is no member of a struct`);
  }
}
