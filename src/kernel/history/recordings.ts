/** What running kernels were recorded doing, cut to what the story shows. Words are those of the record. */
import type { DebugSetting } from '../compiled-scenario.ts';
import raw from './recordings.json';

/** A moment of a record, and how the scenario gets there. */
export interface RecordedMoment {
  /** What was done since the moment before. */
  readonly did: string;
  readonly turns: readonly { readonly actor: string; readonly operations: number }[];
  /** Number of the step in the record. */
  readonly step: number;
  /** 16 hexadecimal digits: the words at lru.next and lru.prev. */
  readonly word8: string;
  readonly word16: string;
  readonly refcount: number;
}

/** An end that a race was seen to have. */
interface RecordedEnd {
  readonly word8: string;
  readonly word16: string;
  readonly times: number;
  readonly says: string;
}

/** Where in the record the words are. */
export interface RecordedPage {
  readonly run: string;
  readonly page: string;
  readonly pfn: number;
  /** Its reference count at the start. */
  readonly references: number;
}

export interface Recording {
  readonly id: string;
  /** Id of a source of the history. */
  readonly source: string;
  readonly says: string;
  readonly recorded?: RecordedPage;
  readonly choice: {
    readonly scenario: string;
    readonly design: string;
    readonly debug: DebugSetting;
  };
  /** Name of the page in the scenario. */
  readonly page: string;
  readonly moments: readonly RecordedMoment[];
  readonly ends: readonly RecordedEnd[];
}

export const recordings: readonly Recording[] = raw.map(
  ({ recorded, choice, moments, ends, ...rest }) => ({
    ...rest,
    ...(recorded === undefined ? {} : { recorded }),
    choice: { ...choice, debug: 'vm' },
    moments: moments ?? [],
    ends: ends ?? [],
  }),
);
