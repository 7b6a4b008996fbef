/**
 * Loads the files of a bundle as CommonJS, with V8's compiled code from earlier calls: reading and
 * compiling the source takes longer than a short search.
 */
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** Code is compiled when it first runs: after so many calls most of what is used has been. */
const MOST_CALLS = 4;

/** What the kept code ends with: V8 does not survive code that was cut short on its way to the disk. */
const END = Buffer.from('whole');

class BundleLoader {
  #folder;
  #require;
  /** Kept code by file name: how many calls it is the sum of, and V8's data. */
  #kept = new Map();
  /** Modules by file name. */
  #modules = new Map();
  /** Scripts whose code is worth keeping after this call. */
  #fresh = new Map();

  constructor(folder) {
    this.#folder = folder;
    this.#require = createRequire(join(folder, 'main.cjs'));
    this.#readKept();
  }

  /** What a file of the bundle exports. */
  load(file) {
    const known = this.#modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    this.#modules.set(file, module);
    const path = join(this.#folder, file);
    const kept = this.#kept.get(file);
    const script = new Script(
      `(function (exports, require, module) {${readFileSync(path, 'utf8')}\n})`,
      { filename: path, ...(kept === undefined ? {} : { cachedData: kept.data }) },
    );
    // Another version of node has no use for it.
    const calls = script.cachedDataRejected === true ? 0 : (kept?.calls ?? 0);
    if (calls < MOST_CALLS) this.#fresh.set(file, { script, calls: calls + 1 });
    script.runInThisContext()(module.exports, (name) => this.#required(name), module);
    return module.exports;
  }

  /** Writes down what has been compiled, where that is worth it. */
  keep() {
    if (this.#fresh.size === 0) return;
    for (const [file, { script, calls }] of this.#fresh) {
      this.#kept.set(file, { calls, data: script.createCachedData() });
    }
    const entries = [...this.#kept];
    const head = Buffer.from(
      JSON.stringify(
        entries.map(([file, { calls, data }]) => ({ file, calls, size: data.length })),
      ),
    );
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    const path = this.#keptPath;
    try {
      const own = `${path}.${process.pid}`;
      writeFileSync(own, Buffer.concat([size, head, ...entries.map(([, { data }]) => data), END]));
      renameSync(own, path);
    } catch {
      // A folder that cannot be written to: the next call compiles again.
    }
  }

  get #keptPath() {
    return join(this.#folder, 'compiled-code');
  }

  #required(name) {
    return name.startsWith('./') ? this.load(name.slice(2)) : this.#require(name);
  }

  #readKept() {
    try {
      const bytes = readFileSync(this.#keptPath);
      let at = 4 + bytes.readUInt32LE(0);
      for (const { file, calls, size } of JSON.parse(bytes.toString('utf8', 4, at))) {
        this.#kept.set(file, { calls, data: bytes.subarray(at, at + size) });
        at += size;
      }
      if (!bytes.subarray(at).equals(END)) throw new Error('not all of it is there');
    } catch {
      this.#kept.clear();
    }
  }
}

module.exports = { BundleLoader };
