/** A sentence in parts: code, page names and alarms set apart. */
import { Fragment } from 'react';
import type { SentencePart } from '../../trace/sentence.ts';

/** A long name, which may be broken behind an underscore or a dot. */
export function Breakable({ text }: { readonly text: string }) {
  return text.split(/(?<=[a-z0-9][_.])(?=[a-z])/).map((piece, index) => (
    <Fragment key={`${index} ${piece}`}>
      {index > 0 && <wbr />}
      {piece}
    </Fragment>
  ));
}

export function Sentence({ parts }: { readonly parts: readonly SentencePart[] }) {
  return parts.map((part, index) => <Part key={`${index} ${part.text}`} part={part} />);
}

function Part({ part }: { readonly part: SentencePart }) {
  switch (part.kind) {
    case 'code':
      return (
        <code>
          <Breakable text={part.text} />
        </code>
      );
    case 'bad':
      return <strong className="bad">{part.text}</strong>;
    case 'page':
      return <b>{part.text}</b>;
    case 'text':
      return part.text;
  }
}
