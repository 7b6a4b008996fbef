/** Functions as they are shown: the lines of the author, with what each line does in the margin. */
import { everyStatement } from './function-facts.ts';
import { highlightLine } from './read/highlight.ts';
import type { PlacedFunction } from './declare/listings.ts';
import type { FunctionLine, FunctionText, LineKind } from './program.ts';
import type { DebugLevel, FunctionDeclaration, Statement } from './syntax.ts';

/** `kinds`: of the lines that do more than to work on locals. */
export function functionText(
  placed: PlacedFunction,
  kinds: ReadonlyMap<number, LineKind>,
): FunctionText {
  const { declaration, design, file, from, lines } = placed;
  const { name, parameters, span, why, kind } = declaration;
  return {
    name,
    parameters: parameters.map((parameter) => parameter.name),
    design,
    file,
    line: span.line,
    ...(from === undefined ? {} : { from }),
    ...(why === undefined ? {} : { why }),
    lines: declaration.oneLine
      ? [oneLine(declaration, lines, kinds)]
      : bodyLines(declaration, lines, kinds),
    operation: kind === 'operation',
  };
}

/** A line without its comment and the blanks around. */
function code(line: string): string {
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (quoted && line[i] === '\\') i++;
    else if (line[i] === '"') quoted = !quoted;
    else if (line[i] === '#' && !quoted) return line.slice(0, i).trim();
  }
  return line.trim();
}

function oneLine(
  { span, expression, body }: FunctionDeclaration,
  lines: readonly string[],
  kinds: ReadonlyMap<number, LineKind>,
): FunctionLine {
  const start = expression?.span ?? body[0]?.span ?? span;
  const text = code((lines[start.line - 1] ?? '').slice(start.column - 1));
  const why = body[0]?.why;
  return {
    number: span.line,
    depth: 0,
    text,
    spans: highlightLine(text),
    kind: kinds.get(span.line) ?? 'local',
    debug: '',
    ...(why === undefined ? {} : { why }),
  };
}

function bodyLines(
  { span, body }: FunctionDeclaration,
  lines: readonly string[],
  kinds: ReadonlyMap<number, LineKind>,
): readonly FunctionLine[] {
  const whys = new Map<number, string>();
  let last = span.line;
  for (const statement of everyStatement(body)) {
    const { line } = statement.span;
    last = Math.max(last, line);
    if (statement.why !== undefined && !whys.has(line)) whys.set(line, statement.why);
  }
  const debugs = new Map<number, DebugLevel>();
  noteDebug(body, undefined, debugs);
  const shown: FunctionLine[] = [];
  const indents: number[] = [];
  for (let number = span.line + 1; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    const text = code(line);
    if (text === '') continue;
    const indent = line.length - line.trimStart().length;
    while (indents.length > 0 && (indents.at(-1) ?? 0) > indent) indents.pop();
    if ((indents.at(-1) ?? -1) < indent) indents.push(indent);
    const why = whys.get(number);
    shown.push({
      number,
      depth: indents.length - 1,
      text,
      spans: highlightLine(text),
      kind: kinds.get(number) ?? 'local',
      debug: debugs.get(number) ?? '',
      ...(why === undefined ? {} : { why }),
    });
  }
  return shown;
}

/** Lines that run in debug kernels only, those of blocks below such a line included. */
function noteDebug(
  statements: readonly Statement[],
  around: DebugLevel | undefined,
  debugs: Map<number, DebugLevel>,
): void {
  for (const statement of statements) {
    const level = statement.debug ?? around;
    if (level !== undefined) debugs.set(statement.span.line, level);
    switch (statement.kind) {
      case 'if':
        noteDebug(statement.then, level, debugs);
        noteDebug(statement.otherwise, level, debugs);
        break;
      case 'repeat':
      case 'loop':
      case 'for':
        noteDebug(statement.body, level, debugs);
        break;
      default:
        break;
    }
  }
}
