/** Structs: the lines below their heads. */
import { explainMember, isMisplacedHead } from './explain.ts';
import { type BlockContext, passOver } from './read-block.ts';
import type { HeadLine } from './read-head.ts';
import { type MemberLine, memberLine } from './read-member.ts';
import { LineReading } from './reading.ts';
import type { SourceLine } from './source-line.ts';
import { lineTree } from './step-parser.ts';
import type { BitsDeclaration, FieldDeclaration, StructDeclaration } from '../syntax.ts';

/** The struct whose head is `line`. */
export function readStruct(
  context: BlockContext,
  line: SourceLine,
  head: Extract<HeadLine, { kind: 'struct' }>,
): StructDeclaration {
  const before = context.problems.count;
  const fields: FieldDeclaration[] = [];
  const bits: BitsDeclaration[] = [];
  const ghosts: StructDeclaration['ghosts'][number][] = [];
  readMembers(context, line, (member) => {
    if (member.kind === 'field') fields.push(member.field);
    else if (member.kind === 'bits') bits.push(member.bits);
    else ghosts.push(member.ghost);
  });
  const isBroken = context.problems.count > before || context.problems.isFull;
  const { name, size, span } = head;
  const sized = size === undefined ? { name, span } : { name, size, span };
  return { ...sized, fields, bits, ghosts, ...(isBroken ? { broken: true } : {}) };
}

/** Reads the lines below `line`; what is indented below one that cannot be read is passed over. */
export function readMembers(
  context: BlockContext,
  line: SourceLine,
  add: (member: MemberLine) => void,
): void {
  let misplaced = false;
  context.cursor.block(line.indent, line, (inner) => {
    if (isMisplacedHead(inner)) return false;
    context.cursor.take();
    const tree = lineTree(inner.text, 'StructMember');
    if (tree === undefined) {
      misplaced = explainMember(inner, misplaced, context.problems);
      passOver(context, inner.indent);
    } else {
      misplaced = false;
      add(memberLine(new LineReading(inner, tree, context.problems)));
    }
    return true;
  });
}
