/**
 * The scenarios that a browser keeps for a user, one list for all tabs. What cannot be read in it is
 * left as it is: another version of the page may know it.
 */
import { parseScenario, type Scenario } from '../../kernel/scenario.ts';
import type { Opened } from '../../kernel/scenario-library.ts';
import { sameDraft } from './edit-history.ts';
import { fileText } from './scenario-text.ts';

export interface SavedList {
  /** The one saved last first; no two of one title. */
  readonly scenarios: readonly Scenario[];
  /** Entries that are no scenarios here. */
  readonly unread: readonly unknown[];
}

/** Scenarios that are kept, and characters of all of them. */
const mostSaved = 100;
const mostSavedText = 1_000_000;

export const nothingSaved: SavedList = { scenarios: [], unread: [] };

/** The list in the text of the storage; undefined where the text is no such list. */
export function savedIn(text: string | undefined): SavedList | undefined {
  if (text === undefined || text === '') return nothingSaved;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!Array.isArray(json)) return undefined;
  const entries: readonly unknown[] = json;
  const scenarios: Scenario[] = [];
  const unread: unknown[] = [];
  for (const entry of entries) {
    const parsed = parseScenario(entry);
    const isNew = parsed.ok && !scenarios.some(({ title }) => title === parsed.value.title);
    if (parsed.ok && isNew) scenarios.push(parsed.value);
    else unread.push(entry);
  }
  return { scenarios, unread };
}

/** The text for the storage. */
export function savedText({ scenarios, unread }: SavedList): string {
  const files: readonly unknown[] = scenarios.map((one): unknown => JSON.parse(fileText(one)));
  return JSON.stringify([...files, ...unread]);
}

/**
 * The list with a scenario at its head. `over`: what of that title may be replaced; another one of the
 * title stays, and the new one gets a number. An error where the list is as large as it may be.
 */
export function withSaved(
  list: SavedList,
  scenario: Scenario,
  over: Scenario | undefined,
  titled: (title: string) => Pick<Scenario, 'id' | 'title'>,
): Opened<{ readonly list: SavedList; readonly scenario: Scenario }> {
  const same = list.scenarios.find(({ title }) => title === scenario.title);
  const mayReplace =
    same === undefined ||
    sameDraft(same, scenario) ||
    (over !== undefined && sameDraft(same, over));
  const saved = mayReplace ? scenario : { ...scenario, ...titled(freeTitle(list, scenario.title)) };
  const others = list.scenarios.filter(({ title }) => title !== saved.title);
  const next = { ...list, scenarios: [saved, ...others] };
  if (next.scenarios.length > mostSaved) {
    const error = `${mostSaved} scenarios are saved, and more are not kept. Delete one, or export this one as a file.`;
    return { ok: false, error };
  }
  if (savedText(next).length > mostSavedText) {
    const error =
      'What is saved has come to a megabyte, and more is not kept. Delete something, or export this one as a file.';
    return { ok: false, error };
  }
  return { ok: true, value: { list: next, scenario: saved } };
}

/** The list without the one of that title. */
export function withoutSaved(list: SavedList, title: string): SavedList {
  return { ...list, scenarios: list.scenarios.filter((one) => one.title !== title) };
}

/** The list of one storage with what another has besides: of a title in both, the first. */
export function joined(list: SavedList, others: readonly Scenario[]): SavedList {
  const titles = new Set(list.scenarios.map(({ title }) => title));
  const more = others.filter(({ title }) => !titles.has(title));
  return more.length === 0 ? list : { ...list, scenarios: [...more, ...list.scenarios] };
}

/** `Race 2`, or the first number that nobody has. */
function freeTitle({ scenarios }: SavedList, title: string): string {
  const titles = new Set(scenarios.map((one) => one.title));
  const stem = title.replace(/ \d+$/, '').slice(0, 74);
  for (let number = 2; ; number++) {
    const next = `${stem} ${number}`;
    if (!titles.has(next)) return next;
  }
}
