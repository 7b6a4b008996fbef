/** What the sandbox holds and what can be done with it. */
import type { StoreApi } from 'zustand/vanilla';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { Scenario } from '../../kernel/scenario.ts';
import type { DraftDesign, Offer } from './checked-draft.ts';
import type { Draft, ScriptPlace } from './draft.ts';
import type { DraftProblem } from './draft-problem.ts';
import type { Edit } from './edit.ts';
import type { EditHistory } from './edit-history.ts';

type DraftCheck =
  | { readonly kind: 'checking' }
  | { readonly kind: 'ready'; readonly compiled: CompiledScenario }
  | { readonly kind: 'wrong'; readonly problems: readonly DraftProblem[] };

/** A sentence about what just happened; `takesBack`: what its button undoes. */
interface SandboxMessage {
  readonly text: string;
  readonly isBad?: true;
  readonly takeBack?: () => void;
}

export interface SandboxState {
  readonly history: EditHistory;
  readonly under: DraftDesign;
  readonly check: DraftCheck;
  /** The last draft that compiled: what is drawn while one does not. */
  readonly drawn: CompiledScenario | undefined;
  /** What the design lets one do; undefined until it is loaded. */
  readonly offer: Offer | undefined;
  /** Name of the page that is looked at, and that operations are added for. */
  readonly page: string;
  /** Where operations are added. */
  readonly target: ScriptPlace;
  readonly saved: readonly Scenario[];
  /** What the storage had of this draft when it was saved or loaded. */
  readonly origin: Scenario | undefined;
  readonly message: SandboxMessage | undefined;
}

export interface SandboxActions {
  edit(edit: Edit): void;
  undo(): void;
  redo(): void;
  /** Another draft in place of this one; can be undone as an edit. */
  begin(draft: Draft, text: string): void;
  /** The built-in scenario of that id as a draft. */
  beginFrom(id: string): Promise<void>;
  /** Reads a scenario file. Whether it was one. */
  read(text: string, name?: string): boolean;
  /** Checks under another design. */
  use(under: DraftDesign): void;
  look(page: string): void;
  aim(target: ScriptPlace): void;
  save(): void;
  load(title: string): void;
  rename(was: string, title: string): boolean;
  remove(title: string): void;
  /** Another tab may have changed the saved scenarios. */
  refresh(): void;
  /** The compiled draft, once it is checked; undefined where it is wrong. */
  compiled(): Promise<CompiledScenario | undefined>;
  say(text: string): void;
  dismiss(): void;
}

export type SandboxStore = StoreApi<SandboxState & SandboxActions>;
