/** 2018 to today: who objected to what, which design answered it, and where it can be seen. */
import type { HistoryScene } from '../../kernel/history/history.ts';
import { type Recording, recordings } from '../../kernel/history/recordings.ts';
import type { Catalogue } from '../../kernel/scenario-library.ts';
import type { BesideRecording } from '../../trace/beside-recording.ts';
import { DocumentPage } from '../document-page/document-page.tsx';
import { chapters } from './chapters.ts';
import { RecordedEnds } from './recorded-ends.tsx';
import { RecordedWords } from './recorded-words.tsx';
import { StoryEntry } from './story-entry.tsx';
import './story-page.css';

export function StoryPage({
  back,
  section,
  catalogue,
  sceneHash,
  besides,
}: {
  readonly back: string;
  /** Id of the heading to begin at. */
  readonly section: string | undefined;
  readonly catalogue: Catalogue;
  readonly sceneHash: (scene: HistoryScene) => string;
  /** By the id of a recording: the same operations, run here; a sentence where they could not be. */
  readonly besides: ReadonlyMap<string, BesideRecording | string>;
}) {
  return (
    <DocumentPage
      title="From the two words to FOLL_PIN"
      back={back}
      at={section}
      sections={chapters}
    >
      <p>
        What was posted, who objected, and what answered it. Each entry names its sources. Where it
        can be seen here, it leads to the search that finds it.
      </p>
      {chapters.map((chapter) => (
        <section key={chapter.id} aria-labelledby={chapter.id}>
          <h2 id={chapter.id} tabIndex={-1}>
            {chapter.title}
          </h2>
          {chapter.events.map((event) => {
            const recording = recordings.find(({ id }) => id === event.recording);
            return (
              <StoryEntry key={event.id} event={event} catalogue={catalogue} sceneHash={sceneHash}>
                {recording !== undefined && (
                  <Recorded recording={recording} beside={besides.get(recording.id)} />
                )}
              </StoryEntry>
            );
          })}
        </section>
      ))}
    </DocumentPage>
  );
}

function Recorded({
  recording,
  beside,
}: {
  readonly recording: Recording;
  readonly beside: BesideRecording | string | undefined;
}) {
  return (
    <figure className="story-recorded">
      <figcaption>
        <b>On a running kernel.</b> {recording.says}
        {typeof beside === 'string' && <span role="alert"> {beside}</span>}
      </figcaption>
      {recording.moments.length > 0 && <RecordedWords recording={recording} beside={beside} />}
      {recording.moments.length > 0 && (
        <p className="story-note">
          Where a word points differs from machine to machine; every other word is the same.
        </p>
      )}
      {recording.ends.length > 0 && <RecordedEnds recording={recording} />}
    </figure>
  );
}
