/** The words that a running kernel had, beside those of the emulated memory after the same operations. */
import type { RecordedMoment, Recording } from '../../kernel/history/recordings.ts';
import { type BesideRecording, recordedOwnAddress } from '../../trace/beside-recording.ts';

export function RecordedWords({
  recording,
  beside,
}: {
  readonly recording: Recording;
  /** Undefined while it is being run; a sentence where that was not possible. */
  readonly beside: BesideRecording | string | undefined;
}) {
  const { recorded } = recording;
  const own = recorded === undefined ? '' : recordedOwnAddress(recorded);
  const isRun = typeof beside === 'object';
  return (
    <table className="story-words">
      <thead>
        <tr>
          <th scope="col">word</th>
          <th scope="col">recorded</th>
          <th scope="col">simulated</th>
        </tr>
      </thead>
      {recording.moments.map((moment, index) => {
        const simulated = isRun ? beside.moments[index] : undefined;
        const words = simulated?.simulated;
        const address = words === undefined ? '' : hex(words.address + 8n);
        return (
          <tbody key={moment.step}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {moment.did}
                {simulated !== undefined && (
                  <a href={simulated.link} aria-label={`Open: ${moment.did}`}>
                    open
                  </a>
                )}
              </th>
            </tr>
            {wordsOf(moment).map(({ name, word }, row) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Word word={word} own={own} />
                </td>
                <td>
                  {words !== undefined && (
                    <Word word={[hex(words.word8), hex(words.word16)][row] ?? ''} own={address} />
                  )}
                </td>
              </tr>
            ))}
            <tr>
              <th scope="row">_refcount</th>
              <td>{change(moment.refcount, recorded?.references)}</td>
              <td>{isRun && change(words?.refcount, beside.references)}</td>
            </tr>
          </tbody>
        );
      })}
    </table>
  );
}

function Word({ word, own }: { readonly word: string; readonly own: string }) {
  return (
    <>
      <code>{word.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      {word === own && <span className="story-reading"> its own address</span>}
    </>
  );
}

function wordsOf({ word8, word16 }: RecordedMoment) {
  return [
    { name: 'lru.next', word: word8 },
    { name: 'lru.prev', word: word16 },
  ];
}

function hex(word: bigint): string {
  return word.toString(16).padStart(16, '0');
}

/** `3, one more than at the start`: the recorded page and the simulated one need not begin alike. */
function change(count: number | undefined, start: number | undefined): string {
  if (count === undefined || start === undefined) return '';
  const more = count - start;
  const sign = more > 0 ? '+' : '';
  return `${count} (${more === 0 ? 'as at the start' : `${sign}${more}`})`;
}
