/** How tests of the compiler ask: what a text over the small base becomes. */
import { codeText } from '../flow/code-text.ts';
import { compile } from '../compile.ts';
import { problemText } from '../problem.ts';
import type { PlacedObject, Program } from '../program.ts';
import type { ActorRequest, CompileRequest } from '../request.ts';
import { PRELUDE } from './prelude.ts';

export const OBJECTS: readonly PlacedObject[] = [
  { name: 'node', struct: 'pglist_data', address: 0x1000n },
  { name: 'lru_add_pvec', struct: 'pagevec', address: 0x2000n, cpu: 0 },
  { name: 'lru_add_pvec', struct: 'pagevec', address: 0x2100n, cpu: 1 },
  { name: 'page_a', struct: 'page', address: 0x5000n },
];

export const cpu = (n: number, run: string): ActorRequest => ({
  id: `cpu${n}`,
  kind: 'cpu',
  cpu: n,
  role: '',
  run,
});

export function request(text: string, more: Partial<CompileRequest> = {}): CompileRequest {
  return {
    layers: [
      { id: 'base', sources: [{ file: 'base.step', text: PRELUDE }] },
      { id: 'my', sources: [{ file: 'my.step', text }] },
    ],
    objects: OBJECTS,
    initial: [],
    initialGhosts: [],
    actors: [cpu(0, 'cpu0')],
    probes: [],
    debug: [],
    ...more,
  };
}

/** The program of a text over the small base; throws where there is none. */
export function compiled(text: string, more: Partial<CompileRequest> = {}): Program {
  const result = compile(request(text, more));
  if (!result.ok) throw new Error(result.error.map(problemText).join('\n'));
  return result.value;
}

/** What is wrong with a request, as printed. */
export function problems(text: string, more: Partial<CompileRequest> = {}): readonly string[] {
  const result = compile(request(text, more));
  return result.ok ? [] : result.error.map(problemText);
}

/** Code of the first actor, with names in place of function indices. */
export function code(text: string, more: Partial<CompileRequest> = {}): readonly string[] {
  const program = compiled(text, more);
  const [actor] = program.actors;
  if (actor === undefined) throw new Error('no actor');
  return codeText(actor.code).map((line) =>
    line.replace(/(enter|leave) (\d+)/, (_, verb: string, fn: string) => {
      return `${verb} ${program.functions[Number(fn)]?.name ?? '?'}`;
    }),
  );
}
