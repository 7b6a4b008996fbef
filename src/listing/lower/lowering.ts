/**
 * The state of turning functions into instructions: which function, call and line is at work, what
 * its names mean, and how often the line has touched shared memory.
 */
import { local } from '../folding.ts';
import type { Draft, Instruction, Op } from '../flow/instruction.ts';
import { isTouch } from '../flow/instruction.ts';
import type { Listings, PlacedFunction } from '../declare/listings.ts';
import { Locals } from './locals.ts';
import type { Expr, Frame, LineKind, NamedLocal, Touch } from '../program.ts';
import type { Owner } from '../refusal.ts';
import { refuse } from '../refusal.ts';
import type { DebugLevel, Expression, Span, Statement } from '../syntax.ts';
import { typeText } from '../declare/value-type.ts';
import type { ValueType } from '../declare/value-type.ts';

/** A value that needs no touch (any more). */
export interface Value {
  readonly expr: Expr;
  readonly type: ValueType;
}

/** What a source line has done so far: one touch, or one call with steps, and no more. */
export interface Line {
  readonly number: number;
  touch?: string;
  /** The call of a one-line function that the touch is in, and what it is called there. */
  within?: { readonly sight: Sight; readonly text: string };
  call?: string;
}

/** Why a touch is not allowed where an expression stands. */
interface Ban {
  readonly message: string;
  readonly hint: string;
  /** Says so even when the line has touched memory already, which is wrong in another way. */
  readonly first: boolean;
}

/** One run of a function: its names. A one-line function has one, too, within its caller's line. */
export interface Activation {
  readonly placed: PlacedFunction;
  readonly owner: Owner;
  /** Frames of the callers. */
  readonly below: readonly Frame[];
  /** Locals of the callers, for display. */
  readonly outer: readonly NamedLocal[];
  /** Parameters that the function never assigns: just another name of the argument. */
  readonly parameters: ReadonlyMap<string, Value>;
  /** Parameters without a type whose name is no struct: fit for nothing but a message. */
  readonly untyped: ReadonlySet<string>;
  /** Names that the function assigns somewhere. */
  readonly assigned: ReadonlySet<string>;
  readonly registers: Map<string, number>;
  locals: Locals;
  /** Loops around the line at work, the innermost last. */
  readonly loops: LoopTarget[];
  readonly forVariables: Set<string>;
  readonly ending: Ending;
  readonly oneLine: boolean;
}

interface LoopTarget {
  readonly breakTo: number;
  readonly againTo: number;
  readonly breaks: Locals[];
  readonly agains: Locals[];
}

/** What `return` does. */
export interface Ending {
  readonly label: number;
  /** Register of the result, where somebody wants it. */
  readonly result?: number;
  /** The declared type of results. */
  readonly type?: ValueType;
  /** Types of the results met so far. */
  readonly types: ValueType[];
  /** Whether some of its lines return a value. */
  readonly valued: boolean;
  /** Function index to leave, for calls. */
  readonly leave?: number;
  /** Instructions that enter and leave: taken out again when the call turns out to have no step. */
  readonly brackets: number[];
}

/** Where an expression stands. */
export interface Site {
  readonly activation: Activation;
  readonly owner: Owner;
  readonly stack: readonly Frame[];
  readonly span: Span;
  readonly line: Line;
  /** For the expression of a one-line function: the call as its caller wrote it. */
  readonly seenAs?: Sight;
  readonly ban?: Ban;
  /** Within a ghost line, which may read ghosts. */
  readonly ghost: boolean;
}

/** What a message calls an expression. */
export interface Sight {
  readonly owner: Owner;
  readonly span: Span;
  readonly text: string;
}

/** A function that surely begins with a step, whatever way it takes: to its caller it is one. */
export interface Summary {
  /** Type of its value; absent where it has none, or none that is known. */
  readonly type?: ValueType;
  /** Ghost lines behind its last steps. Register `i` is its parameter `i`, any other unknown. */
  readonly tail: readonly Instruction[];
}

export interface Lowering {
  readonly listings: Listings;
  readonly draft: Draft;
  /** 'all': a check, in which every debug line may or may not run. */
  readonly debug: ReadonlySet<DebugLevel> | 'all';
  /** Kinds of the lines of the function being checked. */
  readonly kinds: Map<number, LineKind>;
  /** Functions being written out, outermost first. */
  readonly active: PlacedFunction[];
  fnIndex(placed: PlacedFunction): number;
  /** What is known of a function, so that a check need not write it out again. */
  summary(placed: PlacedFunction): Summary | undefined;
  /** A function by name, as it is with all designs laid over each other. */
  fn(name: string): PlacedFunction | undefined;
  /** Address and struct of an object by name; undefined when there is none. */
  object(name: string, site: Site, span: Span): Value | undefined;
  /** Names of objects, for suggestions. */
  readonly objectNames: readonly string[];
  /** Text of a file, by lines. */
  text(file: string): readonly string[];
  /** A call, written out; no value where the function gives none and none is wanted. */
  call(
    expression: Extract<Expression, { kind: 'call' }>,
    site: Site,
    wanted: boolean,
    to?: number,
  ): Value | undefined;
  statement(statement: Statement, activation: Activation, site: Site): void;
}

/** An expression as the author wrote it. */
export function sourceText(lowering: Lowering, owner: Owner, span: Span): string {
  const line = lowering.text(owner.file)[span.line - 1] ?? '';
  return line.slice(span.column - 1, span.column - 1 + span.length).trim();
}

export function sightOf(lowering: Lowering, site: Site, span: Span): Sight {
  return site.seenAs ?? { owner: site.owner, span, text: sourceText(lowering, site.owner, span) };
}

/** Notes that the line touches shared memory, and refuses a second time. */
export function claim(lowering: Lowering, site: Site, span: Span): void {
  const sight = sightOf(lowering, site, span);
  const { line, ban } = site;
  const busy = line.touch !== undefined || line.call !== undefined;
  if (ban !== undefined && (ban.first || !busy))
    refuse(sight.owner, sight.span, ban.message, ban.hint);
  const text = sourceText(lowering, site.owner, span);
  if (line.within !== undefined && line.within.sight === site.seenAs) {
    refuseTwice(site.owner, span, line.within.text, text);
  }
  if (line.touch !== undefined) refuseTwice(sight.owner, sight.span, line.touch, sight.text);
  if (line.call !== undefined) {
    refuse(
      sight.owner,
      sight.span,
      `${line.call} has steps of its own, and this line also touches ${sight.text}`,
      'call it on a line of its own',
    );
  }
  line.touch = sight.text;
  if (site.seenAs !== undefined) line.within = { sight: site.seenAs, text };
}

function refuseTwice(owner: Owner, span: Span, first: string, second: string): never {
  return refuse(
    owner,
    span,
    `this line touches shared memory twice: ${first} and ${second}`,
    `split it: one line is one atomic step. Load ${first} into a local on a line of its own first`,
  );
}

const KIND_OF_TOUCH: Readonly<Record<Touch['kind'], LineKind>> = {
  load: 'R',
  store: 'W',
  rmw: 'A',
  cmpxchg: 'A',
  bit: 'A',
  lock: 'L',
  trylock: 'L',
  unlock: 'L',
  wait: 'R',
  pause: 'P',
  choose: 'P',
};

/** Adds an operation at a site; gives its index. `local`: nothing else is on the line. */
export function emit(lowering: Lowering, site: Site, op: Op, alone = false): number {
  const { draft } = lowering;
  const { activation, owner, stack, span } = site;
  const touch = isTouch(op);
  if (touch) noteKind(lowering, stack, KIND_OF_TOUCH[op.kind]);
  const locals = touch && lowering.debug !== 'all' ? visibleLocals(activation) : [];
  if (!draft.add({ op, stack, locals, owner, span, local: alone })) {
    const { declaration, file } = lowering.active[0] ?? activation.placed;
    refuse(
      { file, fn: declaration },
      declaration.span,
      `${declaration.name} becomes too long when its calls are written out`,
      'a call is a copy of the function that is called: have fewer of them, or a loop',
    );
  }
  return draft.instructions.length - 1;
}

/** Remembers what kind of line this is, for lines of the function being checked. */
export function noteKind(lowering: Lowering, stack: readonly Frame[], kind: LineKind): void {
  const [frame] = stack;
  if (frame === undefined || stack.length !== 1) return;
  const old = lowering.kinds.get(frame.line);
  if (old === undefined || old === 'ghost' || old === 'call') lowering.kinds.set(frame.line, kind);
}

/** Parameters and assigned locals of the function at work and its callers, outermost first. */
export function visibleLocals(activation: Activation): readonly NamedLocal[] {
  if (activation.oneLine) return activation.outer;
  const frame = activation.below.length;
  const own: NamedLocal[] = [];
  for (const { name } of activation.placed.declaration.parameters) {
    const value = activation.parameters.get(name);
    if (value !== undefined) {
      own.push({ name, frame, value: value.expr, type: typeText(value.type) });
    }
  }
  for (const [name, type] of activation.locals.sure) {
    const register = activation.registers.get(name);
    if (register !== undefined) {
      own.push({ name, frame, value: local(register), type: typeText(type) });
    }
  }
  return [...activation.outer, ...own];
}

/** Register of a local, made at its first assignment. */
export function registerOf(lowering: Lowering, activation: Activation, name: string): number {
  const known = activation.registers.get(name);
  if (known !== undefined) return known;
  const register = lowering.draft.register(name);
  activation.registers.set(name, register);
  return register;
}
