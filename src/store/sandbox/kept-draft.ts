/** The draft as a tab keeps it over a reload, also while something in it is missing. */
import { parseScenario, type Scenario } from '../../kernel/scenario.ts';
import { type Draft, emptyDraft } from './draft.ts';
import { fileText } from './scenario-text.ts';

export interface KeptDraft {
  readonly draft: Draft;
  /** What was saved of it. */
  readonly origin: Scenario | undefined;
}

export function keptDraftText(draft: Draft, origin: Scenario | undefined): string {
  const file = (one: Draft): unknown => JSON.parse(fileText(one));
  return JSON.stringify([file(whole(draft)), origin === undefined ? null : file(origin)]);
}

/** What was kept; undefined where there is nothing, or nothing that can be read. */
export function keptDraft(text: string | undefined): KeptDraft | undefined {
  if (text === undefined) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(json)) return undefined;
  const [one, other]: readonly unknown[] = json;
  const draft = parseScenario(one);
  const origin = parseScenario(other);
  return draft.ok
    ? { draft: draft.value, origin: origin.ok ? origin.value : undefined }
    : undefined;
}

/** A name that is being written may be empty for a moment; a scenario has one. */
function whole(draft: Draft): Draft {
  const { title, id } = draft.title === '' ? emptyDraft : draft;
  const cpus = draft.cpus.map((cpu, i) => (cpu.role === '' ? { ...cpu, role: `cpu${i}` } : cpu));
  return { ...draft, id, title, cpus };
}
