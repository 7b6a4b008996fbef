/** The story, with what was recorded run again here while it is read. */
import { useEffect, useState } from 'react';
import { recordings } from '../kernel/history/recordings.ts';
import { type BesideRecording, besideRecording } from '../trace/beside-recording.ts';
import { StoryPage } from '../ui/story-page/story-page.tsx';
import { pageLibrary } from './page-library.ts';
import { explorerHash } from './route.ts';

export function StoryDocument({
  back,
  section,
}: {
  readonly back: string;
  readonly section: string | undefined;
}) {
  const [besides, setBesides] = useState<ReadonlyMap<string, BesideRecording | string>>(new Map());
  useEffect(() => {
    let isShown = true;
    void runRecordings().then((all) => {
      if (isShown) setBesides(all);
    });
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <StoryPage
      {...{ back, section, besides }}
      catalogue={pageLibrary.catalogue}
      sceneHash={({ scenario, design }) => explorerHash({ scenario, design, debug: 'vm' })}
    />
  );
}

async function runRecordings(): Promise<ReadonlyMap<string, BesideRecording | string>> {
  const entries = recordings.map(async (recording) => {
    const opened = await pageLibrary.compiled(recording.choice);
    const beside = opened.ok ? besideRecording(opened.value, recording) : opened.error;
    return [recording.id, beside] as const;
  });
  return new Map(await Promise.all(entries));
}
