/**
 * Which lines the schedules of a search run. Every effect says which operation it comes from, and
 * every operation which lines it stands for. Lines that do something count: a load, a store, an
 * atomic, a lock, a pause, a call, a warning; lines that only compute belong to the step before them.
 */
import type { FunctionLine, LineKind, Program } from '../listing/program.ts';
import type { Effect } from '../machine/effect.ts';
import type { UnreachedLine } from './exploration.ts';

const steps: ReadonlySet<LineKind> = new Set(['R', 'W', 'A', 'L', 'P', 'call']);

export class LineCoverage {
  readonly #program: Program;
  /** By actor and operation: 1 where a schedule has run it. */
  readonly #ran: readonly Uint8Array[];

  constructor(program: Program) {
    this.#program = program;
    this.#ran = program.actors.map(({ code }) => new Uint8Array(code.operations.length));
  }

  /** The effects of a step that some schedule makes. */
  note(effects: readonly Effect[]): void {
    for (const { actor, operation } of effects) {
      const ran = this.#ran[actor];
      if (ran !== undefined) ran[operation] = 1;
    }
  }

  /**
   * Lines that lie in the code of some actor and that nobody has run, in the order of the program.
   * Lines of functions that no actor's code contains are none.
   */
  unreached(): readonly UnreachedLine[] {
    const reached = new Set<string>();
    const there = new Set<string>();
    for (const [actor, { code }] of this.#program.actors.entries()) {
      for (const [operation, { stack }] of code.operations.entries()) {
        for (const { fn, line } of stack) {
          there.add(`${fn}:${line}`);
          if (this.#ran[actor]?.[operation] === 1) reached.add(`${fn}:${line}`);
        }
      }
    }
    return this.#program.functions.flatMap(({ lines, line: head, file }, fn) => {
      if (file.startsWith('scenario/')) return [];
      return lines
        .filter((line) => doesSomething(line, head))
        .map(({ number }) => ({ fn, line: number }))
        .filter(({ line }) => there.has(`${fn}:${line}`) && !reached.has(`${fn}:${line}`));
    });
  }
}

/** One-line functions have no lines of their own: their touch counts where they are used. */
function doesSomething({ kind, number, text }: FunctionLine, head: number): boolean {
  return number !== head && (steps.has(kind) || text.startsWith('warn '));
}
