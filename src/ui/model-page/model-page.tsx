/** What is modelled and what is not, with the reason each simplification is sound, and a glossary. */
import { designs } from '../../kernel/design.ts';
import { properties } from '../../kernel/property.ts';
import { scenarios } from '../../kernel/scenario.ts';
import { DocumentPage } from '../document-page/document-page.tsx';
import { summaryOf } from '../first-visit/task.ts';
import { glossary } from './glossary.ts';
import { limits } from './limits.ts';

const SECTIONS = [
  { id: 'runs', title: 'What runs' },
  { id: 'limits', title: 'What is left out' },
  { id: 'rules', title: 'The rules' },
  { id: 'designs', title: 'Designs' },
  { id: 'scenarios', title: 'Scenarios' },
  { id: 'glossary', title: 'Glossary' },
] as const;

export function ModelPage({
  back,
  section,
}: {
  readonly back: string;
  /** Id of the heading to begin at. */
  readonly section: string | undefined;
}) {
  return (
    <DocumentPage
      title="What is modelled, and what is not"
      back={back}
      at={section}
      sections={SECTIONS}
    >
      <Heading section={SECTIONS[0]} />
      <p>
        The functions of the kernel are written as listings, in a small notation of their own. The
        listing that is shown line by line is the program that runs; there is no second copy for the
        pictures. Everything on the screen, down to the last nibble, is read from the bytes of an
        emulated memory.
      </p>
      <p>
        Memory is words of true bits. A layout gives each field its offset and width, so the union
        in <code>struct page</code> needs no special case: <code>lru.prev</code> and{' '}
        <code>dma_pinned_count</code> are two names for the same bytes, and writing the 32-bit count
        changes the low half of a pointer, as on hardware. Addresses are those of x86-64 without
        randomisation. Lists are walked by following the words; a store through a pointer that leads
        nowhere stops the machine, with the address.
      </p>
      <p>
        The listings are our own text, written from the facts: the sources of Linux v4.18, and the
        mails of the patch set of July 2018 and of its review. Each function names its file.
      </p>

      <Heading section={SECTIONS[1]} />
      <dl className="document-facts">
        {limits.map((limit) => (
          <Fact key={limit.title} term={limit.title}>
            <b>{limit.says}</b> {limit.sound}
          </Fact>
        ))}
      </dl>

      <Heading section={SECTIONS[2]} />
      <p>
        A rule is checked after every step. A failed <code>bug if</code> and a store to nowhere stop
        the machine; a <code>warn if</code> is recorded; all other broken rules are shown, and you
        can go on.
      </p>
      <dl className="document-facts">
        {properties.map((property) => (
          <Fact key={property.id} term={property.title}>
            {property.rule}
          </Fact>
        ))}
      </dl>
      <p>
        When all actors are done, <code>lru_add_drain</code> runs once on each CPU, in order; then
        the state is at rest, and the rules about states at rest apply.
      </p>

      <Heading section={SECTIONS[3]} />
      <p>
        A design is a set of listings over a base: what it does not say is as in the base. Its
        source is the text it was written from.
      </p>
      <dl className="document-facts">
        {designs.map((design) => (
          <Fact key={design.id} term={design.title}>
            {design.from}
          </Fact>
        ))}
      </dl>

      <Heading section={SECTIONS[4]} />
      <p>Every scenario runs under every design; pin and unpin are the design’s own calls.</p>
      <dl className="document-facts">
        {scenarios.map((scenario) => (
          <Fact key={scenario.id} term={scenario.title}>
            {summaryOf(scenario)}
          </Fact>
        ))}
      </dl>

      <Heading section={SECTIONS[5]} />
      <dl className="document-facts">
        {glossary.map(({ word, means }) => (
          <Fact key={word} term={word}>
            {means}
          </Fact>
        ))}
      </dl>
    </DocumentPage>
  );
}

function Heading({
  section,
}: {
  readonly section: { readonly id: string; readonly title: string };
}) {
  return (
    <h2 id={section.id} tabIndex={-1}>
      {section.title}
    </h2>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </>
  );
}
