/** What the pages look like at an end, and why it is one. */
import { actorName } from '../kernel/actor-name.ts';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { listWalk } from '../kernel/lists.ts';
import { pageWords } from '../kernel/page-words.ts';
import type { State } from '../machine/state.ts';

/**
 * The words, counts, flags and lists of all pages as one text. States may differ in what no page
 * shows, such as a page-table entry's accessed bit: they are one picture.
 */
export function endPicture(compiled: CompiledScenario, state: State): string {
  const walks = compiled.lists
    .filter((head) => head.kind === 'lru')
    .map((head) => listWalk(compiled, state, head));
  const pages = compiled.pages.map((page) => {
    const { flags, word8, word16, refcount, mapcount } = pageWords(compiled, state, page);
    const on = walks.find((walk) => walk.pages.includes(page.name));
    const words = [flags, word8, word16].map((word) => word.toString(16));
    return [page.name, ...words, refcount, mapcount, on?.head.id ?? ''].join(' ');
  });
  return [...pages, endMessage(compiled, state) ?? ''].join('\n');
}

/** Why it stopped, or who waits for what when nobody can go on; undefined at rest. */
export function endMessage(compiled: CompiledScenario, state: State): string | undefined {
  const outcome = compiled.machine.outcome(state);
  if (outcome.kind === 'stopped') {
    const actor = compiled.program.actors[outcome.actor];
    return actor === undefined ? outcome.text : `${actorName(actor)}: ${outcome.text}`;
  }
  return outcome.kind === 'stuck' ? `nobody can go on: ${waits(compiled, state)}` : undefined;
}

function waits({ machine, program }: CompiledScenario, state: State): string {
  return program.actors
    .flatMap((actor, index) => {
      const status = machine.status(state, index);
      if (status.kind !== 'waiting') return [];
      const holder = status.holder === undefined ? undefined : program.actors[status.holder];
      const held = holder === undefined ? '' : `, which ${actorName(holder)} holds`;
      return [`${actorName(actor)} waits for ${status.place || 'its interrupt'}${held}`];
    })
    .join('; ');
}
