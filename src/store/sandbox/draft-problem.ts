/** What is wrong with a draft, and where: the sentences of the scenario format with their place read. */
import type { Draft, ScriptPlace } from './draft.ts';

export type ProblemPlace =
  | { readonly kind: 'title' }
  | { readonly kind: 'page'; readonly page: number }
  | { readonly kind: 'operation'; readonly in: ScriptPlace; readonly at: number }
  | { readonly kind: 'cpu'; readonly cpu: number }
  | { readonly kind: 'interrupt'; readonly cpu: number }
  /** What is made before the start: operations and pins. */
  | { readonly kind: 'start' }
  | { readonly kind: 'scenario' };

export interface DraftProblem {
  readonly place: ProblemPlace;
  /** A sentence that needs no place to be understood: `P has refcount 1, lower than …`. */
  readonly text: string;
}

/** The problem in a sentence of `parseScenario`, which begins with its place in the file. */
export function placedProblem(error: string, draft: Draft): DraftProblem {
  const [, path = '', said = error] =
    /^([a-z]+(?:\[\d+\])?(?:\.[a-zA-Z]+(?:\[\d+\])?)*)\s+(.*)$/.exec(error) ?? [];
  const [, list, first, second] =
    /^(pages|cpus|before|interrupts)\[(\d+)\](?:\.operations\[(\d+)\])?/.exec(path) ?? [];
  const index = Number(first);
  switch (list) {
    case 'pages':
      return { place: { kind: 'page', page: index }, text: pageText(path, said, draft, index) };
    case 'before':
      return operation(
        { kind: 'before' },
        index,
        `Before the start, operation ${index + 1}`,
        path,
        said,
      );
    case 'interrupts': {
      const cpu = draft.interrupts[index]?.cpu ?? 0;
      return {
        place: { kind: 'interrupt', cpu },
        text: `The interrupt on CPU${cpu}: ${fieldOf(path)}${said}.`,
      };
    }
    case 'cpus':
      return second === undefined
        ? { place: { kind: 'cpu', cpu: index }, text: `CPU${index}: ${fieldOf(path)}${said}.` }
        : operation(
            { kind: 'cpu', cpu: index },
            Number(second),
            `CPU${index}, operation ${Number(second) + 1}`,
            path,
            said,
          );
    default:
      if (path.startsWith('race')) return { place: { kind: 'start' }, text: `${capital(error)}.` };
      return path === 'title' || path === 'id'
        ? { place: { kind: 'title' }, text: `The name ${said}.` }
        : { place: { kind: 'scenario' }, text: `${capital(error)}.` };
  }
}

function operation(
  place: ScriptPlace,
  at: number,
  name: string,
  path: string,
  said: string,
): DraftProblem {
  return {
    place: { kind: 'operation', in: place, at },
    text: `${name}: ${fieldOf(path)}${said}.`,
  };
}

/** `pages[0] (P) has …` says the name itself; `pages[0].refcount must …` only the field. */
function pageText(path: string, said: string, draft: Draft, index: number): string {
  const name = draft.pages[index]?.name ?? `page ${index + 1}`;
  const isNamed = said.startsWith(`(${name}) `);
  return isNamed ? `${name} ${said.slice(name.length + 3)}.` : `${name}: ${fieldOf(path)}${said}.`;
}

/** The last field of a path, with the space behind it. */
function fieldOf(path: string): string {
  const field = /\.([a-zA-Z]+)(?:\[\d+\])?$/.exec(path)?.[1];
  return field === undefined || field === 'operations' ? '' : `${field} `;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
