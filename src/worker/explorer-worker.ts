/** The explorer's worker: a desk in a thread of its own. */
import { ExplorerDesk } from './explorer-desk.ts';
import type { ExplorerRequest } from './protocol.ts';

/** Timers wait some milliseconds once they are nested; a message to oneself does not. */
const { port1, port2 } = new MessageChannel();
const works: (() => void)[] = [];
port1.addEventListener('message', () => works.shift()?.());
port1.start();

const desk = new ExplorerDesk({
  reply(reply, handedOver) {
    const transfer = handedOver.filter((buffer) => buffer instanceof ArrayBuffer);
    self.postMessage(reply, { transfer });
  },
  later(work) {
    works.push(work);
    port2.postMessage(undefined, { transfer: [] });
  },
  now: () => performance.now(),
});

self.addEventListener('message', ({ data }: MessageEvent<ExplorerRequest>) => desk.receive(data));
