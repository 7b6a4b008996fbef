/**
 * Where an engine and its driver meet: the memory with its header, the trees and the table of judged
 * memories in it, and all that the model has taught so far. Serves what every engine asks for.
 */
import type { EngineShape } from './engine-shape.ts';
import { CheckTable } from './check-table.ts';
import type { Engine, EngineHost, EngineMemory } from './engine.ts';
import type { LearnableModel } from './learnable-model.ts';
import { ImageTables } from './image-tables.ts';
import { Learning } from './learning.ts';
import { Places } from './places.ts';
import {
  FIRST_ROOM,
  header,
  type MemoryPlan,
  memoryPlan,
  MOST_ROOM,
  type PlannedRoom,
} from './memory-plan.ts';
import type { RowLayout } from './row-layout.ts';
import type { Step } from './schedule-of.ts';
import { type Growth, partsSize, StepPool } from './step-pool.ts';

const PAGE = 65536;

/** Words of the header, the table of the nearest breaches included. */
const HEADER_WORDS = (header.best >> 2) + 32;

interface DeskOptions {
  readonly hasPlaces: boolean;
  readonly room: Learning['room'];
}

export class Desk {
  readonly model: LearnableModel;
  readonly learning: Learning;
  words: Int32Array;
  plan: MemoryPlan;
  shape: EngineShape;
  #engine: Engine | undefined;
  #room: PlannedRoom = FIRST_ROOM;
  #pool: StepPool;
  #checks: CheckTable;
  #images: ImageTables;
  readonly #numbers: Int32Array;
  readonly #state: Uint8Array;
  /** Where the engine sorts states by how far their actors are. */
  readonly places: Places | undefined;
  readonly #host: EngineHost;
  readonly #memory: EngineMemory;
  readonly #module: (shape: EngineShape) => Uint8Array<ArrayBuffer>;

  /** Throws a RangeError where there is no memory. */
  constructor(
    model: LearnableModel,
    host: EngineHost,
    module: (shape: EngineShape) => Uint8Array<ArrayBuffer>,
    { hasPlaces, room }: DeskOptions,
  ) {
    this.model = model;
    this.#host = host;
    this.#module = module;
    this.learning = new Learning(model, room);
    this.plan = this.#newPlan(this.learning.layout);
    this.#memory = host.memory(Math.ceil(this.plan.end / PAGE));
    this.words = new Int32Array(this.#memory.buffer);
    this.#numbers = this.learning.first.slice();
    this.#state = this.learning.state(this.learning.first);
    this.#images = this.#newImages();
    this.shape = this.#newShape();
    const { values, first } = this.learning;
    this.places = hasPlaces ? new Places(model, values, this.learning.state(first)) : undefined;
    this.#pool = new StepPool(this.layout, this.plan, this.#growth);
    this.#checks = new CheckTable(this.words, this.plan, this.shape.checkMasks);
  }

  get layout(): RowLayout {
    return this.learning.layout;
  }

  /** Bytes of the trees and the table of judged memories. */
  get bytes(): number {
    return this.#pool.size + this.#checks.size;
  }

  get memoryBytes(): number {
    return this.#memory.buffer.byteLength;
  }

  get(word: keyof typeof header): number {
    return this.words[header[word] >> 2] ?? 0;
  }

  set(word: keyof typeof header, value: number): void {
    this.words[header[word] >> 2] = value;
  }

  call(name: string, operand?: number): number {
    if (this.#engine === undefined) throw new Error('the engine has not been started');
    return this.#engine.call(name, operand);
  }

  /** Makes the memory at least so many bytes long. Throws a RangeError where there is no more. */
  reserve(bytes: number): void {
    const missing = bytes - this.memoryBytes;
    if (missing <= 0) return;
    this.#memory.grow(Math.ceil(missing / PAGE));
    this.words = new Int32Array(this.#memory.buffer);
  }

  /** Writes what is known and starts the engine. Throws a RangeError where the trees do not fit. */
  start(): void {
    const { layout, learning, plan, shape } = this;
    this.#pool = new StepPool(layout, plan, this.#growth);
    this.#pool.addAll(this.words, learning.steps, this.model.actors, (actor) =>
      learning.values.count(actor),
    );
    this.#checks = new CheckTable(this.words, plan, shape.checkMasks);
    this.#images.write(this.words, (cell) => learning.count(cell));
    this.#engine = this.#host.start(this.#module(shape), this.#memory);
  }

  /**
   * Zeroes all but the header, and plans anew with room for all values there are. What lies beyond
   * the plan is the caller's: it has been read before and is written again before `start`. Throws a
   * RangeError where there is no room, and has changed nothing then.
   */
  widen(): void {
    const { plan, layout, memoryBytes } = this;
    try {
      this.plan = this.#newPlan(this.learning.widen());
      this.#images = this.#newImages();
      this.reserve(this.plan.end);
    } catch (error) {
      this.plan = plan;
      this.learning.layout = layout;
      throw error;
    }
    const kept = this.words.slice(0, HEADER_WORDS);
    this.words.fill(0, 0, (plan.steps + this.#pool.size) >> 2);
    this.words.fill(0, plan.checks >> 2, (plan.checks + this.#checks.size) >> 2);
    // The plan may reach farther than the old one did; memory that is new is zero.
    this.words.fill(0, plan.checksEnd >> 2, Math.min(this.plan.checksEnd, memoryBytes) >> 2);
    this.words.set(kept);
    this.shape = this.#newShape();
  }

  /** Works a step out. False where something has no room: then it is to widen. */
  learn(numbers: Int32Array, actor: number): boolean {
    const { path, outgrown } = this.learning.learn(numbers, actor);
    this.places?.learn();
    if (outgrown || !this.#images.isValid(this.layout)) return false;
    if (this.places?.isCrowded === true) return false;
    if (!this.#pool.add(this.words, numbers, actor, path)) return false;
    this.#images.write(this.words, (cell) => this.learning.count(cell));
    return true;
  }

  /** Judges the memory of the successor in the header. False where it is to widen, and ask again. */
  judge(): boolean {
    if (this.#checks.isCramped && this.#room.checks < MOST_ROOM.checks) {
      this.#room = { ...this.#room, checks: Math.min(this.#room.checks * 8, MOST_ROOM.checks) };
      return false;
    }
    this.#judged(header.successor >> 2);
    return true;
  }

  /** What the row whose first word has this index breaks, as bits; judged again where it was forgotten. */
  broken(at: number): number {
    const known = this.#checks.verdict(this.words, at);
    if (known !== undefined) return known;
    return this.#judged(at);
  }

  /** Judges the memory of a row and keeps what is said of it. */
  #judged(at: number): number {
    // Asked very often: fresh arrays would keep the garbage collector busier than the model.
    this.layout.unpack(this.words, at, this.#numbers);
    const state = this.learning.values.fill(this.#numbers, this.#state);
    const broken = this.model.brokenIn(state);
    this.#checks.add(this.words, at, broken);
    return broken;
  }

  /** The numbers in the row whose first word has this index. */
  numbersAt(at: number): Int32Array {
    const numbers = new Int32Array(this.layout.fields.length);
    this.layout.unpack(this.words, at, numbers);
    return numbers;
  }

  /** States whose numbers fit into a word together with the move that led on from them. */
  get mostStates(): number {
    const { actors, mostChoices } = this.model;
    return Math.min(Math.floor(2 ** 32 / (actors * mostChoices)), 2 ** 31 - 1);
  }

  /** Who a state came from, and by which step, as the engines pack it into a word. */
  origin(packed: number): { readonly parent: number; readonly step: Step } {
    const { actors, mostChoices } = this.model;
    const code = packed >>> 0;
    const move = code % (actors * mostChoices);
    return {
      parent: Math.floor(code / (actors * mostChoices)),
      step: { actor: Math.floor(move / mostChoices), place: move % mostChoices },
    };
  }

  originCode(parent: number, { actor, place }: Step): number {
    const { actors, mostChoices } = this.model;
    return parent * actors * mostChoices + actor * mostChoices + place;
  }

  /** The steps from the first state to one, by way of the parents. */
  way(state: number, parentOf: (state: number) => number): readonly Step[] {
    const steps: Step[] = [];
    for (let at = state; at > 0;) {
      const { parent, step } = this.origin(parentOf(at));
      steps.push(step);
      at = parent;
    }
    return steps.toReversed();
  }

  /** With twice the room that the steps known so far take, up to a bound. */
  #newPlan(layout: RowLayout): MemoryPlan {
    const { actors, symmetries } = this.model;
    const wanted = partsSize(this.learning.steps.parts(), layout) * 2;
    const steps = Math.min(Math.max(this.#room.steps, wanted), MOST_ROOM.steps);
    this.#room = { ...this.#room, steps: Math.ceil(steps / 64) * 64 };
    return memoryPlan(layout, actors, symmetries.length, this.#room);
  }

  #newShape(): EngineShape {
    const { actors, mostChoices, stopCell } = this.model;
    const { layout, plan, learning } = this;
    const late = this.model.lateActors.map((actor) => learning.lateCell(actor));
    const canAllBeLate =
      this.#images.tables.length > 0 && late.every((cell) => layout.field(cell).bits > 0);
    return {
      layout,
      plan,
      actors,
      mostChoices,
      stopCell,
      checkMasks: layout.masks((cell) => learning.isShared(cell)),
      images: this.#images.tables,
      lateMasks: canAllBeLate ? layout.masks((cell) => late.includes(cell)) : undefined,
    };
  }

  readonly #growth: Growth = (actor, own, changes) => {
    const { places } = this;
    if (places === undefined) return 0;
    const to = changes.find(({ cell }) => cell === actor)?.value ?? own;
    const stops = changes.some(({ cell }) => cell === this.model.stopCell) ? 1 : 0;
    const growth = places.of(actor, to) - places.of(actor, own) + stops;
    if (growth >= 1) return growth;
    throw new Error(
      `the rank of actor ${actor} does not grow with a step: look for a loop in the model`,
    );
  };

  #newImages(): ImageTables {
    const { images, imagesEnd } = this.plan;
    return new ImageTables(this.learning.images, this.layout, images, imagesEnd);
  }
}
