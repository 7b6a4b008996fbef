/**
 * What happened to the idea, 2018 to today, as the archives have it. The one place of the statements
 * that name a version, a person or a mail: each event names its sources.
 */
import raw from './history.json';

/** Where a statement is from. What is there depends on what it is. */
export interface HistorySource {
  /** `mail`, `thread` (answers to a mail), `commit`, `code` (of a version), `recording` (of a running kernel). */
  readonly kind: string;
  readonly from?: string | undefined;
  /** `2018-07-02`, or as much of it as is known. */
  readonly date?: string | undefined;
  readonly subject?: string | undefined;
  /** Ends in `…` where only its beginning is known. */
  readonly messageId?: string | undefined;
  readonly id?: string | undefined;
  readonly version?: string | undefined;
  readonly what?: string | undefined;
  readonly file?: string | undefined;
  readonly kernel?: string | undefined;
}

/** A scenario under a design in which the event can be seen. */
export interface HistoryScene {
  readonly scenario: string;
  readonly design: string;
  /** Property that the explorer finds broken there. */
  readonly rule?: string | undefined;
}

export interface HistoryEvent {
  readonly id: string;
  /** `2018-07-02`, or as much of it as is known; never before the event above it. */
  readonly date: string;
  /** `problem`, `patch`, `objection`, `answer`, `finding`, `merged`, `open`. */
  readonly kind: string;
  /** Who said or posted it; a finding of our own search has nobody. */
  readonly who?: string | undefined;
  readonly title: string;
  /** Sentences. */
  readonly says: string;
  /** Ids of sources, at least one. */
  readonly sources: readonly string[];
  /** Ids of earlier events that this one answers. */
  readonly answers?: readonly string[] | undefined;
  readonly scenes?: readonly HistoryScene[] | undefined;
  /** Id of a recording. */
  readonly recording?: string | undefined;
}

export const historySources: ReadonlyMap<string, HistorySource> = new Map(
  Object.entries<HistorySource>(raw.sources),
);

/** In the order of their dates. */
export const history: readonly HistoryEvent[] = raw.events;

/** The events that answer one, in their order. */
export function answersTo(id: string): readonly HistoryEvent[] {
  return history.filter(({ answers }) => answers?.includes(id) === true);
}
