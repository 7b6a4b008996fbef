/**
 * The boundary to WebAssembly, which this folder only writes and never calls by itself: whoever drives
 * a search hands in a way to start a module.
 */

export interface EngineMemory {
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KiB. Throws a RangeError where there is no more memory. */
  grow(pages: number): number;
}

export interface Engine {
  readonly memory: EngineMemory;
  /** Calls a function of the module. */
  call(name: string, operand?: number): number;
}

export interface EngineHost {
  /** A memory of so many pages of 64 KiB, zeroed. Throws a RangeError where there is none. */
  memory(pages: number): EngineMemory;
  /** Starts a module on a memory. */
  start(module: Uint8Array<ArrayBuffer>, memory: EngineMemory): Engine;
}
