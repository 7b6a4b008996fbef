/** The ways it can end: the words of the pages, what they come to, and a schedule there. */
import { useMemo, useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { Move } from '../../machine/state.ts';
import type { ExplorationEnd } from '../../store/explorer-state.ts';
import { listed } from '../../trace/sentence.ts';
import { type EndWords, endsTitle, endWords, tellingPages } from './end-words.ts';
import { counted } from './number-text.ts';
import { replayed } from './use-replay.ts';
import './ends-section.css';

/** Shown at once: each is a schedule to replay. */
const FIRST = 6;

export function EndsSection({
  compiled,
  ends,
  complete,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly ends: readonly ExplorationEnd[];
  readonly complete: boolean;
  readonly onStepThrough: (schedule: readonly Move[]) => void;
}) {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? ends : ends.slice(0, FIRST);
  const told = useMemo(() => {
    const runs = shown.map(({ schedule }) => replayed(compiled, schedule));
    const pages = tellingPages(runs);
    return shown.flatMap((end, index) => {
      const run = runs[index];
      return run === undefined ? [] : [{ end, words: endWords(run, end, pages) }];
    });
  }, [compiled, shown]);
  if (ends.length === 0) return null;
  return (
    <section className="ends" aria-labelledby="ends-title">
      <h3 id="ends-title">
        {endsTitle(ends.length)}
        {complete ? '' : ', of those found'}
      </h3>
      <ol>
        {told.map(({ end, words }, index) => (
          <li key={end.schedule.map(({ actor, choice }) => `${actor}${choice ?? ''}`).join(' ')}>
            <EndText words={words} />
            <button
              type="button"
              className="button quiet ends-go"
              aria-label={`Step there, ${counted(end.schedule.length, 'step')}, to end ${index + 1}`}
              onClick={() => {
                onStepThrough(end.schedule);
              }}
            >
              Step there, {counted(end.schedule.length, 'step')}
            </button>
          </li>
        ))}
      </ol>
      {shown.length < ends.length && (
        <button
          type="button"
          className="button"
          onClick={() => {
            setAll(true);
          }}
        >
          Show all {ends.length}
        </button>
      )}
    </section>
  );
}

function EndText({ words }: { readonly words: EndWords }) {
  return (
    <div className="end">
      {words.message !== undefined && (
        <p className="bad">
          {words.kind === 'stuck' ? 'Stuck: ' : 'Stopped: '}
          {words.message}
        </p>
      )}
      {words.pages.map((page) => (
        <div key={page.name} className="end-page">
          <p className="end-words">
            {words.pages.length > 1 && <b>{page.name} </b>}
            <code>{page.word8}</code> <code>{page.word16}</code>
          </p>
          <p>{page.says}</p>
        </div>
      ))}
      {words.broken.length > 0 && <p className="bad">breaks {listed(words.broken)}</p>}
    </div>
  );
}
