/** A draft with all that can be undone and redone: bounded, and each step the exact inverse of the other. */
import type { Draft } from './draft.ts';
import { edited, type Edit } from './edit.ts';
import { fileText } from './scenario-text.ts';

export interface EditHistory {
  readonly draft: Draft;
  /** Before each edit, oldest first. */
  readonly past: readonly Draft[];
  /** Undone, the next one first. */
  readonly future: readonly Draft[];
  /** What the last edit was made to; the same again right behind it is the same edit going on. */
  readonly typing?: string;
}

/** Edits that can be undone. */
const mostPast = 200;

export function freshHistory(draft: Draft): EditHistory {
  return { draft, past: [], future: [] };
}

/** The history after an edit; the same object where the edit changed nothing. */
export function withEdit(history: EditHistory, edit: Edit): EditHistory {
  const draft = edited(history.draft, edit);
  if (draft === history.draft || sameDraft(draft, history.draft)) return history;
  const typing = typingIn(edit);
  const goesOn = typing !== undefined && typing === history.typing;
  const past = goesOn ? history.past : [...history.past, history.draft].slice(-mostPast);
  return { draft, past, future: [], ...(typing === undefined ? {} : { typing }) };
}

/** One edit back; the same object where there is none. */
export function undone({ draft, past, future }: EditHistory): EditHistory | undefined {
  const before = past.at(-1);
  return before === undefined
    ? undefined
    : { draft: before, past: past.slice(0, -1), future: [draft, ...future] };
}

/** One edit forward again. */
export function redone({ draft, past, future }: EditHistory): EditHistory | undefined {
  const [next, ...rest] = future;
  return next === undefined ? undefined : { draft: next, past: [...past, draft], future: rest };
}

/** Whether two drafts are the same scenario. */
export function sameDraft(one: Draft, other: Draft): boolean {
  return one === other || fileText(one) === fileText(other);
}

/** What is written letter by letter is one edit. */
function typingIn(edit: Edit): string | undefined {
  switch (edit.kind) {
    case 'title':
    case 'summary':
      return edit.kind;
    case 'role':
      return `role ${edit.cpu}`;
    default:
      return undefined;
  }
}
