/**
 * A compiled scenario as Promela, the language of SPIN: the same states, the same transitions. SPIN
 * counts one transition more, the one into its first state.
 *
 * Every process is an actor, every label a place where it rests, every option one way of one step.
 * Words that no schedule changes are constants, lines that none reaches are left out; a step that
 * would get there ends in UNREACHED, an error of its own, so that nothing is taken on trust.
 */
import type { Program } from '../../listing/program.ts';
import type { Machine } from '../../machine/machine.ts';
import { Cells, type Variable } from './cells.ts';
import { halfText, withConstantNames } from './constant-names.ts';
import { type Footprint, footprint } from './footprint.ts';
import { comment } from './listing-line.ts';
import { Options } from './option.ts';
import type { Road } from './path.ts';
import { pinCheck } from './pin-check.ts';
import { Process } from './process.ts';
import { Slots } from './slots.ts';
import { STAGES, Stages, stageVariable } from './stage.ts';
import { NotExpressible } from './word.ts';

export interface PromelaRequest {
  readonly program: Program;
  readonly machine: Machine;
  /** What the text says about itself in the beginning, line by line. */
  readonly head: readonly string[];
  /** How many states to walk for the words and lines that matter. */
  readonly maxStates: number;
}

export type Promela =
  | {
      readonly ok: true;
      readonly text: string;
      /** False: not all states were walked, so that SPIN may come to an UNREACHED step. */
      readonly complete: boolean;
    }
  | { readonly ok: false; readonly error: string };

/** The whole text, or what cannot be said in Promela. */
export function scenarioPromela(request: PromelaRequest): Promela {
  const { program, machine, maxStates } = request;
  const first = machine.outcome(machine.start().state);
  if (first.kind === 'stopped') {
    return { ok: false, error: `it stops before the first step: ${first.text}` };
  }
  const found = footprint(program, machine, maxStates);
  try {
    const text = promelaText(request, found);
    return { ok: true, text, complete: found.complete };
  } catch (error) {
    if (!(error instanceof NotExpressible)) throw error;
    return { ok: false, error: `Promela has no way to say ${error.message}` };
  }
}

const macros = [
  '/* Numbers of SPIN are signed and have 32 bits: a word of 64 bits is two of them. */',
  '#define below(a, b) (((a) ^ (1 << 31)) < ((b) ^ (1 << 31))) /* as unsigned numbers */',
  '#define equal(low, high, name) (low == name##_lo && high == name##_hi)',
  '#define STOP(number) stopped = number; assert(stopped == 0);',
  '#define UNREACHED stopped = -1; assert(stopped != -1); /* no schedule is known that comes here */',
];

function promelaText({ program, machine, head }: PromelaRequest, found: Footprint): string {
  const cells = new Cells(program, found);
  const stages = new Stages(program, machine, cells);
  const actors = program.actors.map((actor, index) => {
    const slots = new Slots(actor, found.wideSlots[index] ?? new Set());
    const localsAt: Road['localsAt'] = (at) => slots.at(at);
    const road: Road = { index, actor, cells, footprint: found, localsAt };
    return { slots, road };
  });
  const roads = actors.map(({ road }) => road);
  const stops: string[] = [];
  let spares = 0;
  const pins = pinCheck(program, cells);
  const around = {
    program,
    footprint: found,
    stages,
    pins,
    stopNumber: (stop: string) => numberIn(stops, stop),
    needsSpares: (count: number) => {
      spares = Math.max(spares, count);
    },
  };
  const processes = actors.map(({ road, slots }) => {
    const options = new Options(program, { cells, stages, roads }, { road, slots });
    return new Process(around, road, slots, options).text();
  });
  const locals = actors.flatMap(({ slots, road }) =>
    slots.declarations(machine, found.start, road.index),
  );
  const words = cells.variables();
  const body = [
    ...words.map(declaration),
    '',
    ...locals.map(declaration),
    ...Array.from({ length: spares }, (_, spare) => `int spare_${spare};`),
    '',
    ...roads.map(({ actor, index }) => `byte ${stageVariable(actor)} = ${stages.initial(index)};`),
    'short stopped;',
    ...stops.map((stop, index) => comment(`stopped == ${index + 1}: ${stop}`)),
    '',
    comment('SPIN leaves out of the state what is only written, unless it is read somewhere.'),
    `#define ALL_WORDS (${['0', ...[...words, ...locals].map(({ name }) => name)].join(' + ')})`,
    '',
    pins.text,
    ...processes.flatMap((process) => ['', process]),
  ].join('\n');
  const named = withConstantNames(body, program, cells);
  return [
    ...head.map(comment),
    '',
    ...macros,
    ...STAGES.map((stage, number) => `#define ${stage} ${number}`),
    '',
    ...named.definitions,
    '',
    ...aliases(words, body),
    '',
    named.text,
    '',
  ].join('\n');
}

/** The place of a text in a list, counted from 1; it is added where it is new. */
function numberIn(list: string[], text: string): number {
  const at = list.indexOf(text);
  return at < 0 ? list.push(text) : at + 1;
}

function declaration({ name, initial }: Pick<Variable, 'name' | 'initial'>): string {
  return `int ${name}${initial === 0 ? '' : ` = ${halfText(BigInt(initial))}`};`;
}

/** The other names of words that the text uses. */
function aliases(words: readonly Variable[], body: string): readonly string[] {
  const used = new Set(body.match(/\w+/g));
  return words.flatMap(({ name, aliases: others }) =>
    others.filter((other) => used.has(other)).map((other) => `#define ${other} ${name}`),
  );
}
