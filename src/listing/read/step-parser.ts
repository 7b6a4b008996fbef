/**
 * The parser made from step.grammar, set up for one line at a time: strictly for reading,
 * tolerantly for colouring, and watched for finding out where and why a line cannot be read.
 */
import type { Tree } from '@lezer/common';
import type { LRParser, Stack } from '@lezer/lr';
import { parser } from './step.grammar';
import { strayTokens, watchedTokens } from './step-tokens.ts';

/** What a line may be, depending on where it stands. */
export type LineRule = 'Head' | 'StructMember' | 'Statement';

const strictParsers = parsers({ strict: true });
const tolerantParsers = parsers({ strict: false });

/** Lines whose trees are kept: while somebody writes, all lines but one are the same as before. */
const remembered = 5000;
const trees: Readonly<Record<LineRule, Map<string, Tree | undefined>>> = {
  Head: new Map(),
  StructMember: new Map(),
  Statement: new Map(),
};

/** The tree of a line that follows its rule, otherwise undefined. */
export function lineTree(text: string, rule: LineRule): Tree | undefined {
  const known = trees[rule];
  if (known.has(text)) return known.get(text);
  if (known.size >= remembered) known.clear();
  const tree = parsedLine(text, rule);
  known.set(text, tree);
  return tree;
}

function parsedLine(text: string, rule: LineRule): Tree | undefined {
  try {
    return strictParsers[rule].parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A tree of any line, with error nodes where it does not follow the rule. */
export function tolerantTree(text: string, rule: LineRule): Tree {
  return tolerantParsers[rule].parse(text);
}

/** Where reading stops, and what could have stood there. */
interface Failure {
  /** Offset in the line of the first character that does not fit. */
  readonly at: number;
  /** Names of the tokens of the grammar that fit: `Word`, `Number`, `+`, `if`. */
  readonly expected: ReadonlySet<string>;
  /** The line could end there. */
  readonly mayEnd: boolean;
}

/** Where and why `text` does not follow its rule; only for text of which lineTree is undefined. */
export function failureOf(text: string, rule: LineRule): Failure {
  let at = 0;
  watch(text, rule, (place) => {
    at = Math.max(at, place);
  });
  const expected = new Set<string>();
  watch(text, rule, (place, stack) => {
    if (place !== at) return;
    for (const token of tokenTypes) if (stack.canShift(token.id)) expected.add(token.name);
  });
  return { at, expected, mayEnd: lineTree(text.slice(0, at), rule) !== undefined };
}

/** Parses until reading stops, telling `visit` where the parser asks for a token, and in which state. */
function watch(text: string, rule: LineRule, visit: (at: number, stack: Stack) => void): void {
  const tokenizers = [{ from: strayTokens, to: watchedTokens(visit) }];
  try {
    strictParsers[rule].configure({ tokenizers }).parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
}

/** Types of tree nodes that are tokens: they begin with a small letter or a sign, or are one of these. */
const namedTokens: ReadonlySet<string> = new Set([
  'Word',
  'Number',
  'Text',
  'DesignId',
  'Equals',
  'Star',
  'UpdateOperator',
  'Arrow',
]);

const tokenTypes = parser.nodeSet.types.filter(
  (type) => !type.isError && (namedTokens.has(type.name) || /^[^A-Z]/.test(type.name)),
);

function parsers(config: { readonly strict: boolean }): Readonly<Record<LineRule, LRParser>> {
  return {
    Head: parser.configure({ ...config, top: 'Head' }),
    StructMember: parser.configure({ ...config, top: 'StructMember' }),
    Statement: parser.configure({ ...config, top: 'Statement' }),
  };
}
