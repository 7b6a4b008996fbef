/** What differs between two designs: functions with other lines, and those that only call such. */
import type { Design } from './design.ts';
import { outlineOf } from './outline.ts';
import { type DesignFunction, designFunctions } from './overlay.ts';

/** A function whose lines differ, or that only one of the designs has. */
export interface FunctionDifference {
  readonly name: string;
  readonly before: DesignFunction | undefined;
  readonly after: DesignFunction | undefined;
}

/** A function with the same lines that behaves differently all the same. */
interface CalleeDifference {
  readonly name: string;
  /** The listing: `v4.18/memory.step`. */
  readonly file: string;
  /** A shortest way from what it calls to a function whose lines differ, that one last. */
  readonly through: readonly string[];
}

export interface DesignDifference {
  /** In the order of the later design's listings, then those that it no longer has. */
  readonly functions: readonly FunctionDifference[];
  readonly callees: readonly CalleeDifference[];
}

/** Comments do not count: they are what is said of a line, not what it does. */
export function designDifference(from: Design, to: Design): DesignDifference {
  const before = designFunctions(from);
  const after = designFunctions(to);
  const names = [...after.keys(), ...[...before.keys()].filter((name) => !after.has(name))];
  const functions = names
    .filter((name) => code(before.get(name)) !== code(after.get(name)))
    .map((name) => ({ name, before: before.get(name), after: after.get(name) }));
  const changed = new Set(functions.map(({ name }) => name));
  return { functions, callees: calleesOf(to, changed) };
}

/** The functions of a design that reach a changed one by calls, nearest first. */
function calleesOf(design: Design, changed: ReadonlySet<string>): readonly CalleeDifference[] {
  const mentions = outlineOf(design.layers).functions;
  const own = designFunctions(design);
  const ways = new Map<string, readonly string[]>([...changed].map((name) => [name, []]));
  const found: CalleeDifference[] = [];
  for (let ring = [...changed]; ring.length > 0;) {
    const next: string[] = [];
    for (const [name, { file }] of own) {
      const callee = ring.find((one) => mentions.get(name)?.has(one) === true);
      if (callee === undefined || ways.has(name)) continue;
      const through = [callee, ...(ways.get(callee) ?? [])];
      ways.set(name, through);
      found.push({ name, file, through });
      next.push(name);
    }
    ring = next;
  }
  return found;
}

function code(fn: DesignFunction | undefined): string | undefined {
  return fn?.text
    .split('\n')
    .map((line) => line.replace(/("(?:[^"\\]|\\.)*")|#.*$/g, '$1').trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}
