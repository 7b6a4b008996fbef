/**
 * Which lines of the listings some schedule of a scenario runs. Every reachable state is visited, and
 * every effect says which line it comes from. Lines that do something count: a load, a store, an
 * atomic, a lock, a pause, a call, a warning. Lines that only compute belong to the step before them.
 */

import type { FunctionText, LineKind, Program } from '../listing/program.ts';
import type { CompiledScenario } from './compiled-scenario.ts';

/** The lines that are run; every reachable state is visited. Meant for scenarios of some thousand states. */
export function reachedLines({ machine, program }: CompiledScenario): readonly string[] {
  const ran = new Set<string>();
  const first = machine.start().state;
  const seen = new Set([fingerprint(first)]);
  const open = [first];
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    for (const move of machine.moves(state)) {
      const { state: next, effects } = machine.step(state, move);
      for (const { actor, operation } of effects) {
        const stack = program.actors[actor]?.code.operations[operation]?.stack ?? [];
        for (const { fn, line } of stack) ran.add(`${fn}:${line}`);
      }
      const key = fingerprint(next);
      if (seen.has(key)) continue;
      seen.add(key);
      open.push(next);
    }
  }
  return program.functions
    .flatMap((fn, index) => stepLines(fn, index))
    .filter(({ key }) => ran.has(key))
    .map(({ text }) => text);
}

/** `v4.18/list.step:24 next.prev = new`, for every line of a program that does something. */
export function programLines({ functions }: Program): readonly string[] {
  return functions.flatMap((fn, index) => stepLines(fn, index)).map(({ text }) => text);
}

/** Those of them that some actor has code for: no schedule runs any other. */
export function compiledLines({ functions, actors }: Program): readonly string[] {
  const there = new Set(
    actors.flatMap(({ code }) =>
      code.operations.flatMap(({ stack }) => stack.map(({ fn, line }) => `${fn}:${line}`)),
    ),
  );
  return functions
    .flatMap((fn, index) => stepLines(fn, index))
    .filter(({ key }) => there.has(key))
    .map(({ text }) => text);
}

const steps: ReadonlySet<LineKind> = new Set(['R', 'W', 'A', 'L', 'P', 'call']);

/** One-line functions have no steps: their touch counts where they are used. */
function stepLines(fn: FunctionText, index: number): readonly { key: string; text: string }[] {
  if (fn.file.startsWith('scenario/')) return [];
  return fn.lines
    .filter(({ kind, number, text }) => {
      return number !== fn.line && (steps.has(kind) || text.startsWith('warn '));
    })
    .map(({ number, text }) => ({
      key: `${index}:${number}`,
      text: `${fn.file}:${number} ${text}`,
    }));
}

/** 53 bits of two FNV hashes: two states that share them would only cost lines, never invent any. */
function fingerprint(state: Uint8Array): number {
  const view = new DataView(state.buffer, state.byteOffset, state.byteLength);
  let a = 0x811c9dc5;
  let b = 0x9dc5811c;
  for (let at = 0; at + 4 <= state.byteLength; at += 4) {
    const word = view.getUint32(at, true);
    a = Math.imul(a ^ word, 0x01000193);
    b = Math.imul(b ^ (word >>> 7) ^ (word << 9), 0x01000193);
    a ^= a >>> 15;
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x200000 + (b >>> 11);
}
