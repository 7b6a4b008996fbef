/**
 * Reads a listing: text to the types of syntax.ts, with a problem for every place that could not
 * be read. Total: any text gives a result, in time proportional to its length.
 */
import { explainHead, isMisplacedHead } from './explain.ts';
import { levelled } from './indentation.ts';
import { LineCursor } from './line-cursor.ts';
import type { Problem } from '../problem.ts';
import { type BlockContext, passOver, readBlock } from './read-block.ts';
import { functionKind, type HeadLine, headLine, parametersOf } from './read-head.ts';
import { readMembers, readStruct } from './read-struct.ts';
import { LineReading, ProblemList } from './reading.ts';
import type { ListingSource } from '../request.ts';
import { type SourceLine, sourceLines, spanOf } from './source-line.ts';
import { lineTree, tolerantTree } from './step-parser.ts';
import type {
  ConstantDeclaration,
  DesignHeader,
  FunctionDeclaration,
  ListingFile,
  ObjectDeclaration,
  StructDeclaration,
} from '../syntax.ts';

/** Longer lines are not read: no listing has them, and every later pass may recurse over a line. */
const longestLine = 1000;

/** The file as far as it can be read, and what cannot. */
export function readListing(source: ListingSource): {
  readonly file: ListingFile;
  readonly problems: readonly Problem[];
} {
  const reader = new FileReader(source);
  return reader.read();
}

class FileReader {
  readonly #file: string;
  readonly #problems: ProblemList;
  readonly #cursor: LineCursor;
  readonly #context: BlockContext;
  readonly #constants: ConstantDeclaration[] = [];
  readonly #objects: ObjectDeclaration[] = [];
  readonly #structs: StructDeclaration[] = [];
  readonly #functions: FunctionDeclaration[] = [];
  #design: DesignHeader | undefined;
  /** The first source note of the file, and the one that holds for what follows. */
  #firstSource: string | undefined;
  #source: string | undefined;

  constructor({ file, text }: ListingSource) {
    this.#file = file;
    this.#problems = new ProblemList(file);
    this.#cursor = new LineCursor(
      levelled(this.#readableLines(text), this.#problems),
      this.#problems,
    );
    this.#context = { cursor: this.#cursor, problems: this.#problems };
  }

  read(): { readonly file: ListingFile; readonly problems: readonly Problem[] } {
    let outside = false;
    for (let line = this.#cursor.take(); line !== undefined; line = this.#cursor.take()) {
      outside = this.#readTop(line, outside);
    }
    const file: ListingFile = {
      file: this.#file,
      ...(this.#design === undefined ? {} : { design: this.#design }),
      ...(this.#firstSource === undefined ? {} : { source: this.#firstSource }),
      constants: this.#constants,
      structs: this.#structs,
      functions: this.#functions,
      objects: this.#objects,
    };
    return { file, problems: this.#problems.inOrder() };
  }

  #readableLines(text: string): readonly SourceLine[] {
    return sourceLines(text).filter((line) => {
      if (line.text.length <= longestLine) return true;
      const message = `this line is ${line.text.length} characters long; ${longestLine} can be read`;
      this.#problems.report(spanOf(line, 0, line.text.length), message);
      return false;
    });
  }

  /**
   * Reads a declaration and what is indented below it. `outside`: the line above was a statement
   * outside of any function, which one sentence is enough for. Returns whether this one is, too.
   */
  #readTop(line: SourceLine, outside: boolean): boolean {
    if (line.indent > 0 && !isMisplacedHead(line)) {
      if (!outside) {
        const hint = 'begin it in the first column, or write the head that it belongs to above it';
        this.#problems.report(
          spanOf(line, 0, line.text.length),
          'this line is indented, but stands below nothing',
          hint,
        );
      }
      return true;
    }
    if (line.indent > 0) {
      const word = /^\w+/.exec(line.text)?.[0] ?? '';
      const hint = 'take away the spaces before it';
      this.#problems.report(
        spanOf(line, 0, word.length),
        `"${word}" begins in the first column`,
        hint,
      );
    }
    const below = this.#cursor.next?.indent ?? 0;
    const head = below > line.indent ? line : { ...line, indent: 0 };
    const tree = lineTree(line.text, 'Head');
    if (tree === undefined) return this.#readBrokenHead(head, outside);
    const before = this.#problems.count;
    const declared = headLine(new LineReading(head, tree, this.#problems));
    if (declared.kind === 'function') this.#readFunction(head, declared.fn, before);
    else this.#declare(head, declared);
    return false;
  }

  #declare(line: SourceLine, head: Exclude<HeadLine, { kind: 'function' }>): void {
    switch (head.kind) {
      case 'design':
        this.#readDesign(head);
        break;
      case 'base':
        this.#readBase(head);
        break;
      case 'source':
        this.#firstSource ??= head.text;
        this.#source = head.text;
        break;
      case 'constant':
        this.#constants.push(head.constant);
        break;
      case 'object':
        this.#objects.push(head.object);
        break;
      case 'struct':
        this.#structs.push(readStruct(this.#context, line, head));
        return;
    }
    this.#skipOrphans(line);
  }

  #readDesign({ header }: Extract<HeadLine, { kind: 'design' }>): void {
    if (this.#design === undefined) {
      this.#design = header;
    } else {
      const hint = 'a design is a folder of files, and one of them names it once';
      this.#problems.report(
        header.span,
        `this file is already part of the design ${this.#design.id}`,
        hint,
      );
    }
  }

  #readBase({ id, span }: Extract<HeadLine, { kind: 'base' }>): void {
    if (this.#design === undefined) {
      this.#problems.report(
        span,
        'a base without a design',
        'write the line "design NAME" above it',
      );
    } else if (this.#design.base !== undefined) {
      const hint = 'a design stands on one other design';
      this.#problems.report(span, `the base is already ${this.#design.base}`, hint);
    } else {
      this.#design = { ...this.#design, base: id };
    }
  }

  /** `before`: problems found before the head was read. */
  #readFunction(line: SourceLine, head: FunctionDeclaration, before: number): void {
    let { body } = head;
    if (head.oneLine) {
      this.#skipOrphans(line);
    } else if (this.#cursor.isDeeper(line.indent)) {
      body = readBlock(this.#context, line.indent, line);
    } else {
      const hint = 'write its steps below, indented by 4 spaces; "return" if it does nothing';
      this.#problems.report(head.span, `${head.name} has no lines`, hint);
    }
    this.#addFunction({ ...head, body }, this.#problems.count > before || this.#problems.isFull);
  }

  /** A line at the first column that is no declaration, or a broken one. */
  #readBrokenHead(line: SourceLine, outside: boolean): boolean {
    const isOutside = explainHead(line, outside, this.#problems);
    const [, word = '', name = ''] =
      /^(fn|operation|interrupt|device)\s+([A-Za-z_]\w*)/.exec(line.text) ?? [];
    if (/^struct\b/.test(line.text)) {
      readMembers(this.#context, line, () => undefined);
      return false;
    }
    const body = readBlock(this.#context, line.indent, undefined);
    if (word === '') return isOutside;
    const tree = tolerantTree(line.text, 'Head');
    const parameters = tree.topNode.getChild('Function')?.getChild('Parameters') ?? null;
    const reading = new LineReading(line, tree, new ProblemList(this.#file));
    this.#addFunction(
      {
        kind: functionKind(word),
        name,
        parameters: parameters === null ? [] : parametersOf(reading, parameters),
        body,
        oneLine: false,
        span: spanOf(line, 0, line.text.length),
      },
      true,
    );
    return false;
  }

  #addFunction(fn: FunctionDeclaration, isBroken: boolean): void {
    const from = fn.from ?? this.#source;
    this.#functions.push({
      ...fn,
      ...(from === undefined ? {} : { from }),
      ...(isBroken ? { broken: true as const } : {}),
    });
  }

  /** Lines below what has no block. */
  #skipOrphans(line: SourceLine): void {
    const { next } = this.#cursor;
    if (next !== undefined && next.indent > line.indent && !isMisplacedHead(next)) {
      const message = `this line is indented, but line ${line.number} has no block`;
      const hint = 'lines below belong to a fn without "=", or to a struct';
      this.#problems.report(spanOf(next, 0, next.text.length), message, hint);
    }
    passOver(this.#context, line.indent);
  }
}
