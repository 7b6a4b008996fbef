/** Follows a step symbolically through the code of an actor, by the rules of the machine. */
import type { Operation, Quiet } from '../../listing/program.ts';
import { type Test, anyOf, negated } from './half.ts';
import { changedDepth } from './interrupt-depth.ts';
import { Moment } from './moment.ts';
import { isQuiet, isUntil } from './operation-kind.ts';
import type { Choices, Following, GoOn, KnownValues, Path, PathEnd, Paths, Road } from './path.ts';
import { followTouch } from './touch-path.ts';
import { type Word, combined, constantWord, equality, truth, wordOf } from './word.ts';

/** Ways that one step may have: more would be a listing without touches. */
const MOST_PATHS = 2_000;

/** The ways from a resting place. `choice`: only those that choose this value. */
export function pathsFrom(road: Road, at: number, choice?: number): Paths {
  return new Follow(road, at, choice).paths();
}

class Follow implements Following {
  readonly road: Road;
  readonly choice: number | undefined;
  choices: Choices | undefined;
  waits = false;
  waitsForLock = false;
  readonly unmet: Test[] = [];
  readonly #from: number;
  readonly #paths: Path[] = [];
  readonly #beyond: Test[] = [];

  constructor(road: Road, from: number, choice: number | undefined) {
    this.road = road;
    this.#from = from;
    this.choice = choice;
  }

  paths(): Paths {
    const start = new Moment(this.road.cells, this.road.localsAt(this.#from));
    start.beyond = this.#beyond;
    this.#approach(start, this.#from);
    return {
      paths: this.#paths,
      beyond: this.#beyond,
      waits: this.waits,
      waitsForCondition: this.waits && !this.waitsForLock,
      unmet: anyOf(this.unmet),
      choices: this.choices,
    };
  }

  /** From the resting place to the touch. */
  #approach(moment: Moment, at: number): void {
    const operation = this.#operation(at);
    moment.operation = at;
    if (operation.op.kind === 'end') this.settle(moment, at);
    else if (isQuiet(operation.op)) {
      this.#quiet(moment, operation.op, at, (next, to) => this.#approach(next, to));
    } else followTouch(this, moment, operation.op, at);
  }

  /** From the touch on to where the actor rests again. */
  settle(moment: Moment, at: number): void {
    if (moment.isImpossible) return;
    const { op } = this.#operation(at);
    const rests = at === this.road.actor.code.epilogue || !isQuiet(op) || isUntil(op);
    moment.operation = at;
    if (rests) this.#rest(moment, at);
    else this.#quiet(moment, op, at, (next, to) => this.settle(next, to));
  }

  stop(moment: Moment, end: Extract<PathEnd, { kind: 'stop' }>): void {
    if (!moment.isImpossible) this.#add({ moment, end });
  }

  /** An interrupt that has not come yet may come although this lock is held. */
  arrival(moment: Moment): void {
    if (this.road.actor.kind === 'interrupt') this.#add({ moment, end: { kind: 'arrival' } });
  }

  /** Addresses that an operation goes to. */
  addresses(operation: number): readonly bigint[] {
    return this.road.footprint.addresses.get(`${this.road.index}:${operation}`) ?? [];
  }

  #rest(moment: Moment, at: number): void {
    const { operations } = this.road.actor.code;
    const isEnd = operations[at]?.op.kind === 'end';
    const place = isEnd ? operations.findIndex(({ op }) => op.kind === 'end') : at;
    if (this.road.footprint.reached[this.road.index]?.has(place) !== true) moment.leave();
    else this.#add({ moment, end: { kind: 'rest', at: place } });
  }

  #add(path: Path): void {
    if (this.choice !== undefined && !path.moment.hasChosen) return;
    if (path.end.kind !== 'arrival') path.moment.close();
    if (path.moment.isImpossible) return;
    this.#paths.push(path);
    if (this.#paths.length > MOST_PATHS) {
      throw new Error(`a step of ${this.road.actor.id} has too many ways to go`);
    }
  }

  #operation(at: number): Operation {
    const operation = this.road.actor.code.operations[at];
    if (operation === undefined) throw new Error(`the code has no operation ${at}`);
    return operation;
  }

  #quiet(
    moment: Moment,
    op: Exclude<Quiet, { kind: 'end' }>,
    at: number,
    go: (moment: Moment, to: number) => void,
  ): void {
    switch (op.kind) {
      case 'set':
        moment.setSlot(op.to, moment.value(op.value));
        return go(moment, at + 1);
      case 'branch':
        return this.#fork(moment, op, at, go);
      case 'jump':
        return go(moment, op.to);
      case 'bug':
      case 'bound': {
        const test = op.kind === 'bug' ? truth(moment.value(op.test)) : undefined;
        const stopped = test === undefined ? moment : moment.where(test);
        const goesOn = test === undefined ? undefined : moment.where(negated(test));
        if (stopped !== undefined) {
          this.stop(stopped, { kind: 'stop', cause: op.kind, operation: at });
        }
        if (goesOn !== undefined) go(goesOn, at + 1);
        return;
      }
      case 'ghost':
      case 'ghost-load':
        return this.#ghost(moment, op, at, go);
      case 'interrupts': {
        const { cells, actor } = this.road;
        const cell = cells.depthCell(actor.cpu);
        if (cell !== undefined) {
          const depth = moment.cell(cell);
          moment.setCell(cell, changedDepth(depth, op.change));
        }
        return go(moment, at + 1);
      }
      case 'warn':
      case 'enter':
      case 'leave':
        return go(moment, at + 1);
    }
  }

  #fork(
    moment: Moment,
    op: Extract<Quiet, { kind: 'branch' }>,
    at: number,
    go: (moment: Moment, to: number) => void,
  ): void {
    const test = truth(moment.value(op.test));
    const yes = moment.where(test);
    const no = moment.where(negated(test));
    if (yes !== undefined) {
      yes.passed.push({ operation: at, outcome: 'yes' });
      go(yes, op.then);
    }
    if (no !== undefined) {
      no.passed.push({ operation: at, outcome: 'no' });
      go(no, op.otherwise);
    }
  }

  #ghost(
    moment: Moment,
    op: Extract<Quiet, { kind: 'ghost' | 'ghost-load' }>,
    at: number,
    go: (moment: Moment, to: number) => void,
  ): void {
    const word = moment.value(op.object);
    const values = this.#ghostObjects(op.field, at);
    this.eachValue(moment, { expr: op.object, word, values }, (here, object) => {
      here.operation = at;
      const cell = this.road.cells.ghostCell(object, op.field);
      if (cell === undefined) {
        this.stop(here, { kind: 'stop', cause: 'fault', operation: at, address: object });
        return;
      }
      const old = wordOf(here.cell(cell), here.cell(cell + 1));
      if (op.kind === 'ghost-load') here.setSlot(op.to, old);
      else {
        const changed = changedGhost(old, op.operator, here.value(op.value));
        here.setCell(cell, changed.low);
        here.setCell(cell + 1, changed.high());
      }
      go(here, at + 1);
    });
  }

  eachValue(moment: Moment, { expr, word, values }: KnownValues, go: GoOn): void {
    if (word.constant !== undefined) {
      go(moment, word.constant);
      return;
    }
    const tests = values.map((value) => equality(word, constantWord(value)));
    for (const [index, value] of values.entries()) {
      const test = tests[index];
      const here = test === undefined ? undefined : moment.where(test);
      here?.settle(expr, value);
      if (here !== undefined) go(here, value);
    }
    moment.where(negated(anyOf(tests)))?.leave();
  }

  /** All objects that have the ghost, and what a schedule has taken for one. */
  #ghostObjects(field: string, at: number): readonly bigint[] {
    const { cells } = this.road;
    const objects = [...cells.names.addresses.keys()].filter((address) => {
      return cells.ghostCell(address, field) !== undefined;
    });
    return [...new Set([...objects, ...this.addresses(at)])];
  }
}

function changedGhost(old: Word, operator: '=' | '+' | '-', by: Word): Word {
  return operator === '=' ? by : combined(operator, false, old, by);
}
