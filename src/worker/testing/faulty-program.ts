/**
 * Test support: programs that behave on a sound machine as the right program would on a faulty one.
 * A defect says what becomes of each operation; what pointed behind it is made to point there again.
 */
import type { Code, Operation, Program, Quiet, Touch } from '../../listing/program.ts';

type Op = Touch | Quiet;

/** What stands in the place of an operation in the code of an actor. */
export type Defect = (op: Op, actor: number) => readonly Op[];

/** A touch with its place changed; an operation without a place stays. */
export function withPlace(op: Op, change: Partial<Extract<Op, { kind: 'load' }>['place']>): Op {
  switch (op.kind) {
    case 'load':
    case 'store':
    case 'rmw':
    case 'cmpxchg':
    case 'bit':
    case 'lock':
    case 'trylock':
    case 'unlock':
    case 'wait':
      return { ...op, place: { ...op.place, ...change } };
    default:
      return op;
  }
}

/** The program with a defect in the code of every actor. */
export function faultyProgram(program: Program, defect: Defect): Program {
  return withCodes(program, ({ operations, start, epilogue, slots }, actor) => {
    const starts: number[] = [];
    const made: Operation[] = [];
    for (const operation of operations) {
      starts.push(made.length);
      for (const [i, op] of defect(operation.op, actor).entries()) {
        made.push({ ...operation, op, dead: i === 0 ? operation.dead : [] });
      }
    }
    const moved = (index: number): number => starts[index] ?? index;
    return {
      operations: made.map((operation) => ({ ...operation, op: redirected(operation.op, moved) })),
      start: moved(start),
      ...(epilogue === undefined ? {} : { epilogue: moved(epilogue) }),
      slots,
    };
  });
}

/** The program with the code of every actor changed. */
export function withCodes(program: Program, change: (code: Code, actor: number) => Code): Program {
  const actors = program.actors.map((actor, i) => ({ ...actor, code: change(actor.code, i) }));
  return { ...program, actors };
}

function redirected(op: Op, moved: (index: number) => number): Op {
  if (op.kind === 'jump') return { ...op, to: moved(op.to) };
  if (op.kind !== 'branch') return op;
  const { then: yes, otherwise } = op;
  // oxlint-disable-next-line unicorn/no-thenable -- the name of the program's field; nobody awaits it
  return { ...op, then: moved(yes), otherwise: moved(otherwise) };
}
