/** One event: what was said, by whom, where it can be seen, what answered it, and its sources. */
import { type ReactNode } from 'react';
import {
  answersTo,
  type HistoryEvent,
  type HistoryScene,
  history,
  historySources,
} from '../../kernel/history/history.ts';
import type { Catalogue } from '../../kernel/scenario-library.ts';
import { SourceText } from './source-text.tsx';

const KINDS: Readonly<Record<string, string>> = {
  problem: 'the problem',
  patch: 'posted',
  objection: 'objection',
  answer: 'answer',
  finding: 'found by search',
  merged: 'merged',
  open: 'open',
};

export function StoryEntry({
  event,
  catalogue,
  sceneHash,
  children,
}: {
  readonly event: HistoryEvent;
  readonly catalogue: Catalogue;
  /** Address at which every schedule of a scene is searched. */
  readonly sceneHash: (scene: HistoryScene) => string;
  /** What was recorded. */
  readonly children?: ReactNode;
}) {
  const { id, date, kind, who, title, says, scenes = [], answers = [], sources } = event;
  const answered = answersTo(id);
  return (
    <article className="story-entry" aria-labelledby={id}>
      <p className="story-when">
        <time dateTime={date}>{date}</time>
        <span className="story-kind">{KINDS[kind]}</span>
      </p>
      <div>
        <h3 id={id} tabIndex={-1}>
          {title}
        </h3>
        {who !== undefined && <p className="story-who">{who}</p>}
        <p>{says}</p>
        {scenes.length > 0 && (
          <ul className="story-scenes">
            {scenes.map((scene) => (
              <li key={`${scene.scenario} ${scene.design}`}>
                <a href={sceneHash(scene)}>{sceneTitle(scene, catalogue)}</a>
              </li>
            ))}
          </ul>
        )}
        {children}
        <Related words="Answers" events={history.filter((other) => answers.includes(other.id))} />
        <Related words="Answered by" events={answered} />
        <details className="story-sources">
          <summary>Sources</summary>
          <ul>
            {sources.map((source) => {
              const known = historySources.get(source);
              return <li key={source}>{known !== undefined && <SourceText source={known} />}</li>;
            })}
          </ul>
        </details>
      </div>
    </article>
  );
}

function Related({
  words,
  events,
}: {
  readonly words: string;
  readonly events: readonly HistoryEvent[];
}) {
  if (events.length === 0) return null;
  return (
    <p className="story-related">
      {words}:{' '}
      {events.map(({ id, title }, index) => (
        <span key={id}>
          {index > 0 && '; '}
          <a href={`#/story/${id}`}>{title}</a>
        </span>
      ))}
    </p>
  );
}

/** `Kara's race under July 2018: every schedule`. */
function sceneTitle({ scenario, design }: HistoryScene, catalogue: Catalogue): string {
  const title = catalogue.scenarios.find(({ id }) => id === scenario)?.title ?? scenario;
  const under = catalogue.designs.find(({ id }) => id === design)?.title ?? design;
  return `Search every schedule of ${title} under ${under}`;
}
