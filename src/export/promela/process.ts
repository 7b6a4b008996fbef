/** An actor as a process of Promela: one label for every place where it rests. */
import type { Program } from '../../listing/program.ts';
import { inSequence } from './assignment.ts';
import type { Footprint } from './footprint.ts';
import { allOf, anyOf } from './half.ts';
import { comment, listingLine } from './listing-line.ts';
import { isQuiet, isUntil } from './operation-kind.ts';
import type { Option, Options, Step } from './option.ts';
import type { Road } from './path.ts';
import type { PinCheck } from './pin-check.ts';
import type { Slots } from './slots.ts';
import type { Stages } from './stage.ts';

/** What is the same for all processes, and what they add to the text around them. */
export interface Surroundings {
  readonly program: Program;
  readonly footprint: Footprint;
  readonly stages: Stages;
  readonly pins: PinCheck;
  /** Every way of stopping gets a number. */
  readonly stopNumber: (stop: string) => number;
  /** Told how many spare variables a step needs. */
  readonly needsSpares: (count: number) => void;
}

export class Process {
  readonly #around: Surroundings;
  readonly #road: Road;
  readonly #slots: Slots;
  readonly #options: Options;

  constructor(around: Surroundings, road: Road, slots: Slots, options: Options) {
    this.#around = around;
    this.#road = road;
    this.#slots = slots;
    this.#options = options;
  }

  text(): string {
    const { footprint, stages } = this.#around;
    const { actor, index } = this.#road;
    const first = stages.beginning(index);
    const places = [...(footprint.reached[index] ?? [])]
      .filter((at) => at !== first && this.#isRestingPlace(at))
      .sort((a, b) => a - b);
    const steps = [first, ...places]
      .filter((at) => actor.code.operations[at]?.op.kind !== 'end')
      .map((at) => ({ at, step: this.#options.step(at) }));
    const mayRun = allOf([{ text: '!stopped', reads: new Set() }, stages.isUndisturbed(index)]);
    const halts = steps.some(({ step }) => step.options.some(({ stop }) => stop !== undefined));
    return [
      comment(actor.role === '' ? actor.id : `${actor.id}: ${actor.role}`),
      `active proctype ${actor.id}() provided (${plainText(mayRun)}) {`,
      ...(steps.length === 0 ? ['\tgoto end_finished;'] : []),
      ...steps.map(({ at, step }) => this.#stepText(at, step)),
      ...(halts ? ['halted:\tfalse;'] : []),
      'end_finished:\tfalse;',
      ...(index === 0 ? ['\tALL_WORDS == 0 /* never reached */'] : []),
      '}',
    ].join('\n');
  }

  /** Where a check has stopped the machine nobody rests. */
  #isRestingPlace(at: number): boolean {
    const { operations, epilogue } = this.#road.actor.code;
    const op = operations[at]?.op;
    return op !== undefined && (!isQuiet(op) || isUntil(op) || at === epilogue);
  }

  #stepText(at: number, step: Step): string {
    const touch = this.#touchOf(at);
    const line = listingLine(this.#around.program, this.#road.index, touch);
    return [
      `${this.#options.labelOf(at)}:\t${comment(`${line}${this.#locals(touch)}`)}`,
      '\tif',
      ...step.options.map((option) => this.#optionText(option, touch, at)),
      ...beyondText(step),
      '\tfi;',
    ].join('\n');
  }

  #optionText({ tests, notes, assignments, to, stop }: Option, touch: number, at: number): string {
    const { pins, stages } = this.#around;
    const changes = assignments.filter(
      ({ variable, target, value }) => value.text !== variable && value.text !== target,
    );
    const { assignments: ordered, spares } = inSequence(changes);
    this.#around.needsSpares(spares);
    let said = touch;
    const lines = ordered.flatMap(({ target, value, operation }) => {
      const isNew = operation !== undefined && operation !== said;
      const line = isNew ? this.#lineOf(operation) : '';
      said = operation ?? said;
      return [...(line === '' ? [] : [comment(line)]), `${target} = ${plainText(value)};`];
    });
    const touchesPins = ordered.some(({ variable }) => pins.reads.has(variable));
    // What every other step leaves has been checked; the first state is checked by who leaves it.
    const isFirst = pins.isOpen && at === stages.beginning(this.#road.index);
    const body = [
      ...(isFirst ? ['CHECK_PINS'] : []),
      ...notes.map(comment),
      ...lines,
      ...(touchesPins ? ['CHECK_PINS'] : []),
      ...(stop === undefined ? [] : [`STOP(${this.#around.stopNumber(stop)})`]),
    ];
    const guard = plainText(allOf(tests));
    if (body.length === 0) return `\t:: d_step { ${guard} } -> goto ${to}`;
    return [
      `\t:: d_step { ${guard};`,
      ...body.map((line) => `\t\t${line}`),
      `\t   } -> goto ${to}`,
    ].join('\n');
  }

  #lineOf(operation: number): string {
    return listingLine(this.#around.program, this.#road.index, operation);
  }

  /** Which variable holds which local of the listing. */
  #locals(operation: number): string {
    const { locals = [], stack = [] } = this.#road.actor.code.operations[operation] ?? {};
    const texts = locals.flatMap(({ name, value, frame }) =>
      value.kind === 'local' && frame === stack.length - 1
        ? [`${name} is ${this.#slots.name(value.slot)}`]
        : [],
    );
    return texts.length === 0 ? '' : ` [${texts.join(', ')}]`;
  }

  /** The touch that a step from here makes, for what is said about the step; or the place itself. */
  #touchOf(at: number): number {
    const { operations } = this.#road.actor.code;
    let index = at;
    for (let op = operations[index]?.op; op !== undefined && isQuiet(op);) {
      if (op.kind === 'branch' || op.kind === 'jump') return at;
      index++;
      op = operations[index]?.op;
    }
    return operations[index]?.op.kind === 'end' ? at : index;
  }
}

/** A step that no known schedule makes. One that never waits has no other way to go. */
function beyondText({ beyond, waits }: Step): readonly string[] {
  const guard = anyOf(beyond);
  if (beyond.length === 0 || guard.value === false) return [];
  if (!waits) return ['\t:: else -> d_step { UNREACHED }'];
  return [`\t:: d_step { ${plainText(guard)}; UNREACHED }`];
}

/** Without the parentheses around all of it. */
function plainText({ text }: { readonly text: string }): string {
  if (!text.startsWith('(') || text.includes('->')) return text;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '(') depth++;
    if (text[index] === ')') depth--;
    if (depth === 0 && index < text.length - 1) return text;
  }
  return text.slice(1, -1);
}
