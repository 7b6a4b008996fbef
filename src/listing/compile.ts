/**
 * From listings and a scenario's wishes to a program. Everything is checked first, used or not, so
 * that what is compiled here is known to be sound; what can still go wrong is the scenario's.
 */
import { checkedFiles } from './check.ts';
import { actorCode, probeCode } from './lower/actor-code.ts';
import type { Compilation } from './lower/actor-code.ts';
import { functionText } from './function-text.ts';
import { structOf } from './declare/flat-struct.ts';
import type { Listings } from './declare/listings.ts';
import { readFiles } from './declare/listings.ts';
import type { Problem } from './problem.ts';
import type { Actor, PlacedObject, Probe, Program } from './program.ts';
import { Refusal, problemAt } from './refusal.ts';
import type { CompileRequest } from './request.ts';

export type CompileResult =
  | { readonly ok: true; readonly value: Program }
  | { readonly ok: false; readonly error: readonly Problem[] };

/** Compiles; the same request gives the same program, down to the order of its parts. */
export function compile(request: CompileRequest): CompileResult {
  const files = readFiles(request.layers);
  const { listings, problems, kinds } = checkedFiles(files, request.objects);
  if (problems.length > 0) return { ok: false, error: problems };
  const wrong = unplaceable(request.objects, listings);
  if (wrong.length > 0) return { ok: false, error: wrong };
  const functions = [...listings.functions.values()];
  const indices = new Map(functions.map((placed, index) => [placed, index]));
  const compilation: Compilation = {
    listings,
    request,
    texts: new Map(files.map(({ file, lines }) => [file.file, lines])),
    indexOf: (placed) => {
      const index = indices.get(placed);
      if (index === undefined) throw new Error(`${placed.declaration.name} is not in the program`);
      return index;
    },
  };
  const errors: Problem[] = [];
  const attempt = <T>(make: () => T): readonly T[] => {
    try {
      return [make()];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(error.problem);
      return [];
    }
  };
  const actors = request.actors.flatMap((actor) =>
    attempt((): Actor => {
      const { id, kind, cpu, role } = actor;
      return { id, kind, cpu, role, code: actorCode(compilation, actor) };
    }),
  );
  const probes = request.probes.flatMap((name) =>
    attempt((): Probe => ({ name, ...probeCode(compilation, name) })),
  );
  if (errors.length > 0) return { ok: false, error: distinct(errors) };
  return {
    ok: true,
    value: {
      structs: [...listings.layouts.values()].map(structOf),
      objects: request.objects,
      constants: Object.fromEntries(
        [...listings.constants].map(([name, { value }]) => [name, value]),
      ),
      functions: functions.map((placed) => functionText(placed, kinds.get(placed) ?? new Map())),
      actors,
      probes,
      initial: request.initial,
      initialGhosts: request.initialGhosts,
    },
  };
}

/** Objects that no design has a struct for, or that are placed per CPU here and not there. */
function unplaceable(objects: readonly PlacedObject[], listings: Listings): readonly Problem[] {
  const problems: Problem[] = [];
  const nowhere = { line: 1, column: 1, length: 1 };
  for (const { name, struct, cpu } of objects) {
    if (!listings.layouts.has(struct)) {
      const message = `the scenario places ${name}, but there is no struct ${struct}`;
      problems.push(problemAt('scenario', nowhere, message));
    }
    const declared = listings.objects.get(name);
    if (declared === undefined || declared.declaration.perCpu === (cpu !== undefined)) continue;
    problems.push(
      problemAt(
        declared.file,
        declared.declaration.span,
        declared.declaration.perCpu
          ? `${name} is per CPU, but the scenario places one for all`
          : `${name} is one object for all CPUs, but the scenario places it per CPU`,
      ),
    );
  }
  return problems;
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const byPlace = new Map(
    problems.map((problem) => [
      `${problem.file}:${problem.line}:${problem.column}:${problem.message}`,
      problem,
    ]),
  );
  return [...byPlace.values()];
}
