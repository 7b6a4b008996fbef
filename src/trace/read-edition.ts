/**
 * Reads the edited part of an address. What can read it comes when it is needed: few addresses have
 * such a part, and the reader brings the parser of scenarios along.
 */
import type { Edition } from '../kernel/edition.ts';
import type { Opened } from '../kernel/scenario-library.ts';

/** What the part says; a sentence where it cannot be read, or its reader cannot be loaded. */
export async function readEdition(part: string): Promise<Opened<Edition>> {
  let reader: typeof import('../kernel/edition-part.ts');
  try {
    reader = await import('../kernel/edition-part.ts');
  } catch {
    const error =
      'What was edited could not be loaded. Check the connection, then reload the page.';
    return { ok: false, error };
  }
  return reader.editionOfPart(part);
}
