import { describe, expect, test, vi } from 'vitest';
import type { ScenarioProgram } from '../kernel/compiled-scenario.ts';
import { compiledScenario } from '../trace/testing/scheduled.ts';
import type { ExplorationOptions, ExplorationProgress } from './exploration.ts';
import { ExplorerClient, type Ring } from './explorer-client.ts';
import { ExplorerDesk } from './explorer-desk.ts';
import type { ExplorerRequest } from './protocol.ts';
import type { PortListener, StartWorker } from './worker-port.ts';

const kara = compiledScenario('kara-race');

const options: ExplorationOptions = {
  engine: 'auto',
  symmetry: false,
  limits: { maxStates: 1_000_000, maxBytes: 2 ** 30 },
};

/** A worker without a thread: everything said is copied as between threads. */
class FakeWorker {
  readonly heard: ExplorerRequest[] = [];
  readonly listener: PortListener;
  isEnded = false;
  /** Slices that the desk has asked for. */
  #due: (() => void)[] = [];
  readonly #desk: ExplorerDesk;
  #time = 0;

  constructor(listener: PortListener) {
    this.listener = listener;
    this.#desk = new ExplorerDesk({
      reply: (reply, handedOver) => {
        const transfer = handedOver.filter((buffer) => buffer instanceof ArrayBuffer);
        const copied = structuredClone(reply, { transfer });
        if (!this.isEnded) listener.replied(copied);
      },
      later: (work) => this.#due.push(work),
      now: () => (this.#time += 5),
    });
  }

  post(request: ExplorerRequest): void {
    this.heard.push(structuredClone(request));
    this.#desk.receive(structuredClone(request));
  }

  /** Lets the desk work; as often as it asks for, or so many slices. */
  work(slices = Infinity): void {
    for (let done = 0; done < slices && this.#due.length > 0; done++) this.#due.shift()?.();
  }

  get isIdle(): boolean {
    return this.#due.length === 0;
  }
}

interface Office {
  readonly client: ExplorerClient;
  readonly workers: FakeWorker[];
  /** Rings all clocks that are set. */
  ring(): void;
}

function office(): Office {
  const workers: FakeWorker[] = [];
  const start: StartWorker = (listener) => {
    const worker = new FakeWorker(listener);
    workers.push(worker);
    return {
      post: (request) => worker.post(request),
      end: () => {
        worker.isEnded = true;
      },
    };
  };
  const clocks = new Set<() => void>();
  const clock: Ring = (_, wake) => {
    clocks.add(wake);
    return () => clocks.delete(wake);
  };
  const client = new ExplorerClient(start, clock);
  const ring = (): void => {
    for (const wake of clocks) wake();
  };
  return { client, workers, ring };
}

function only(workers: readonly FakeWorker[], count = 1): FakeWorker {
  expect(workers).toHaveLength(count);
  const worker = workers.at(-1);
  if (worker === undefined) throw new Error('there is no worker');
  return worker;
}

describe('an exploration in a worker', { timeout: 30_000 }, () => {
  test('gives progress, then the outcome, then answers', async () => {
    const { client, workers } = office();
    const shown: ExplorationProgress[] = [];
    const running = client.explore(kara, options, (progress) => shown.push(progress));
    only(workers).work();
    const outcome = await running.outcome;
    if (outcome.kind !== 'explored') throw new Error(outcome.kind);
    expect(outcome.exploration).toMatchObject({ complete: true, states: 1280 });
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.at(-1)).toMatchObject({ states: 1280, waiting: 0 });
    expect(shown.some(({ first, states }) => first !== undefined && states < 1280)).toBe(true);

    const can = await running.can('P says pinned and pins(P) == 0');
    expect(can).toMatchObject({ ok: true, value: { kind: 'found', states: 320, of: 1280 } });
    const map = await running.map();
    if (!map.ok) throw new Error(map.error);
    expect(map.value.graph.targets).toBeInstanceOf(Int32Array);
    expect(map.value.graph.states).toBe(1280);
    const again = await running.map();
    expect(again).toEqual(map);
    const schedule = await running.scheduleTo(1279);
    expect(schedule).toMatchObject({ ok: true });
    expect(await running.scheduleTo(1280)).toEqual({
      ok: false,
      error: 'This search has not kept that state.',
    });
  });

  test('tells the first counterexample and the end of the search before what takes longer', async () => {
    const { client, workers } = office();
    const shown: ExplorationProgress[] = [];
    const running = client.explore(kara, options, (progress) => shown.push(progress));
    only(workers).work();
    const outcome = await running.outcome;
    if (outcome.kind !== 'explored') throw new Error(outcome.kind);
    const first = shown.find((progress) => progress.first !== undefined);
    expect(first).toMatchObject({ first: { property: 'pin-seen' }, searched: false });
    expect(first?.first?.schedule).toHaveLength(76);
    const searched = shown.find((progress) => progress.searched);
    expect(searched).toMatchObject({ states: 1280, waiting: 0 });
    expect(searched?.broken.toSorted()).toEqual(
      outcome.exploration.verdicts
        .flatMap(({ id, verdict }) => (verdict === 'broken' ? [id] : []))
        .toSorted(),
    );
    // Odds, pairs and ends come after it, in slices of their own.
    expect(shown.at(-1)).not.toBe(searched);
  });

  test('the worker is kept, and a program crosses once', async () => {
    const { client, workers } = office();
    client.warm(kara);
    const first = client.explore(kara, options, () => {});
    only(workers).work();
    await first.outcome;
    const second = client.explore(kara, options, () => {});
    const worker = only(workers);
    worker.work();
    expect(await second.outcome).toMatchObject({ kind: 'explored' });
    expect(worker.heard.map(({ kind }) => kind)).toEqual(['program', 'explore', 'explore']);
  });

  test('only the data of a program crosses, not the machine made from it', () => {
    const { client, workers } = office();
    client.warm(kara);
    const [sent] = only(workers).heard;
    if (sent?.kind !== 'program') throw new Error('the program was not sent');
    const { design, scenario, debug, program }: ScenarioProgram = kara;
    expect(sent.data).toEqual({ design, scenario, debug, program });
  });

  test('paused it does nothing; resumed it goes on to the same end', async () => {
    const { client, workers, ring } = office();
    const running = client.explore(kara, options, () => {});
    const worker = only(workers);
    worker.work(1);
    running.pause();
    worker.work();
    expect(worker.isIdle).toBe(true);
    // Nobody loses patience with a search that was told to wait.
    ring();
    running.resume();
    worker.work();
    expect(await running.outcome).toMatchObject({
      kind: 'explored',
      exploration: { complete: true, states: 1280 },
    });
  });

  test('cancelled, while paused as well, it gives what it has', async () => {
    const { client, workers } = office();
    const running = client.explore(kara, options, () => {});
    const worker = only(workers);
    worker.work(1);
    running.pause();
    running.cancel();
    worker.work();
    expect(await running.outcome).toMatchObject({
      kind: 'explored',
      exploration: { complete: false, interrupted: 'cancelled' },
    });
  });

  test('a new exploration supersedes the one under way, whose late answers are dropped', async () => {
    const { client, workers } = office();
    const shown = vi.fn<(progress: ExplorationProgress) => void>();
    const first = client.explore(kara, options, shown);
    const worker = only(workers);
    worker.work(1);
    const calls = shown.mock.calls.length;
    const second = client.explore(compiledScenario('stranded'), options, () => {});
    expect(await first.outcome).toEqual({ kind: 'superseded' });
    worker.listener.replied({
      kind: 'failed',
      id: 1,
      error: 'too late',
    });
    worker.work();
    expect(await second.outcome).toMatchObject({
      kind: 'explored',
      exploration: { states: 82 },
    });
    expect(shown).toHaveBeenCalledTimes(calls);
    expect(await first.can('rest')).toEqual({
      ok: false,
      error: 'That search is gone. Run it again, then ask.',
    });
    first.cancel();
    expect(await second.can('rest')).toMatchObject({ ok: true });
  });

  test('a question before the end is answered with a sentence', async () => {
    const { client, workers } = office();
    const running = client.explore(kara, options, () => {});
    only(workers).work(1);
    expect(await running.can('rest')).toEqual({
      ok: false,
      error: 'That search is gone, or not done yet.',
    });
  });

  test('what cannot be searched fails with a sentence, and the worker goes on', async () => {
    const { client, workers } = office();
    const loops = compiledScenario('lockless-lookup');
    const running = client.explore(loops, { ...options, engine: 'sweep' }, () => {});
    only(workers).work();
    expect(await running.outcome).toMatchObject({
      kind: 'failed',
      error: expect.stringMatching(/^The sweep needs programs in which nobody /),
    });
    const again = client.explore(loops, options, () => {});
    only(workers).work();
    expect(await again.outcome).toMatchObject({ kind: 'explored' });
  });
});

describe('a worker that dies', { timeout: 30_000 }, () => {
  test.each([
    ['out of memory', 'The search broke down (out of memory): it may have run out of memory. '],
    ['', 'The search broke down: it may have run out of memory. '],
  ])(
    'is told in a sentence (%j), and the next request starts a fresh one',
    async (reason, said) => {
      const { client, workers } = office();
      const running = client.explore(kara, options, () => {});
      const dead = only(workers);
      dead.work(1);
      dead.listener.died(reason);
      const outcome = await running.outcome;
      if (outcome.kind !== 'failed') throw new Error(outcome.kind);
      expect(outcome.error).toContain(said);
      expect(dead.isEnded).toBe(true);
      expect(await running.can('rest')).toMatchObject({ ok: false });

      const again = client.explore(kara, options, () => {});
      const fresh = only(workers, 2);
      // Whatever the dead one may still say is not heard.
      dead.listener.died('once more');
      fresh.work();
      expect(await again.outcome).toMatchObject({ kind: 'explored' });
      expect(fresh.heard.map(({ kind }) => kind)).toEqual(['program', 'explore']);
    },
  );

  test('without a word is given up after a while, and so are questions to it', async () => {
    const { client, workers, ring } = office();
    const running = client.explore(kara, options, () => {});
    only(workers).work(1);
    ring();
    expect(await running.outcome).toMatchObject({
      kind: 'failed',
      error: expect.stringMatching(
        /^The search has not been heard of for 30 seconds and was ended\./,
      ),
    });
    const again = client.explore(kara, options, () => {});
    only(workers, 2).work();
    await again.outcome;
    // An idle worker may be silent as long as it likes.
    ring();
    expect(await again.can('rest')).toMatchObject({ ok: true });
  });

  test('at birth: the exploration fails, and can be tried again', async () => {
    let isBroken = true;
    const start: StartWorker = (listener) => {
      if (isBroken) throw new Error('Worker is not defined');
      const worker = new FakeWorker(listener);
      return {
        post(request) {
          worker.post(request);
          worker.work();
        },
        end() {},
      };
    };
    const client = new ExplorerClient(start);
    expect(await client.explore(kara, options, () => {}).outcome).toMatchObject({
      kind: 'failed',
      error: expect.stringMatching(/^The search broke down \(Worker is not defined\)/),
    });
    isBroken = false;
    expect(await client.explore(kara, options, () => {}).outcome).toMatchObject({
      kind: 'explored',
    });
    client.close();
  });

  test('closed on purpose: whoever waits is told, and it can be used again', async () => {
    const { client, workers } = office();
    const running = client.explore(kara, options, () => {});
    client.close();
    expect(await running.outcome).toEqual({ kind: 'superseded' });
    expect(only(workers).isEnded).toBe(true);
    client.warm();
    expect(workers).toHaveLength(2);
  });
});
