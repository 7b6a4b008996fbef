/**
 * Opens what kept-session.ts wrote, or as much of it as there still is. Apart from the writing, since
 * most visits have nothing to open again.
 */
import { type CompiledScenario, debugSettings } from '../kernel/compiled-scenario.ts';
import type { Choice, Opened, ScenarioLibrary } from '../kernel/scenario-library.ts';
import { modelCheck } from '../trace/checksum.ts';
import { MODEL_BITS } from '../trace/link-payload.ts';
import { readEdition } from '../trace/read-edition.ts';
import { decodedWord, FORMAT, FORMAT_EDITED } from './kept-session.ts';
import type { KeptTree } from './kept-tree.ts';
import { plantedTree, treeOf } from './planted-tree.ts';
import { openSession, type Session } from './session.ts';

/** Words of the line, joined by blanks: none of them can have one within. An edition is one more. */
const WORDS = 9;

interface Kept {
  /** Without its edition. */
  readonly choice: Choice;
  /** As links write it. */
  readonly editionPart?: string;
  /** Check number of the listings and the scenario it was kept with. */
  readonly model: number;
  /** Name of the page under the lens. */
  readonly page: string;
  readonly tree: KeptTree;
}

/** A session from what was kept, and the page under the lens. */
export interface Reopened {
  readonly session: Session;
  readonly page: string;
  /** Sentences, where not all of it could be had. */
  readonly notice?: string;
}

/** Opens what a line still can give. An error, a sentence, where that is nothing. */
export async function reopened(text: string, library: ScenarioLibrary): Promise<Opened<Reopened>> {
  const kept = keptOf(text);
  if (!kept.ok) return kept;
  const { choice, editionPart, model, page, tree } = kept.value;
  const edition = editionPart === undefined ? undefined : await readEdition(editionPart);
  if (edition?.ok === false) {
    return { ok: false, error: `What was open in this tab cannot be read again. ${edition.error}` };
  }
  const compiled = await library.compiled({
    ...choice,
    ...(edition === undefined ? {} : { edition: edition.value }),
  });
  if (!compiled.ok) return compiled;
  const { history, lost } = plantedTree(compiled.value, tree);
  const notices = [...lossOf(compiled.value, model, lost, tree)];
  const notice = notices.length === 0 ? {} : { notice: notices.join(' ') };
  return { ok: true, value: { session: openSession(compiled.value, history), page, ...notice } };
}

function lossOf(
  compiled: CompiledScenario,
  model: number,
  lost: number,
  tree: KeptTree,
): readonly string[] {
  const notices: string[] = [];
  if (model !== modelCheck(compiled, MODEL_BITS)) {
    notices.push(
      'The listings or the scenario have changed since this was open: the same steps may do something else now.',
    );
  }
  if (lost > 0) {
    const all = tree.nodes.length;
    notices.push(
      `${lost} of the ${all} steps that were kept cannot be done here; they are left out.`,
    );
  }
  if (tree.left > 0) {
    notices.push(
      `Other futures of ${tree.left} steps in all, the oldest, were too many to be kept.`,
    );
  }
  return notices;
}

function keptOf(text: string): Opened<Kept> {
  const words = text.split(' ');
  const [format, , scenario = '', design = '', debugText, model = '', page = '', ends = '', nodes] =
    words;
  const isEdited = format === FORMAT_EDITED;
  const editionPart = isEdited ? words[WORDS] : undefined;
  if (!isEdited && format !== FORMAT && /^\d{1,6}$/.test(format ?? '')) {
    const error =
      'What this tab had open was kept by another version of Pinscope, which this one cannot read.';
    return { ok: false, error };
  }
  const debug = debugSettings.find((one) => one === debugText);
  const [, tip, cursor, left] = /^(\d{1,6})\.(\d{1,6})\.(\d{1,9})$/.exec(ends) ?? [];
  const tree =
    nodes === undefined ? undefined : treeOf(nodes, Number(tip), Number(cursor), Number(left));
  const name = decodedWord(page);
  if (
    words.length !== (isEdited ? WORDS + 1 : WORDS) ||
    debug === undefined ||
    !isId(scenario) ||
    !isId(design) ||
    !/^\d{1,10}$/.test(model) ||
    left === undefined ||
    name === undefined ||
    tree === undefined
  ) {
    return { ok: false, error: 'What this tab had kept of the last visit cannot be read.' };
  }
  return {
    ok: true,
    value: {
      choice: { scenario, design, debug },
      ...(editionPart === undefined ? {} : { editionPart }),
      model: Number(model),
      page: name,
      tree,
    },
  };
}

function isId(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,39}$/.test(text);
}
