/** What is dragged within the page: an operation from the palette, or one that moves between scripts. */
import type { DragEvent } from 'react';
import type { ScenarioOperation } from '../../kernel/scenario.ts';
import type { ScriptPlace } from '../../store/sandbox/draft.ts';

export type Dragged =
  | { readonly kind: 'new'; readonly use: ScenarioOperation }
  | { readonly kind: 'move'; readonly from: ScriptPlace; readonly index: number };

const TYPE = 'application/x-pinscope-operation';

let held: Dragged | undefined;

/** A drag holds one thing at a time; what comes from outside of the page is none. */
export const dragged = {
  take(event: DragEvent, what: Dragged): void {
    held = what;
    event.dataTransfer.setData(TYPE, '');
    event.dataTransfer.effectAllowed = what.kind === 'new' ? 'copy' : 'move';
  },
  /** Whether an operation of this page is over the element. */
  isOver(event: DragEvent): boolean {
    return held !== undefined && event.dataTransfer.types.includes(TYPE);
  },
  drop(): Dragged | undefined {
    const what = held;
    held = undefined;
    return what;
  },
};
