/** The frame of the pages that are read: a way back to the moment, a column of text, its contents. */
import { type ReactNode, useEffect } from 'react';
import { Logo } from '../header/logo.tsx';
import './document-page.css';

export interface DocumentSection {
  readonly id: string;
  readonly title: string;
}

export function DocumentPage({
  title,
  back,
  sections = [],
  at,
  children,
}: {
  readonly title: string;
  /** Address of the stepper at the moment that was open. */
  readonly back: string;
  readonly sections?: readonly DocumentSection[];
  /** Id of the heading that the page begins at; an id that is none begins at the top. */
  readonly at?: string | undefined;
  readonly children: ReactNode;
}) {
  useEffect(() => {
    if (at === undefined || !jumpTo(at)) window.scrollTo(0, 0);
  }, [at]);
  return (
    <div className="document">
      <DocumentHeader back={back} />
      <main className="document-main">
        <h1>{title}</h1>
        {sections.length > 0 && (
          <nav aria-label="On this page" className="document-contents">
            <ul>
              {sections.map((section) => (
                <li key={section.id}>
                  <button
                    type="button"
                    className="document-jump"
                    onClick={() => {
                      jumpTo(section.id);
                    }}
                  >
                    {section.title}
                  </button>
                </li>
              ))}
            </ul>
          </nav>
        )}
        {children}
      </main>
    </div>
  );
}

/** What stands above every page that is read. */
export function DocumentHeader({ back }: { readonly back: string }) {
  return (
    <header className="document-header">
      <a className="document-logo" href={back} aria-label="Pinscope, back to the stepper">
        <Logo />
      </a>
      <nav aria-label="Pages" className="document-nav">
        <a href={back}>Back to the stepper</a>
        <a href="#/matrix">Matrix</a>
        <a href="#/compare">Designs</a>
        <a href="#/beside">Side by side</a>
        <a href="#/story">Story</a>
        <a href="#/model">Model</a>
        <a href="#/notation">Notation</a>
        <a href="#/grammar">Picture</a>
      </nav>
    </header>
  );
}

/**
 * The hash is taken by the route, so headings are reached by script; focus goes with the view.
 * Whether there is such a heading.
 */
function jumpTo(id: string): boolean {
  const heading = document.querySelector<HTMLElement>(`:is(h2, h3)[id="${CSS.escape(id)}"]`);
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
  return heading !== null;
}
