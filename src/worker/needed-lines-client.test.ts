import { describe, expect, test, vi } from 'vitest';
import { scenarioById } from '../kernel/scenario.ts';
import { ExplorerDesk } from './explorer-desk.ts';
import { askNeededLines } from './needed-lines-client.ts';
import type { NeededLinesProgress, NeededLinesRequest } from './needed-lines-report.ts';
import type { PortListener, StartWorker } from './worker-port.ts';

const scenario = scenarioById('kara-race');
if (scenario === undefined) throw new Error('kara-race is gone');

const asked: NeededLinesRequest = {
  design: 'july-2018',
  scenario,
  debug: 'vm',
  overlay: '',
  functions: ['__put_page_for_pinned_dma'],
  limits: { maxStates: 100_000, maxBytes: 2 ** 30 },
};

interface Office {
  readonly start: StartWorker;
  /** The listener that the worker speaks to. */
  readonly listener: () => PortListener;
  ended: number;
}

/** A worker without a thread: everything said is copied as between threads. */
function office(): Office {
  let heard: PortListener | undefined;
  const made: Office = {
    ended: 0,
    listener: () => {
      if (heard === undefined) throw new Error('no worker was started');
      return heard;
    },
    start(listener) {
      heard = listener;
      const desk = new ExplorerDesk({
        reply: (reply) => {
          listener.replied(structuredClone(reply));
        },
        later: (work) => setTimeout(work),
        now: () => performance.now(),
      });
      return {
        post: (request) => {
          desk.receive(structuredClone(request));
        },
        end: () => {
          made.ended += 1;
        },
      };
    },
  };
  return made;
}

describe('a question which lines are needed', { timeout: 60_000 }, () => {
  test('is answered line by line, and ends its worker when it is done', async () => {
    const made = office();
    const told: NeededLinesProgress[] = [];
    await new Promise<void>((done, fail) => {
      askNeededLines(made.start, asked, {
        told: (progress) => {
          told.push(progress);
          if (progress.isDone) done();
        },
        failed: fail,
      });
    });
    const last = told.at(-1);
    expect(last?.lines).toHaveLength(last?.of ?? -1);
    expect(last?.of).toBeGreaterThan(6);
    expect(told.length).toBeGreaterThan(2);
    expect(made.ended).toBe(1);
  });

  test('is heard of no more when it is cancelled', async () => {
    const made = office();
    const told = vi.fn<(progress: NeededLinesProgress) => void>();
    const failed = vi.fn<(error: string) => void>();
    const running = askNeededLines(made.start, asked, { told, failed });
    running.cancel();
    expect(made.ended).toBe(1);
    made.listener().replied({ kind: 'failed', id: 1, error: 'late' });
    made.listener().died('late');
    await new Promise((wait) => setTimeout(wait, 200));
    expect(told).not.toHaveBeenCalled();
    expect(failed).not.toHaveBeenCalled();
  });

  test('fails with a sentence where the listing does not compile, and where the worker dies', async () => {
    const made = office();
    const error = await new Promise<string>((fail) => {
      askNeededLines(
        made.start,
        { ...asked, overlay: 'fn x(' },
        { told: vi.fn<() => void>(), failed: fail },
      );
    });
    expect(error).toMatch(/^The search failed: .*expected/);
    const failed = vi.fn<(error: string) => void>();
    askNeededLines(made.start, asked, { told: vi.fn<() => void>(), failed });
    made.listener().died('out of memory.');
    expect(failed).toHaveBeenCalledWith(
      'The search broke down (out of memory). Nothing on the page is lost; ask again.',
    );
  });
});
