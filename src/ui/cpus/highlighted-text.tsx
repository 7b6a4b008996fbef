/** A line of a listing with its words told apart by what they are: by weight and grey, not by hue. */
import type { HighlightSpan } from '../../listing/program.ts';
import './highlighted-text.css';

export function HighlightedText({
  text,
  spans,
}: {
  readonly text: string;
  readonly spans: readonly HighlightSpan[];
}) {
  const pieces: React.ReactNode[] = [];
  let at = 0;
  for (const span of spans) {
    if (span.from > at) pieces.push(text.slice(at, span.from));
    const words = text.slice(span.from, span.to);
    // Most words look like the text around them and need no element of their own.
    if (PLAIN.has(span.style)) pieces.push(words);
    // A long call may go on in the next row, but not in the middle of a name.
    if (words === '(') pieces.push(<wbr key={span.from} />);
    if (!PLAIN.has(span.style)) {
      pieces.push(
        <span key={span.from} className={`code-${span.style}`}>
          {words}
        </span>,
      );
    }
    at = span.to;
  }
  pieces.push(text.slice(at));
  return pieces;
}

const PLAIN: ReadonlySet<string> = new Set([
  'name',
  'field',
  'type',
  'number',
  'operator',
  'punctuation',
  'bit',
]);
