/**
 * What a tab keeps over a reload: the whole tree of schedules, while an address holds only the shown
 * one. One line of text, bounded. Read again by reopened-session.ts.
 */
import { modelCheck } from '../trace/checksum.ts';
import { MODEL_BITS } from '../trace/link-payload.ts';
import { MOST_KEPT, keptTree, treeText } from './kept-tree.ts';
import { choiceOf, type Session } from './session.ts';

/**
 * Raise them when the line below changes: a tab can outlive a release. A line that ends with an edition
 * has a format of its own, which a release that knows no editions does not take for one without.
 */
export const FORMAT = '1';
export const FORMAT_EDITED = '2';

/** The line for a session. `addresses`: those under which it is to be found after a reload. */
export function keptText(session: Session, page: string, addresses: readonly string[]): string {
  const { compiled, history } = session;
  const { scenario, design, debug } = choiceOf(session);
  const tree = keptTree(history, MOST_KEPT);
  const { editionPart } = compiled;
  return [
    editionPart === undefined ? FORMAT : FORMAT_EDITED,
    addresses.map(encodeURIComponent).join(','),
    scenario,
    design,
    debug,
    modelCheck(compiled, MODEL_BITS),
    encodeURIComponent(page),
    `${tree.tip}.${tree.cursor}.${tree.left}`,
    treeText(tree),
    ...(editionPart === undefined ? [] : [editionPart]),
  ].join(' ');
}

/** The addresses that a line was kept under; none where it is no such line. */
export function keptAddresses(text: string): readonly string[] {
  const [, addresses = ''] = text.split(' ', 2);
  return addresses.split(',').flatMap((one) => {
    const address = decodedWord(one);
    return address === undefined ? [] : [address];
  });
}

/** A word of the line as it was before it was escaped; undefined where it never was. */
export function decodedWord(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
