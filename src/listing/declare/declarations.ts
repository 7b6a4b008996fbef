/**
 * What all designs together declare besides functions: layouts, constants and objects. Rarely does
 * any of it change while functions are edited or scenarios chosen, so the last few are kept.
 */
import type { ConstantValue, PlacedConstant } from './constants.ts';
import { constantsOf } from './constants.ts';
import type { Layouts, PlacedStruct } from './layout.ts';
import { layoutsOf } from './layout.ts';
import type { Problem } from '../problem.ts';
import { problemAt } from '../refusal.ts';
import { didYouMean } from '../suggestion.ts';
import type { ListingFile, ObjectDeclaration } from '../syntax.ts';

interface DeclaredObject {
  readonly declaration: ObjectDeclaration;
  readonly file: string;
}

/** A file and the index of its design, base first. */
interface LayeredFile {
  readonly file: ListingFile;
  readonly layer: number;
}

export interface Declarations {
  readonly layouts: Layouts;
  readonly constants: ReadonlyMap<string, ConstantValue>;
  readonly objects: ReadonlyMap<string, DeclaredObject>;
  readonly problems: readonly Problem[];
}

/** More than the designs, overlays and kinds of scenarios that anybody works with at once. */
const KEPT = 32;
const kept: { readonly key: readonly unknown[]; readonly declarations: Declarations }[] = [];

/** Gives the same object for the same declarations, in the same designs. */
export function declarationsOf(files: readonly LayeredFile[]): Declarations {
  const key = files.flatMap(({ file, layer }) =>
    [...file.structs, ...file.constants, ...file.objects].flatMap((part) => [layer, part]),
  );
  const known = kept.find(
    (other) => other.key.length === key.length && other.key.every((part, i) => part === key[i]),
  );
  if (known !== undefined) return known.declarations;
  const declarations = declared(files);
  kept.unshift({ key, declarations });
  kept.length = Math.min(kept.length, KEPT);
  return declarations;
}

function declared(files: readonly LayeredFile[]): Declarations {
  const structs: PlacedStruct[] = files.flatMap(({ file, layer }) =>
    file.structs.map((declaration) => ({ declaration, file: file.file, layer })),
  );
  const constants: PlacedConstant[] = files.flatMap(({ file, layer }) =>
    file.constants.map((declaration) => ({ declaration, file: file.file, layer })),
  );
  const laidOut = layoutsOf(structs);
  const evaluated = constantsOf(constants);
  const placed = objectsOf(files, laidOut.layouts);
  return {
    layouts: laidOut.layouts,
    constants: evaluated.constants,
    objects: placed.objects,
    problems: [...laidOut.problems, ...evaluated.problems, ...placed.problems],
  };
}

function objectsOf(
  files: readonly LayeredFile[],
  layouts: Layouts,
): {
  readonly objects: ReadonlyMap<string, DeclaredObject>;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const objects = new Map<string, DeclaredObject>();
  for (const { file } of files) {
    for (const declaration of file.objects) {
      const { name, struct, span } = declaration;
      const before = objects.get(name);
      if (!layouts.has(struct)) {
        const hint = didYouMean(struct, layouts.keys());
        problems.push(problemAt(file.file, span, `there is no struct ${struct}`, hint));
      } else if (before !== undefined && before.declaration.struct !== struct) {
        const elsewhere = `${before.file}:${before.declaration.span.line}`;
        problems.push(
          problemAt(
            file.file,
            span,
            `${name} is a ${struct} here and a ${before.declaration.struct} at ${elsewhere}`,
          ),
        );
      } else {
        objects.set(name, { declaration, file: file.file });
      }
    }
  }
  return { objects, problems };
}
