/** What can be said of a function by looking at its lines alone. */
import type { FunctionDeclaration, Statement } from './syntax.ts';

/** All statements of a list, those within blocks included, in the order of their lines. */
export function* everyStatement(statements: readonly Statement[]): Iterable<Statement> {
  for (const statement of statements) {
    yield statement;
    switch (statement.kind) {
      case 'if':
        yield* everyStatement(statement.then);
        yield* everyStatement(statement.otherwise);
        break;
      case 'repeat':
      case 'loop':
      case 'for':
        yield* everyStatement(statement.body);
        break;
      default:
        break;
    }
  }
}

/** Names that a list of statements assigns somewhere. */
export function assignedIn(statements: readonly Statement[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const statement of everyStatement(statements)) {
    if (statement.kind === 'assign' || statement.kind === 'update') {
      if (statement.target.kind === 'name') names.add(statement.target.name);
    } else if (statement.kind === 'atomic' && statement.result !== undefined) {
      names.add(statement.result.name);
    } else if (statement.kind === 'for') {
      names.add(statement.variable.name);
    }
  }
  return names;
}

const assigned = new WeakMap<FunctionDeclaration, ReadonlySet<string>>();

/** Names that a function assigns: its locals, and parameters that it changes. */
export function assignedNames(declaration: FunctionDeclaration): ReadonlySet<string> {
  let names = assigned.get(declaration);
  if (names === undefined) {
    names = assignedIn(declaration.body);
    assigned.set(declaration, names);
  }
  return names;
}

const valued = new WeakMap<FunctionDeclaration, boolean>();

/** Whether a call of the function has a value: its head says so, or some of its lines return one. */
export function givesValue(declaration: FunctionDeclaration): boolean {
  if (declaration.result !== undefined) return true;
  if (declaration.oneLine) return declaration.expression !== undefined;
  let gives = valued.get(declaration);
  if (gives === undefined) {
    gives = [...everyStatement(declaration.body)].some(
      (statement) => statement.kind === 'return' && statement.value !== undefined,
    );
    valued.set(declaration, gives);
  }
  return gives;
}

const mentioned = new WeakMap<FunctionDeclaration, ReadonlySet<string>>();

/** All names in the lines of a function: of functions that it calls, objects, constants, locals. */
export function mentionedNames(declaration: FunctionDeclaration): ReadonlySet<string> {
  let names = mentioned.get(declaration);
  if (names === undefined) {
    const found = new Set<string>();
    addNames([declaration.body, declaration.expression], found);
    mentioned.set(declaration, found);
    names = found;
  }
  return names;
}

/** Looks at every node, whatever its kind: a name may stand in any place of any of them. */
function addNames(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('kind' in node && node.kind === 'name' && 'name' in node) names.add(String(node.name));
  for (const part of Object.values(node)) addNames(part, names);
}
