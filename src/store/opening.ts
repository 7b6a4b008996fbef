/** How a session comes to be: from a link, from a choice in the header, or as the first one. */
import { compileScenario, type CompiledScenario } from '../kernel/compiled-scenario.ts';
import { designById } from '../kernel/design.ts';
import { scenarioById } from '../kernel/scenario.ts';
import { problemText } from '../listing/problem.ts';
import { openLink, type OpenedLink } from '../trace/open-link.ts';
import { firstChoice, type Choice, type PinscopeState } from './pinscope-state.ts';
import { openSession, type Session } from './session.ts';

/** What a link opens, or the first scenario; with a notice where the link could not be followed. */
export function opened(link?: string): Pick<PinscopeState, 'session' | 'page' | 'notice'> {
  const result: OpenedLink | undefined = link === undefined ? undefined : openLink(link);
  const compiled = result?.compiled ?? firstCompiled();
  const session = openSession(compiled, result?.history);
  const notice = result?.notice === undefined ? undefined : { text: result.notice };
  return { session, page: pageIn(session, ''), notice };
}

function firstCompiled(): CompiledScenario {
  const compiled = compile(firstChoice);
  if (typeof compiled === 'string')
    throw new Error(`the first scenario does not open: ${compiled}`);
  return compiled;
}

/** A compiled scenario, or the sentence that says why there is none. */
export function compile(choice: Required<Choice>): CompiledScenario | string {
  const design = designById(choice.design);
  if (design === undefined) return `There is no design "${choice.design}".`;
  const scenario = scenarioById(choice.scenario);
  if (scenario === undefined) return `There is no scenario "${choice.scenario}".`;
  const compiled = compileScenario({ design, scenario, debug: choice.debug });
  if (compiled.ok) return compiled.value;
  const [first] = compiled.error;
  const why = first === undefined ? '' : `: ${problemText(first)}`;
  return `${scenario.title} cannot run under ${design.title}${why}`;
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
