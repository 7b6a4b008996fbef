/**
 * Which lines of the listings some schedule of a scenario runs: every state is visited, and every
 * step says which lines it ran. Lines between two touches are known where there is one way between
 * them; where there are several, those that lie on all of them.
 */

import type { Actor, FunctionText, Operation } from '../listing/program.ts';
import type { CompiledScenario } from './compiled-scenario.ts';

/** A line of a listing. */
export interface ListedLine {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface Coverage {
  /** Lines of all functions that the program knows, those of the generated script left out. */
  readonly lines: readonly ListedLine[];
  readonly reached: readonly ListedLine[];
  /** States visited. */
  readonly states: number;
}

/** Visits every reachable state. For scenarios of some ten thousand states. */
export function listingCoverage(compiled: CompiledScenario): Coverage {
  const { machine, program } = compiled;
  const reached = new Set<string>();
  const ways = program.actors.map((actor) => new Ways(actor));
  const first = machine.start().state;
  const seen = new Set([keyOf(first)]);
  const open = [first];
  program.actors.forEach(({ code }, actor) => {
    const lines = ways[actor]?.between(code.start, machine.at(first, actor));
    for (const line of lines ?? []) reached.add(line);
  });
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const move of machine.moves(state)) {
      const from = machine.at(state, move.actor);
      const next = machine.step(state, move).state;
      const to = machine.at(next, move.actor);
      for (const line of ways[move.actor]?.step(from, to) ?? []) reached.add(line);
      const key = keyOf(next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  const lines = program.functions.flatMap((fn, index) => linesOf(fn, index));
  return {
    lines: lines.map(({ listed }) => listed),
    reached: lines.filter(({ key }) => reached.has(key)).map(({ listed }) => listed),
    states: seen.size,
  };
}

function linesOf(fn: FunctionText, index: number): readonly { key: string; listed: ListedLine }[] {
  if (fn.file.startsWith('scenario/')) return [];
  return fn.lines.map(({ number, text }) => ({
    key: `${index}:${number}`,
    listed: { file: fn.file, line: number, text },
  }));
}

function keyOf(state: Uint8Array): string {
  return String.fromCharCode(...state);
}

/** The quiet ways through the code of one actor. */
class Ways {
  readonly #operations: readonly Operation[];
  readonly #known = new Map<string, readonly string[]>();

  constructor(actor: Actor) {
    this.#operations = actor.code.operations;
  }

  /** Lines of a step that began resting at `from` and ended resting at `to`. */
  step(from: number, to: number): readonly string[] {
    const key = `${from}-${to}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let touch = from;
    while (isQuiet(this.#operations[touch])) touch += 1;
    const lines = [...this.#linesAt(touch), ...this.between(touch + 1, to)];
    this.#known.set(key, lines);
    return lines;
  }

  /** Lines on every quiet way from an operation to the one where the actor rests. */
  between(from: number, to: number): readonly string[] {
    let common: ReadonlySet<string> | undefined;
    const follow = (at: number, lines: ReadonlySet<string>, rounds: number): void => {
      if (at === to) {
        common = common === undefined ? lines : new Set([...common].filter((it) => lines.has(it)));
        return;
      }
      const operation = this.#operations[at];
      if (operation === undefined || !isQuiet(operation) || rounds > 200) return;
      const more = new Set([...lines, ...this.#linesAt(at)]);
      const { op } = operation;
      if (op.kind === 'jump') follow(op.to, more, rounds + 1);
      else if (op.kind === 'branch') {
        follow(op.then, more, rounds + 1);
        follow(op.otherwise, more, rounds + 1);
      } else if (op.kind !== 'end') follow(at + 1, more, rounds + 1);
    };
    follow(from, new Set(), 0);
    return [...(common ?? [])];
  }

  #linesAt(at: number): readonly string[] {
    return (this.#operations[at]?.stack ?? []).map(({ fn, line }) => `${fn}:${line}`);
  }
}

const quiet: ReadonlySet<string> = new Set([
  'set',
  'branch',
  'jump',
  'bug',
  'warn',
  'bound',
  'ghost',
  'ghost-load',
  'interrupts',
  'enter',
  'leave',
  'end',
]);

function isQuiet(operation: Operation | undefined): boolean {
  return operation !== undefined && quiet.has(operation.op.kind);
}
