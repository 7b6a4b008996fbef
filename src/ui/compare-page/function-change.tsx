/** A function as both designs have it, line by line. */
import type { FunctionDifference } from '../../kernel/design-difference.ts';
import { highlightLine } from '../../listing/read/highlight.ts';
import { HighlightedText } from '../cpus/highlighted-text.tsx';
import { changesText, lineChanges } from '../listing-editor/line-changes.ts';

const MARKS = { same: ' ', added: '+', removed: '−' } as const;
const WORDS = { same: '', added: 'new: ', removed: 'gone: ' } as const;

export function FunctionChange({ change }: { readonly change: FunctionDifference }) {
  const { name, before, after } = change;
  const lines =
    before === undefined || after === undefined
      ? (after ?? before)?.text
          .split('\n')
          .map((text) => ({ kind: after === undefined ? 'removed' : 'added', text }) as const)
      : lineChanges(before.text, after.text);
  const source = after?.source ?? before?.source;
  return (
    <article className="compare-function" aria-label={name}>
      <h3>
        <code>{name}</code>
        <span>{kindText(change, lines ?? [])}</span>
      </h3>
      {source !== undefined && <p className="compare-source">{source.slice(1, -1)}</p>}
      <pre>
        {lines?.map(({ kind, text }, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- lines may say the same, and never move
          <span key={index} className={`compare-line compare-${kind}`}>
            <span aria-hidden="true">{MARKS[kind]} </span>
            <span className="visually-hidden">{WORDS[kind]}</span>
            <HighlightedText text={text} spans={highlightLine(text)} />
            {'\n'}
          </span>
        ))}
      </pre>
    </article>
  );
}

function kindText(
  { before, after }: FunctionDifference,
  lines: Parameters<typeof changesText>[0],
): string {
  if (before === undefined) return 'new';
  if (after === undefined) return 'gone';
  return changesText(lines) ?? '';
}
