/** Starts the modules that the packed engines write: on a page, in a worker, in node. */
import type { EngineHost } from '../explorer/packed/engine.ts';

/** Just under 2 GiB in pages of 64 KiB: the drivers read addresses as signed numbers. */
const MOST_PAGES = 32767;

export const engineHost: EngineHost = {
  memory: (pages) => new WebAssembly.Memory({ initial: pages, maximum: MOST_PAGES }),
  start(module, memory) {
    if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('that memory is not ours');
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), {
      env: { memory },
    });
    return {
      memory,
      call(name, operand) {
        const called = exports[name];
        if (typeof called !== 'function') throw new Error(`the engine has no function ${name}`);
        const answer: unknown = operand === undefined ? called() : called(operand);
        return typeof answer === 'number' ? answer : 0;
      },
    };
  },
};
