/**
 * Where things lie in the memory of a packed engine, in bytes. The engine's code and the driver that
 * serves it agree on nothing but this.
 *
 *     header | roots | steps | checks | images | what the engine itself keeps
 */
import type { RowLayout } from './row-layout.ts';

/** Words of the header; what they hold is said where they are used. */
export const header = {
  /** Breadth-first: number of the state being expanded. */
  next: 16,
  /** States known. */
  count: 20,
  /** Give back control before expanding this one. */
  until: 24,
  /** Most states that there is room for. */
  capacity: 28,
  /** Actor to go on with, after the driver has served a request. */
  resume: 32,
  /** 1 when some actor of the state being expanded could move. */
  moved: 36,
  /** Moves made in this run. */
  transitions: 40,
  /** Bits of the properties that need no report any more. */
  found: 44,
  /** With a request: the actor, the successor's place among its own, the bits that are broken. */
  actor: 48,
  choice: 52,
  broken: 56,
  /** States that had stopped when their turn came. */
  stopped: 60,
  table: 64,
  tableMask: 68,
  parents: 72,
  rows: 76,
  checks: 80,
  checkMask: 84,
  /** Sweep: the bucket at work, the chunk of its records and the record in it; 0 at its end. */
  bucket: 88,
  chunk: 92,
  record: 96,
  /** Sweep: number of the state at work plus 1, or 0 while it has none. */
  numbered: 100,
  /** Sweep: end of the memory in use, end of the memory there is, first of the free chunks. */
  top: 104,
  end: 108,
  freeChunk: 112,
  /** Sweep: where the next parent goes, and where its chunk ends. */
  parentAt: 116,
  parentEnd: 120,
  /** Sweep: distance of the state at work, and the largest so far. */
  distance: 124,
  deepest: 128,
  /** Sweep: records in all buckets. */
  waiting: 132,
  /** The successor that a request is about: up to 32 words. */
  successor: 256,
  /** Sweep: shortest distance at which each property is broken so far: 32 words. */
  best: 384,
} as const;

const ROOTS = 1024;
const IMAGES_SIZE = 8 << 20;

/** Bytes planned for the decision trees and for the table of judged memories. */
export interface PlannedRoom {
  readonly steps: number;
  readonly checks: number;
}

/** A small search is over before a large memory has been provided, and the heap tidied up for it. */
export const FIRST_ROOM: PlannedRoom = { steps: 1 << 20, checks: 1 << 21 };
export const MOST_ROOM: PlannedRoom = { steps: 48 << 20, checks: 16 << 20 };

/** Why an engine gives back control. */
export const request = {
  /** Came to `until`, or nothing is left. */
  done: 0,
  /** The step of `actor` in the state at work is not known. */
  unknownStep: 1,
  /** The memory of the state in `successor` has not been judged. */
  unknownMemory: 2,
  /** A step, or the state it leads to, breaks `broken`. */
  broken: 3,
  /** `capacity` is reached. */
  full: 4,
  /** Nobody can move in the state at work. */
  end: 5,
  /** Sweep: a chunk of parents is full. */
  parentsFull: 6,
  /** Sweep: there is no free chunk, and the memory has to grow. */
  noChunk: 7,
  /** With symmetries: the last actor has become late in a successor of `actor`. */
  late: 8,
} as const;

export interface MemoryPlan {
  /** By actor: where the addresses of its trees stand. */
  readonly roots: readonly number[];
  readonly steps: number;
  readonly stepsEnd: number;
  readonly checks: number;
  readonly checksEnd: number;
  /** Tables of symmetries; no room where there are none. */
  readonly images: number;
  readonly imagesEnd: number;
  /** First byte that the plan leaves to the engine. */
  readonly end: number;
}

/** Words that a row may have: what the header has room for. */
const MOST_WORDS = (header.best - header.successor) >> 2;

/** Throws a RangeError where a row would be too long. */
export function memoryPlan(
  layout: RowLayout,
  actors: number,
  symmetries: number,
  room: PlannedRoom = FIRST_ROOM,
): MemoryPlan {
  if (layout.words > MOST_WORDS) {
    throw new RangeError(`a row of ${layout.words} words is too long: ${MOST_WORDS} are the most`);
  }
  let at = ROOTS;
  const roots: number[] = [];
  for (let actor = 0; actor < actors; actor++) {
    roots.push(at);
    at += 4 * 2 ** layout.field(actor).bits;
  }
  const steps = Math.ceil(at / 64) * 64;
  const stepsEnd = steps + room.steps;
  const checksEnd = stepsEnd + room.checks;
  const end = checksEnd + (symmetries > 0 ? IMAGES_SIZE : 0);
  return {
    roots,
    steps,
    stepsEnd,
    checks: stepsEnd,
    checksEnd,
    images: checksEnd,
    imagesEnd: end,
    end,
  };
}
