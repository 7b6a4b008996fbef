/**
 * What a pile of listings offers to a scenario: the operations that can be put on a CPU and the
 * objects that have to be placed. Later layers replace what earlier ones said.
 */

import { mentionedNames } from '../listing/function-facts.ts';
import { readListing } from '../listing/read/read.ts';
import type { DesignLayer } from '../listing/request.ts';
import type { FunctionDeclaration, ObjectDeclaration } from '../listing/syntax.ts';

/** What an operation is called with. */
type Subject = 'page' | 'pte' | 'slot' | 'address_space' | 'none';

/** Something a user or a script can put on a CPU. */
export interface OperationOutline {
  readonly name: string;
  readonly kind: 'operation' | 'interrupt';
  readonly subject: Subject;
  /** It has a result: 0 means that there is nothing to go on with. */
  readonly gives: boolean;
  /** What it is for, from the listing's comment. */
  readonly why?: string;
  /** The listing that says what it does: `july-2018/mm.step`. */
  readonly file: string;
}

export interface Outline {
  readonly operations: ReadonlyMap<string, OperationOutline>;
  readonly objects: readonly ObjectDeclaration[];
  /** All functions by name, with every name that stands in their lines. */
  readonly functions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of all constants. */
  readonly constants: ReadonlySet<string>;
  /** The device's function, if the listings have one. */
  readonly device?: string;
}

/** The outline of layers, base first. Files that cannot be read give what can be read of them. */
export function outlineOf(layers: readonly DesignLayer[]): Outline {
  const files = layers.flatMap((layer) => layer.sources).map((source) => readListing(source).file);
  const functions = new Map<string, FunctionDeclaration>();
  const homes = new Map<string, string>();
  for (const { file, fn } of files.flatMap((one) =>
    one.functions.map((declared) => ({ file: one.file, fn: declared })),
  )) {
    const was = functions.get(fn.name);
    // What replaces an operation is one, however it is written: scripts go on calling it.
    functions.set(fn.name, was === undefined || fn.kind !== 'fn' ? fn : { ...fn, kind: was.kind });
    homes.set(fn.name, file);
  }
  const objects = new Map(files.flatMap((file) => file.objects).map((it) => [it.name, it]));
  const operations = new Map<string, OperationOutline>();
  for (const fn of functions.values()) {
    const outline = operationOutline(fn, homes.get(fn.name) ?? '');
    if (outline !== undefined) operations.set(fn.name, outline);
  }
  const device = [...functions.values()].find((fn) => fn.kind === 'device');
  return {
    operations,
    objects: [...objects.values()],
    functions: new Map([...functions].map(([name, fn]) => [name, mentionedNames(fn)])),
    constants: new Set(files.flatMap((file) => file.constants).map((it) => it.name)),
    ...(device === undefined ? {} : { device: device.name }),
  };
}

function operationOutline(fn: FunctionDeclaration, file: string): OperationOutline | undefined {
  const { kind, name } = fn;
  const subject = subjectOf(fn);
  if ((kind !== 'operation' && kind !== 'interrupt') || subject === undefined) return undefined;
  return {
    name,
    kind,
    subject,
    gives: fn.result !== undefined,
    file,
    ...(fn.why === undefined ? {} : { why: fn.why }),
  };
}

const subjects: readonly Subject[] = ['page', 'pte', 'slot', 'address_space'];

/** Undefined: a scenario has nothing to give for these parameters. */
function subjectOf({ parameters }: FunctionDeclaration): Subject | undefined {
  const [first, second] = parameters;
  if (first === undefined) return 'none';
  if (second !== undefined) return undefined;
  const type = first.type?.name ?? first.name;
  return subjects.find((subject) => subject === type);
}
