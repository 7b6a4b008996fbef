/**
 * The page's side of the explorer: one worker, kept warm, that explores one thing at a time. What it
 * says about anything but the newest exploration is dropped. A worker that dies is told in a sentence,
 * and the next request starts a fresh one.
 *
 *     const client = new ExplorerClient(startExplorerWorker);
 *     const running = client.explore(program, options, show);
 *     const outcome = await running.outcome;
 *     const answer = await running.can('P says unpinned and pins(P) > 0');
 */
import type { ScenarioProgram } from '../kernel/compiled-scenario.ts';
import type { Move } from '../machine/state.ts';
import type { ExplorationMap } from './exploration-map.ts';
import type { Exploration, ExplorationOptions, ExplorationProgress } from './exploration.ts';
import type { ExplorerReply, ExplorerRequest } from './protocol.ts';
import type { QueryAnswer } from './query/query-answer.ts';
import { type Asked, Questions } from './questions.ts';
import type { StartWorker, WorkerPort } from './worker-port.ts';

export type ExplorationOutcome =
  | { readonly kind: 'explored'; readonly exploration: Exploration }
  /** A sentence: the worker died, or could not be loaded. */
  | { readonly kind: 'failed'; readonly error: string }
  /** Another exploration was started, or the client was closed: nobody waits for this one. */
  | { readonly kind: 'superseded' };

export interface RunningExploration {
  /** Never rejects. */
  readonly outcome: Promise<ExplorationOutcome>;
  pause(): void;
  resume(): void;
  /** The outcome is what was found so far, `interrupted: 'cancelled'`. */
  cancel(): void;
  /** Can this be? Asked once the outcome is there. */
  can(text: string): Promise<Asked<QueryAnswer>>;
  map(): Promise<Asked<ExplorationMap>>;
  /** A shortest schedule to a state of the map. */
  scheduleTo(state: number): Promise<Asked<readonly Move[]>>;
}

/** A clock that rings once. */
export type Ring = (milliseconds: number, ring: () => void) => () => void;

/** A worker at work says something several times a second; after so long a silence it is given up. */
const PATIENCE = 30_000;

const ring: Ring = (milliseconds, wake) => {
  const timer = setTimeout(wake, milliseconds);
  return () => clearTimeout(timer);
};

interface Current {
  readonly id: number;
  readonly show: (progress: ExplorationProgress) => void;
  readonly settle: (outcome: ExplorationOutcome) => void;
  isPaused: boolean;
}

export class ExplorerClient {
  readonly #start: StartWorker;
  readonly #ring: Ring;
  readonly #questions = new Questions();
  #port: WorkerPort | undefined;
  /** Programs that the worker has, by object: the same compiled scenario is sent once. */
  #programs = new Map<ScenarioProgram, number>();
  #current: Current | undefined;
  /** The exploration that the worker still knows. */
  #kept = 0;
  #numbers = 0;
  #quiet: (() => void) | undefined;

  /** `start`: makes a worker, at the first request. */
  constructor(start: StartWorker, clock: Ring = ring) {
    this.#start = start;
    this.#ring = clock;
  }

  /** Starts the worker and hands it the program ahead of time, so that a search begins at once. */
  warm(program?: ScenarioProgram): void {
    const port = this.#awake();
    if (port !== undefined && program !== undefined) this.#programNumber(port, program);
  }

  /** Begins an exploration; one under way is superseded. */
  explore(
    program: ScenarioProgram,
    options: ExplorationOptions,
    show: (progress: ExplorationProgress) => void,
  ): RunningExploration {
    this.#supersede();
    const id = this.#next();
    const outcome = new Promise<ExplorationOutcome>((settle) => {
      this.#current = { id, show, settle, isPaused: false };
    });
    const port = this.#awake();
    if (port !== undefined) {
      this.#kept = id;
      const number = this.#programNumber(port, program);
      this.#post({ kind: 'explore', id, program: number, options });
    }
    const whileCurrent = (kind: 'pause' | 'resume' | 'cancel') => (): void => {
      if (this.#current?.id !== id) return;
      this.#current.isPaused = kind === 'pause';
      this.#post({ kind, id });
    };
    return {
      outcome,
      pause: whileCurrent('pause'),
      resume: whileCurrent('resume'),
      cancel: whileCurrent('cancel'),
      can: (text) =>
        this.#ask(id, (own) => ({ kind: 'query', id: own, exploration: id, text }), queried),
      map: () => this.#ask(id, (own) => ({ kind: 'map', id: own, exploration: id }), mapped),
      scheduleTo: (state) =>
        this.#ask(id, (own) => ({ kind: 'schedule', id: own, exploration: id, state }), scheduled),
    };
  }

  /** Ends the worker. The client can be used again: it starts another one. */
  close(): void {
    this.#supersede();
    this.#drop('The explorer was closed.');
  }

  async #ask<Value>(
    exploration: number,
    request: (id: number) => ExplorerRequest,
    read: (reply: ExplorerReply) => Value | undefined,
  ): Promise<Asked<Value>> {
    if (this.#port === undefined || this.#kept !== exploration) {
      return { ok: false, error: 'That search is gone. Run it again, then ask.' };
    }
    const id = this.#next();
    const answer = this.#questions.ask(id, read);
    this.#post(request(id));
    return answer;
  }

  #next(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  #programNumber(port: WorkerPort, data: ScenarioProgram): number {
    const known = this.#programs.get(data);
    if (known !== undefined) return known;
    const program = this.#next();
    // One program at a time: a page that edits a listing would fill the worker with old ones.
    this.#programs = new Map([[data, program]]);
    const { design, scenario, debug, edition, program: code } = data;
    const own = edition === undefined ? {} : { edition };
    port.post({
      kind: 'program',
      program,
      data: { design, scenario, debug, program: code, ...own },
    });
    return program;
  }

  /** The worker, started where there is none; undefined, and everything told, where it cannot be. */
  #awake(): WorkerPort | undefined {
    if (this.#port !== undefined) return this.#port;
    let isOwn = true;
    try {
      const port = this.#start({
        replied: (reply) => {
          if (isOwn) this.#hear(reply);
        },
        died: (reason) => {
          if (!isOwn) return;
          isOwn = false;
          this.#drop(deathSentence(reason));
        },
      });
      this.#port = { post: port.post, end: () => ((isOwn = false), port.end()) };
    } catch (error) {
      this.#drop(deathSentence(error instanceof Error ? error.message : String(error)));
    }
    return this.#port;
  }

  #post(request: ExplorerRequest): void {
    this.#port?.post(request);
    this.#listen();
  }

  #hear(reply: ExplorerReply): void {
    switch (reply.kind) {
      case 'ready':
        break;
      case 'progress':
        if (this.#current?.id === reply.id) this.#current.show(reply.progress);
        break;
      case 'explored':
        this.#finish(reply.id, { kind: 'explored', exploration: reply.exploration });
        break;
      case 'queried':
      case 'mapped':
      case 'scheduled':
        this.#questions.answer(reply.id, reply);
        break;
      case 'failed':
        this.#questions.refuse(reply.id, reply.error);
        this.#finish(reply.id, { kind: 'failed', error: reply.error });
        break;
    }
    this.#listen();
  }

  #finish(id: number, outcome: ExplorationOutcome): void {
    const current = this.#current;
    if (current?.id !== id) return;
    this.#current = undefined;
    current.settle(outcome);
  }

  #supersede(): void {
    const current = this.#current;
    this.#current = undefined;
    current?.settle({ kind: 'superseded' });
    this.#questions.refuseAll('Another search has begun.');
  }

  /** Sets the clock that gives a silent worker up; stops it while nobody waits. */
  #listen(): void {
    this.#quiet?.();
    this.#quiet = undefined;
    const waits = this.#questions.waiting || this.#current?.isPaused === false;
    if (this.#port === undefined || !waits) return;
    this.#quiet = this.#ring(PATIENCE, () => {
      this.#drop(
        `The search has not been heard of for ${PATIENCE / 1000} seconds and was ended. ` +
          'Try again with a lower limit of states.',
      );
    });
  }

  /** Ends the worker and tells everybody who waits. */
  #drop(error: string): void {
    this.#port?.end();
    this.#port = undefined;
    this.#programs = new Map();
    this.#kept = 0;
    const current = this.#current;
    this.#current = undefined;
    current?.settle({ kind: 'failed', error });
    this.#questions.refuseAll(error);
    this.#listen();
  }
}

const queried = (reply: ExplorerReply): QueryAnswer | undefined =>
  reply.kind === 'queried' ? reply.answer : undefined;
const mapped = (reply: ExplorerReply): ExplorationMap | undefined =>
  reply.kind === 'mapped' ? reply.map : undefined;
const scheduled = (reply: ExplorerReply): readonly Move[] | undefined =>
  reply.kind === 'scheduled' ? reply.schedule : undefined;

function deathSentence(reason: string): string {
  const why = reason === '' ? '' : ` (${reason.replace(/\.$/, '')})`;
  return (
    `The search broke down${why}: it may have run out of memory. ` +
    'Nothing on the page is lost. Try again, or with a lower limit of states.'
  );
}
