/**
 * One schedule under another design. A line that both designs have is made when the schedule makes it;
 * one that only the other design has right after the line before it; one that only the first has is
 * left out. Where an operation ends, it ends in both.
 */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { actorName } from '../kernel/actor-name.ts';
import type { Frame } from '../listing/program.ts';
import type { Move, State } from '../machine/state.ts';
import { nextStack } from './call-stack.ts';
import type { Run } from './run.ts';

export interface BesideSchedule {
  readonly moves: readonly Move[];
  /** By the number of steps of the first run: how many of the moves are made by then. */
  readonly cursors: readonly number[];
  /** Where it makes no more sense: a step of the first run, and a sentence. */
  readonly end?: { readonly step: number; readonly text: string };
}

/** Lines of one actor in a row that the other design alone has: more of them is a loop that waits. */
const MOST_OWN = 2000;

export function besideSchedule(run: Run, other: CompiledScenario): BesideSchedule {
  return new Follower(run, other).follow();
}

/** A line of an actor: which operation of its script it is for, and what it says. */
interface Line {
  /** Line of the script; 0 outside of it. */
  readonly operation: number;
  /** Function and words. */
  readonly text: string;
}

class Follower {
  readonly #run: Run;
  readonly #other: CompiledScenario;
  readonly #moves: Move[] = [];
  readonly #cursors = [0];
  /** How often the first run still comes to a line. */
  readonly #ahead = new Map<string, number>();
  readonly #lines: readonly ReadonlySet<string>[];
  readonly #otherLines: readonly ReadonlySet<string>[];
  #state: State;

  constructor(run: Run, other: CompiledScenario) {
    this.#run = run;
    this.#other = other;
    this.#lines = linesOf(run.compiled);
    this.#otherLines = linesOf(other);
    this.#state = other.machine.start().state;
  }

  follow(): BesideSchedule {
    const { compiled, steps, start } = this.#run;
    const made = steps.map(({ move, state }, index) => ({
      move,
      line: lineAt(compiled, steps[index - 1]?.state ?? start.state, move.actor),
      then: lineAt(compiled, state, move.actor),
    }));
    for (const { move, line } of made) this.#count(move.actor, line, 1);
    for (const [index, { move, line, then }] of made.entries()) {
      this.#count(move.actor, line, -1);
      const isEnd = line !== undefined && then?.operation !== line.operation;
      const text = line === undefined ? undefined : this.#catchUp(move, line, isEnd);
      if (text !== undefined) return this.#result({ step: index + 1, text });
      this.#cursors.push(this.#moves.length);
    }
    return this.#result();
  }

  /** Makes what the other design makes of a line. A sentence where it can not go on. */
  #catchUp(like: Move, line: Line, isEnd: boolean): string | undefined {
    const { program, design } = this.#other;
    const id = this.#run.compiled.program.actors[like.actor]?.id;
    const actor = program.actors.findIndex((one) => one.id === id);
    const who = program.actors[actor];
    if (who === undefined) return `There is no ${id ?? 'such actor'} under ${design.title}.`;
    const name = actorName(who).replace(/^t/, 'T');
    let isMade = this.#otherLines[actor]?.has(keyOf(line)) !== true;
    for (let own = 0; own < MOST_OWN; own += 1) {
      const next = lineAt(this.#other, this.#state, actor);
      if (next === undefined || next.operation > line.operation) return undefined;
      const isIt: boolean = !isMade && keyOf(next) === keyOf(line);
      if (!isIt && !isEnd && !this.#isDue(like.actor, next, isMade)) return undefined;
      const move = this.#moveOf(actor, isIt ? like.choice : undefined);
      if (move === undefined) {
        return `${name} has to wait here under ${design.title}: the schedule can not go on.`;
      }
      isMade ||= isIt;
      this.#moves.push(move);
      this.#state = this.#other.machine.step(this.#state, move).state;
    }
    return `${name} goes round for ever under ${design.title}.`;
  }

  /** Whether the other design's next line is made now, though the schedule does not make it. */
  #isDue(actor: number, next: Line, isMade: boolean): boolean {
    if (isMade) return this.#lines[actor]?.has(keyOf(next)) !== true;
    return (this.#ahead.get(`${actor} ${keyOf(next)}`) ?? 0) === 0;
  }

  #moveOf(actor: number, choice: number | undefined): Move | undefined {
    const own = this.#other.machine.moves(this.#state).filter((move) => move.actor === actor);
    return own.find((move) => move.choice === choice) ?? own[0];
  }

  #count(actor: number, line: Line | undefined, by: number): void {
    if (line === undefined) return;
    const key = `${actor} ${keyOf(line)}`;
    this.#ahead.set(key, (this.#ahead.get(key) ?? 0) + by);
  }

  #result(end?: BesideSchedule['end']): BesideSchedule {
    return {
      moves: this.#moves,
      cursors: this.#cursors,
      ...(end === undefined ? {} : { end }),
    };
  }
}

function keyOf({ operation, text }: Line): string {
  return `${operation} ${text}`;
}

/** By actor: every line that its program has. */
function linesOf(compiled: CompiledScenario): readonly ReadonlySet<string>[] {
  return compiled.program.actors.map(
    ({ code }) => new Set(code.operations.map(({ stack }) => keyOf(lineOf(compiled, stack)))),
  );
}

/** What an actor comes to next; undefined when it is done, idle or stopped. */
function lineAt(compiled: CompiledScenario, state: State, actor: number): Line | undefined {
  const stack = nextStack(compiled, state, actor);
  return stack === undefined ? undefined : lineOf(compiled, stack);
}

function lineOf({ program }: CompiledScenario, stack: readonly Frame[]): Line {
  const last = stack.at(-1);
  const fn = last === undefined ? undefined : program.functions[last.fn];
  const words = fn?.lines.find(({ number }) => number === last?.line)?.text ?? '';
  return {
    operation: stack.length > 1 ? (stack[0]?.line ?? 0) : 0,
    text: `${fn?.name ?? ''} ${words.replace(/\s*#.*$/, '').trim()}`,
  };
}
