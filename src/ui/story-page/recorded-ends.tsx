/** How often a race on a running kernel ended how. */
import type { Recording } from '../../kernel/history/recordings.ts';

export function RecordedEnds({ recording }: { readonly recording: Recording }) {
  return (
    <table className="story-words">
      <thead>
        <tr>
          <th scope="col">times</th>
          <th scope="col">lru.next</th>
          <th scope="col">lru.prev</th>
          <th scope="col">which is</th>
        </tr>
      </thead>
      <tbody>
        {recording.ends.map(({ times, word8, word16, says }) => (
          <tr key={word16}>
            <th scope="row">{times.toLocaleString('en-US')}</th>
            <td>{word8}</td>
            <td>{word16}</td>
            <td>{says}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
