/** The reference of the notation. Every example runs; what the compiler says of a mistake is asked of it here. */
import { useMemo } from 'react';
import { highlightLine } from '../../listing/read/highlight.ts';
import { HighlightedText } from '../cpus/highlighted-text.tsx';
import { DocumentPage } from '../document-page/document-page.tsx';
import { notationSections, type NotationSection } from './examples.ts';
import { mistakeText } from './mistake-text.ts';
import './notation-page.css';

export function NotationPage({
  back,
  section,
}: {
  readonly back: string;
  /** Id of the heading to begin at. */
  readonly section: string | undefined;
}) {
  return (
    <DocumentPage
      title="The notation of the listings"
      back={back}
      at={section}
      sections={notationSections}
    >
      <p>
        The kernel functions of this site are written in a notation of their own. It reads like the
        pseudo-code of a review, with the kernel’s names; it is not C. A listing is at once what you
        step through, what is searched, and what this page is about.
      </p>
      {notationSections.map((one) => (
        <Section key={one.id} section={one} />
      ))}
    </DocumentPage>
  );
}

function Section({ section }: { readonly section: NotationSection }) {
  return (
    <section>
      <h2 id={section.id} tabIndex={-1}>
        {section.title}
      </h2>
      {section.says.map((text) => (
        <p key={text}>
          <Prose text={text} />
        </p>
      ))}
      {section.examples.map((code) => (
        <Listing key={code} code={code} />
      ))}
      {(section.mistakes ?? []).map((code) => (
        <Mistake key={code} code={code} />
      ))}
    </section>
  );
}

function Listing({ code }: { readonly code: string }) {
  return (
    <pre>
      {code.split('\n').map((line, index) => (
        <span key={`${index} ${line}`}>
          <HighlightedText text={line} spans={highlightLine(line)} />
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function Mistake({ code }: { readonly code: string }) {
  const text = useMemo(() => mistakeText(code), [code]);
  return (
    <figure className="mistake">
      <Listing code={code} />
      <figcaption>
        <span className="mistake-mark">✗ refused</span>
        <pre>{text}</pre>
      </figcaption>
    </figure>
  );
}

/** Backticks around code, nothing else. */
function Prose({ text }: { readonly text: string }) {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <code key={`${index} ${part}`}>{part}</code> : part));
}
