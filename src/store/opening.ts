/** How a session comes to be: from what a tab has kept, from a link, or as the first one. */
import type { Edition } from '../kernel/edition.ts';
import { firstChoice, type Opened, type ScenarioLibrary } from '../kernel/scenario-library.ts';
import type { PinscopeState } from './pinscope-state.ts';
import { openSession, type Session } from './session.ts';

/** What is shown first. */
export type Opening = Pick<PinscopeState, 'session' | 'page' | 'notice'>;

/** What a link opens, or the first scenario; with a notice where the link could not be followed. */
export async function opened(library: ScenarioLibrary, link?: string): Promise<Opened<Opening>> {
  if (link === undefined) {
    const compiled = await library.compiled(firstChoice);
    return compiled.ok ? { ok: true, value: shown(openSession(compiled.value)) } : compiled;
  }
  const reader = await loaded(() => import('../trace/open-link.ts'));
  if (!reader.ok) return reader;
  const result = await reader.value.openLink(link, library);
  if (!result.ok) return result;
  const { compiled, history, notice } = result.value;
  return { ok: true, value: shown(openSession(compiled, history), notice) };
}

/** What a tab has kept; where that cannot be opened, what the link says, with a notice why. */
export async function openedAgain(
  library: ScenarioLibrary,
  kept: string,
  link?: string,
): Promise<Opened<Opening>> {
  const reader = await loaded(() => import('./reopened-session.ts'));
  const again = reader.ok ? await reader.value.reopened(kept, library) : reader;
  if (again.ok) {
    const { session, page, notice } = again.value;
    return { ok: true, value: { ...shown(session, notice), page: pageIn(session, page) } };
  }
  const instead = await opened(library, link);
  if (!instead.ok) return instead;
  const { notice } = instead.value;
  const text = notice === undefined ? again.error : `${again.error} ${notice.text}`;
  return { ok: true, value: { ...instead.value, notice: { text, stays: true } } };
}

/** What the first visit does not need comes when it is needed; a sentence where it cannot be had. */
export async function loaded<Module>(load: () => Promise<Module>): Promise<Opened<Module>> {
  try {
    return { ok: true, value: await load() };
  } catch {
    const error =
      'A part of the page could not be loaded. Check the connection, then reload the page.';
    return { ok: false, error };
  }
}

/** What the edited part of an address says; a sentence where it cannot be read. */
export async function editionIn(part: string): Promise<Opened<Edition>> {
  const reader = await loaded(() => import('../kernel/edition-part.ts'));
  return reader.ok ? reader.value.editionOfPart(part) : reader;
}

function shown(session: Session, notice?: string): Opening {
  const page = pageIn(session, '');
  return {
    session,
    page,
    notice: notice === undefined ? undefined : { text: notice, stays: true },
  };
}

/** A page of the session: `wanted` if it has it, else the page of the story. */
export function pageIn(session: Session, wanted: string): string {
  const { pages } = session.compiled;
  return (pages.find((page) => page.name === wanted) ?? pages[0])?.name ?? '';
}

/** The actor of the step at the cursor, unless that is a device; else the one meant before. */
export function actorIn(session: Session, before: number): number {
  const last = session.run.steps[session.cursor - 1]?.actor;
  if (last !== undefined && !isDevice(session, last)) return last;
  return before < session.compiled.program.actors.length && !isDevice(session, before) ? before : 0;
}

export function isDevice(session: Session, actor: number): boolean {
  return session.compiled.program.actors[actor]?.kind === 'device';
}
