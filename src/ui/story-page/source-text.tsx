/** A source as a line of text; a mail whose whole id is known is a link to its archive. */
import type { HistorySource } from '../../kernel/history/history.ts';

export function SourceText({ source }: { readonly source: HistorySource }) {
  const { kind, messageId } = source;
  return (
    <>
      {sourceWords(source)}
      {messageId !== undefined && (
        <>
          {kind === 'thread' ? ' to ' : ' '}
          {messageId.endsWith('…') ? (
            <code>{messageId}</code>
          ) : (
            <a href={`https://lore.kernel.org/r/${messageId}`}>
              <code>{messageId}</code>
            </a>
          )}
        </>
      )}
    </>
  );
}

function sourceWords({
  kind,
  from,
  date,
  subject,
  id,
  version,
  what,
  file,
  kernel,
}: HistorySource) {
  switch (kind) {
    case 'mail':
      return `${from ?? ''}, ${date ?? ''}, “${subject ?? ''}”`;
    case 'thread':
      return `mails of ${date ?? ''}, ${subject ?? ''}`;
    case 'commit':
      return `commit ${id ?? ''}, ${version ?? ''}: ${what ?? ''}`;
    case 'recording':
      return `recorded on ${kernel ?? ''}`;
    default:
      return `${version ?? ''}, ${file ?? ''}`;
  }
}
