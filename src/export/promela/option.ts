/** The ways of a step as options of Promela: a condition, assignments, and where to go on. */
import type { Program } from '../../listing/program.ts';
import type { Assignment } from './assignment.ts';
import type { Cells } from './cells.ts';
import { pathsFrom } from './follow.ts';
import { type Test, allOf, always, anyOf, namedHalf } from './half.ts';
import { listingLine } from './listing-line.ts';
import type { Moment } from './moment.ts';
import type { Path, PathEnd, Paths, Road } from './path.ts';
import type { Slots } from './slots.ts';
import { type Stage, STAGES, type Stages, isAtStage, stageVariable } from './stage.ts';

export interface Option {
  readonly tests: readonly Test[];
  /** What its condition says, in the words of the listing. */
  readonly notes: readonly string[];
  readonly assignments: readonly Assignment[];
  /** The label it goes on at. */
  readonly to: string;
  /** The way of stopping that it ends in. */
  readonly stop?: string;
}

/** All that leads away from a resting place. */
export interface Step {
  readonly options: readonly Option[];
  /** Conditions under which it would leave what is exported. */
  readonly beyond: readonly Test[];
  /** There are times when none of this is possible. */
  readonly waits: boolean;
}

export class Options {
  readonly #program: Program;
  readonly #cells: Cells;
  readonly #stages: Stages;
  readonly #roads: readonly Road[];
  readonly #road: Road;
  readonly #slots: Slots;

  constructor(
    program: Program,
    world: { readonly cells: Cells; readonly stages: Stages; readonly roads: readonly Road[] },
    own: { readonly road: Road; readonly slots: Slots },
  ) {
    this.#program = program;
    this.#cells = world.cells;
    this.#stages = world.stages;
    this.#roads = world.roads;
    this.#road = own.road;
    this.#slots = own.slots;
  }

  step(at: number): Step {
    const plain = pathsFrom(this.#road, at);
    const all = [plain, ...this.#furtherChoices(at, plain)];
    const start = this.#mayStart(at);
    const options = all.flatMap(({ paths }) => paths.flatMap((path) => this.#options(path, at)));
    return {
      options,
      beyond: all.flatMap(({ beyond }) => beyond).map((test) => allOf([start, test])),
      waits: all.some(({ waits }) => waits) || start !== always,
    };
  }

  /** A device that has not been asked may rest for ever, which SPIN reads off the label. */
  labelOf(at: number): string {
    const { actor, index } = this.#road;
    if (actor.kind !== 'device' || at !== this.#stages.beginning(index)) return `L${at}`;
    return pathsFrom(this.#road, at).waitsForCondition ? `end_L${at}` : `L${at}`;
  }

  /** The ways for every value of a `choose` but the lowest. */
  #furtherChoices(at: number, { choices }: Paths): readonly Paths[] {
    if (choices === undefined) return [];
    const { low, high } = choices;
    return Array.from({ length: high - low }, (_, i) => pathsFrom(this.#road, at, low + 1 + i));
  }

  /** What has to be so before the actor may leave this place, besides what its touch waits for. */
  #mayStart(at: number): Test {
    const { actor, index } = this.#road;
    if (at === actor.code.epilogue) {
      return this.#stages.mayBeginEpilogue(index, (other) => this.#unmetOf(other));
    }
    if (this.#isArrival(at)) {
      return anyOf([isAtStage(actor, 'RUNNING'), this.#stages.mayArrive(index)]);
    }
    return always;
  }

  /** What another actor waits for in the beginning is not so. */
  #unmetOf(other: number): Test {
    const road = this.#roads[other];
    if (road === undefined) throw new Error(`there is no actor ${other}`);
    return pathsFrom(road, this.#stages.beginning(other)).unmet;
  }

  #isArrival(at: number): boolean {
    const { actor, index } = this.#road;
    return actor.kind === 'interrupt' && at === this.#stages.beginning(index);
  }

  /** None for what turns out not to happen. */
  #options({ moment, end }: Path, at: number): readonly Option[] {
    const option = this.#option(moment, end, at);
    return option === undefined || moment.isImpossible ? [] : [option];
  }

  #option(moment: Moment, end: PathEnd, at: number): Option | undefined {
    const notes = moment.passed.flatMap(({ operation, outcome }) => {
      const line = listingLine(this.#program, this.#road.index, operation);
      return line === '' ? [] : [`${line}: ${outcome}`];
    });
    switch (end.kind) {
      case 'arrival':
        return this.#arrival(moment, at);
      case 'stop':
        return { ...this.#stop(moment, end, at), notes };
      case 'rest':
        return { ...this.#rest(moment, end.at, at), notes };
    }
  }

  #arrival(moment: Moment, at: number): Option | undefined {
    if (!this.#isArrival(at)) return undefined;
    return {
      tests: [this.#stages.mayArrive(this.#road.index), ...moment.tests],
      notes: ['the interrupt comes and spins at a lock that is held'],
      assignments: this.#stage('RUNNING'),
      to: this.labelOf(at),
    };
  }

  #stop(
    moment: Moment,
    { cause, operation, address }: Extract<PathEnd, { kind: 'stop' }>,
    at: number,
  ): Omit<Option, 'notes'> {
    const { actor, index } = this.#road;
    // What the locals hold matters only where a schedule really stops.
    const isKnown = this.#road.footprint.stops.has(`${index}:${operation}`);
    const locals = isKnown ? this.#slots.stopped(moment, at, operation) : [];
    const where = address === undefined ? '' : ` at ${address.toString(16).padStart(16, '0')}`;
    const line = listingLine(this.#program, index, operation);
    return {
      tests: [this.#mayStart(at), ...moment.tests],
      assignments: [...this.#memory(moment), ...locals, ...this.#stage('RUNNING')],
      to: 'halted',
      stop: `${cause}${where}, ${actor.id} at operation ${operation}: ${line}`,
    };
  }

  #rest(moment: Moment, to: number, at: number): Omit<Option, 'notes'> {
    const { actor, index } = this.#road;
    const locals = this.#slots.resting(moment, at, to);
    const after = this.#stages.after(index, to, at);
    const isSame = after === this.#stages.after(index, at, -1) && !this.#isArrival(at);
    const isEnd = actor.code.operations[to]?.op.kind === 'end';
    return {
      tests: [this.#mayStart(at), ...moment.tests],
      assignments: [...this.#memory(moment), ...locals, ...(isSame ? [] : this.#stage(after))],
      to: isEnd ? 'end_finished' : this.labelOf(to),
    };
  }

  #stage(stage: Stage): readonly Assignment[] {
    const variable = stageVariable(this.#road.actor);
    return [{ variable, target: variable, value: namedHalf(STAGES.indexOf(stage), stage) }];
  }

  #memory(moment: Moment): readonly Assignment[] {
    return [...moment.cells].map(([cell, { value, operation }]) => {
      const op = this.#road.actor.code.operations[operation]?.op;
      const place = op !== undefined && 'place' in op ? op.place : undefined;
      const target = this.#cells.aliasOf(cell, place);
      return { variable: this.#cells.nameOf(cell), target, value, operation };
    });
  }
}
