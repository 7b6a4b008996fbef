/** What the step at the cursor did, in a sentence; the same text is announced to screen readers. */
import { actorMark } from '../../picture/actor-mark.ts';
import { narration, type Narration, type SentencePart } from '../../trace/narration.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { usePinscope } from '../store-context.ts';
import { Announcer } from './announcer.tsx';
import './narration-row.css';

export function NarrationRow() {
  const run = usePinscope((state) => state.session.run);
  const cursor = usePinscope((state) => state.session.cursor);
  const told = narration(run, cursor);
  const id = told.actor === undefined ? undefined : run.compiled.program.actors[told.actor]?.id;
  return (
    <section className="narration" aria-label="What happened">
      {id !== undefined && (
        <span title={actorMark(id).name}>
          <ActorGlyph id={id} size={20} />
        </span>
      )}
      <p
        className={told.violation === undefined ? undefined : 'narration-alert'}
        data-testid="narration"
      >
        <Sentence told={told} />
        {told.why !== undefined && told.violation === undefined && (
          <span className="narration-why"> {sentence(told.why)}</span>
        )}
      </p>
      <Announcer text={told.plain} step={cursor} isViolation={told.violation !== undefined} />
    </section>
  );
}

function Sentence({ told }: { readonly told: Narration }) {
  return told.parts.map((part, index) => <Part key={`${index} ${part.text}`} part={part} />);
}

function Part({ part }: { readonly part: SentencePart }) {
  switch (part.kind) {
    case 'code':
      return <code>{part.text}</code>;
    case 'bad':
      return <strong className="bad">{part.text}</strong>;
    case 'page':
      return <b>{part.text}</b>;
    case 'text':
      return part.text;
  }
}

/** A comment of a listing as a sentence among others. */
function sentence(why: string): string {
  const text = why.charAt(0).toUpperCase() + why.slice(1);
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
