/** Blocks of statements: indentation and the lines of one statement each become one tree. */
import type { Tree } from '@lezer/common';
import { explainStatement, isMisplacedHead } from './explain.ts';
import { deepestBlock, type LineCursor } from './line-cursor.ts';
import { type Branch, type ConditionalBranch, statementLine } from './read-statement.ts';
import { LineReading, type ProblemList } from './reading.ts';
import { indentStep, type SourceLine } from './source-line.ts';
import { lineTree } from './step-parser.ts';
import type { Span, Statement } from '../syntax.ts';

export interface BlockContext {
  readonly cursor: LineCursor;
  readonly problems: ProblemList;
}

/** A line that a block hangs on, and its word for the messages. */
interface BlockOpener {
  readonly line: SourceLine;
  readonly word: string;
  readonly span: Span;
}

/**
 * The statements of the lines indented deeper than `parent`. A line that cannot be read is
 * reported and left out; the lines of its block are taken as if they stood in its place.
 */
export function readBlock(
  context: BlockContext,
  parent: number,
  opener: SourceLine | undefined,
  depth = 0,
): readonly Statement[] {
  const statements: Statement[] = [];
  let misplaced = false;
  context.cursor.block(parent, opener, (line) => {
    if (isMisplacedHead(line)) return false;
    context.cursor.take();
    const tree = lineTree(line.text, 'Statement');
    if (tree === undefined) {
      misplaced = explainStatement(line, misplaced, context.problems);
      statements.push(
        ...readInner(context, line, undefined, depth),
        ...readStrayElse(context, line, depth),
      );
    } else {
      misplaced = false;
      statements.push(...readStatement(context, line, tree, depth));
    }
    return true;
  });
  return statements;
}

/** The statement of `line`, which is already taken, with its block; the block alone of a stray else. */
function readStatement(
  context: BlockContext,
  line: SourceLine,
  tree: Tree,
  depth: number,
): readonly Statement[] {
  const read = statementLine(new LineReading(line, tree, context.problems));
  switch (read.kind) {
    case 'whole':
      return [read.statement];
    case 'opener':
      return [
        read.withBody(readNeededBlock(context, { line, word: read.word, span: read.span }, depth)),
      ];
    case 'if':
      return [readIf(context, line, read.branch, depth)];
    case 'else if':
    case 'else':
      break;
  }
  const hint = 'else stands directly below the block of its if, indented as far as that if';
  context.problems.report(read.branch.span, 'this else has no if', hint);
  return readBranchBody(context, { ...read.branch, line, word: read.kind }, depth);
}

/** An if with all the branches that hang on it. */
function readIf(
  context: BlockContext,
  line: SourceLine,
  first: ConditionalBranch,
  depth: number,
): Statement {
  const then = readBranchBody(context, { ...first, line, word: 'if' }, depth);
  const others: { readonly branch: ConditionalBranch; readonly then: readonly Statement[] }[] = [];
  let last: readonly Statement[] = [];
  for (let next = elseBelow(context, line); next !== undefined; next = elseBelow(context, line)) {
    context.cursor.take();
    const tree = lineTree(next.text, 'Statement');
    if (tree === undefined) {
      explainStatement(next, false, context.problems);
      last = readInner(context, next, undefined, depth);
      continue;
    }
    const read = statementLine(new LineReading(next, tree, context.problems));
    if (read.kind !== 'else' && read.kind !== 'else if') {
      throw new Error('a line that begins with else is no else');
    }
    const body = readBranchBody(context, { ...read.branch, line: next, word: read.kind }, depth);
    if (read.kind === 'else') {
      last = withWhy(body, read.branch.why);
      break;
    }
    others.push({ branch: read.branch, then: body });
    if (others.length !== deepestBlock) continue;
    const hint = 'make functions of some of them';
    context.problems.report(read.branch.span, `${deepestBlock} else if in a row`, hint);
  }
  const otherwise = others
    .slice(0, deepestBlock)
    .reduceRight<readonly Statement[]>(
      (below, other) => [ifStatement(other.branch, other.then, below)],
      last,
    );
  return ifStatement(first, then, otherwise);
}

function ifStatement(
  branch: ConditionalBranch,
  then: readonly Statement[],
  otherwise: readonly Statement[],
): Statement {
  return { ...branch, kind: 'if', then, otherwise };
}

/** The next line, if it is an else as far indented as `line`. */
function elseBelow(context: BlockContext, line: SourceLine): SourceLine | undefined {
  const { next } = context.cursor;
  return next !== undefined && next.indent === line.indent && /^else\b/.test(next.text)
    ? next
    : undefined;
}

/** What a branch does: its statement behind the colon, or the block below it. */
function readBranchBody(
  context: BlockContext,
  { then, ...opener }: BlockOpener & Pick<Branch, 'then'>,
  depth: number,
): readonly Statement[] {
  return then === undefined ? readNeededBlock(context, opener, depth) : [then];
}

/** The block of a line that cannot be without one. */
function readNeededBlock(
  context: BlockContext,
  { line, word, span }: BlockOpener,
  depth: number,
): readonly Statement[] {
  if (context.cursor.isDeeper(line.indent)) return readInner(context, line, line, depth);
  const local = word.endsWith('if')
    ? ', or end the line with ": return" or another local statement'
    : '';
  const hint = `indent what belongs to it by ${line.indent + indentStep} spaces${local}`;
  context.problems.report(span, `"${word}" has no lines below it`, hint);
  return [];
}

/** The block below `line`; past the deepest level its lines are only stepped over. */
function readInner(
  context: BlockContext,
  line: SourceLine,
  opener: SourceLine | undefined,
  depth: number,
): readonly Statement[] {
  if (depth < deepestBlock) return readBlock(context, line.indent, opener, depth + 1);
  if (context.cursor.isDeeper(line.indent)) {
    const hint = 'make functions of the inner blocks';
    const span = { line: line.number, column: line.start + 1, length: line.text.length };
    context.problems.report(span, `blocks are nested more than ${deepestBlock} deep`, hint);
  }
  passOver(context, line.indent);
  return [];
}

/** Steps over the lines deeper than `parent` without reading them. */
export function passOver({ cursor }: BlockContext, parent: number): void {
  cursor.block(parent, undefined, (line) => {
    if (isMisplacedHead(line)) return false;
    cursor.take();
    return true;
  });
}

/** Branches of an if that could not be read. */
function readStrayElse(
  context: BlockContext,
  line: SourceLine,
  depth: number,
): readonly Statement[] {
  const statements: Statement[] = [];
  for (let next = elseBelow(context, line); next !== undefined; next = elseBelow(context, line)) {
    context.cursor.take();
    const tree = lineTree(next.text, 'Statement');
    if (tree === undefined) explainStatement(next, false, context.problems);
    statements.push(...readInner(context, next, undefined, depth));
  }
  return statements;
}

/** A comment at an else is told at the first line of its block. */
function withWhy(body: readonly Statement[], why: string | undefined): readonly Statement[] {
  const [first, ...rest] = body;
  return first === undefined || why === undefined || first.why !== undefined
    ? body
    : [{ ...first, why }, ...rest];
}
