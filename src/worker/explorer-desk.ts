/**
 * The worker's side of the explorer: serves one exploration at a time, in slices, between which
 * messages are heard. Keeps the last one for questions.
 */
import { type CompiledScenario, compiledScenario } from '../kernel/compiled-scenario.ts';
import { buffersOf } from './exploration-map.ts';
import { explorationProblem, Exploring } from './exploring.ts';
import type { NeededLines } from './needed-lines.ts';
import type { ExplorerReply, ExplorerRequest } from './protocol.ts';

/** What the desk needs of the thread it stands in. */
export interface DeskSurroundings {
  /** `handedOver`: buffers that go along and are gone here. */
  reply(reply: ExplorerReply, handedOver: readonly ArrayBufferLike[]): void;
  /** Runs something after the messages that are waiting. */
  later(work: () => void): void;
  /** Milliseconds. */
  now(): number;
}

/** Milliseconds of work between two looks at the messages. */
const SLICE = 30;
/** Milliseconds between two reports of progress. */
const REPORT = 60;

type Explore = Extract<ExplorerRequest, { kind: 'explore' }>;

interface Work {
  readonly id: number;
  readonly exploring: Exploring;
  isPaused: boolean;
  /** A slice is asked for already. */
  isDue: boolean;
  reported: number;
  /** Properties broken when it was, and whether the search was over. */
  broken: number;
  isSearched: boolean;
}

export class ExplorerDesk {
  readonly #surroundings: DeskSurroundings;
  #program: { readonly number: number; readonly compiled: CompiledScenario } | undefined;
  #work: Work | undefined;
  /** The question about lines that is worked at. */
  #asked = 0;
  #done: { readonly id: number; readonly exploring: Exploring } | undefined;

  constructor(surroundings: DeskSurroundings) {
    this.#surroundings = surroundings;
    this.#reply({ kind: 'ready' });
  }

  /** Never throws: what goes wrong is a reply. */
  receive(request: ExplorerRequest): void {
    switch (request.kind) {
      case 'program':
        this.#program = { number: request.program, compiled: compiledScenario(request.data) };
        break;
      case 'explore':
        this.#guarded(request.id, () => this.#explore(request));
        break;
      case 'pause':
        if (this.#work?.id === request.id) this.#work.isPaused = true;
        break;
      case 'resume':
        if (this.#work?.id === request.id) {
          this.#work.isPaused = false;
          this.#goOn(this.#work);
        }
        break;
      case 'cancel':
        if (this.#work?.id === request.id) {
          this.#work.exploring.cancel();
          this.#work.isPaused = false;
          this.#goOn(this.#work);
        }
        break;
      case 'query':
      case 'map':
      case 'schedule':
        this.#guarded(request.id, () => this.#answer(request));
        break;
      case 'needed-lines':
        this.#needLines(request);
        break;
    }
  }

  /** The compiler comes with it, so it is loaded when it is first asked for. */
  #needLines({ id, asked }: Extract<ExplorerRequest, { kind: 'needed-lines' }>): void {
    this.#work = undefined;
    this.#asked = id;
    import('./needed-lines.ts').then(
      ({ NeededLines }) => {
        this.#guarded(id, () => {
          this.#showLines(id, new NeededLines(asked, this.#surroundings.now));
        });
      },
      () => {
        this.#fail(id, 'The compiler could not be loaded. Check the connection, then ask again.');
      },
    );
  }

  #showLines(id: number, lines: NeededLines): void {
    let reported = this.#surroundings.now();
    const goOn = (): void => {
      if (this.#asked !== id) return;
      const isGoingOn = lines.slice(SLICE);
      const now = this.#surroundings.now();
      if (!isGoingOn || now - reported >= REPORT) {
        reported = now;
        this.#reply({ kind: 'needed-lines', id, progress: lines.progress() });
      }
      if (isGoingOn) this.#surroundings.later(() => this.#guarded(id, goOn));
    };
    goOn();
  }

  #explore({ id, program, options }: Explore): void {
    this.#work = undefined;
    this.#asked = 0;
    this.#done = undefined;
    const known = this.#program;
    if (known?.number !== program) throw new Error('the program has not been handed over');
    const { now } = this.#surroundings;
    const problem = explorationProblem(known.compiled, options);
    if (problem !== undefined) {
      this.#fail(id, problem);
      return;
    }
    const exploring = new Exploring(known.compiled, options, now);
    const work = {
      id,
      exploring,
      isPaused: false,
      isDue: false,
      reported: -REPORT,
      broken: 0,
      isSearched: false,
    };
    this.#work = work;
    this.#goOn(work);
  }

  #goOn(work: Work): void {
    if (work.isDue) return;
    work.isDue = true;
    this.#surroundings.later(() => {
      work.isDue = false;
      if (this.#work !== work || work.isPaused) return;
      this.#guarded(work.id, () => this.#slice(work));
    });
  }

  #slice(work: Work): void {
    const { id, exploring } = work;
    const isGoingOn = exploring.slice(SLICE);
    const now = this.#surroundings.now();
    const progress = exploring.progress();
    const isNews = progress.broken.length > work.broken || progress.searched !== work.isSearched;
    if (now - work.reported >= REPORT || isNews || !isGoingOn) {
      work.reported = now;
      work.broken = progress.broken.length;
      work.isSearched = progress.searched;
      this.#reply({ kind: 'progress', id, progress });
    }
    if (isGoingOn) {
      this.#goOn(work);
      return;
    }
    this.#work = undefined;
    this.#done = { id, exploring };
    this.#reply({ kind: 'explored', id, exploration: exploring.result() });
  }

  #answer(request: Extract<ExplorerRequest, { kind: 'query' | 'map' | 'schedule' }>): void {
    const { id } = request;
    const exploring = this.#done?.id === request.exploration ? this.#done.exploring : undefined;
    if (exploring === undefined) {
      this.#fail(id, 'That search is gone, or not done yet.');
      return;
    }
    switch (request.kind) {
      case 'query':
        this.#reply({ kind: 'queried', id, answer: exploring.answer(request.text) });
        break;
      case 'map': {
        const map = exploring.map();
        if (map === undefined) this.#fail(id, 'This search has kept no map of its states.');
        else this.#reply({ kind: 'mapped', id, map }, buffersOf(map));
        break;
      }
      case 'schedule': {
        const schedule = exploring.scheduleTo(request.state);
        if (schedule === undefined) this.#fail(id, 'This search has not kept that state.');
        else this.#reply({ kind: 'scheduled', id, schedule });
        break;
      }
    }
  }

  #reply(reply: ExplorerReply, handedOver: readonly ArrayBufferLike[] = []): void {
    this.#surroundings.reply(reply, handedOver);
  }

  #fail(id: number, error: string): void {
    this.#reply({ kind: 'failed', id, error });
  }

  /** A search that breaks down must not take the worker with it. */
  #guarded(id: number, act: () => void): void {
    try {
      act();
    } catch (error) {
      if (this.#work?.id === id) this.#work = undefined;
      const why = error instanceof Error ? error.message : String(error);
      const sentence =
        error instanceof RangeError
          ? `There is not enough memory for this search (${why}). Try a lower limit of states.`
          : `The search failed: ${why}.`;
      this.#fail(id, sentence);
    }
  }
}
