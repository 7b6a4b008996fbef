/** What the step at the cursor did, in a sentence; announcer.tsx tells screen readers the same. */
import { actorMark } from '../../picture/actor-mark.ts';
import { narration, type SentencePart } from '../../trace/narration.ts';
import { plainText } from '../../trace/sentence.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { endingAt } from '../first-visit/goal.ts';
import { useShown } from '../shown-moment.tsx';
import { inTwo } from './cause.ts';
import './narration-row.css';

export function NarrationRow() {
  const run = useShown((moment) => moment.session.run);
  const cursor = useShown((moment) => moment.session.cursor);
  const told = narration(run, cursor);
  const why =
    told.why === undefined || told.violation !== undefined ? '' : ` ${sentence(told.why)}`;
  const { what, cause } = inTwo(told);
  const id = told.actor === undefined ? undefined : run.compiled.program.actors[told.actor]?.id;
  return (
    <section
      className="narration"
      aria-label="What happened"
      data-alert={told.violation === undefined ? undefined : ''}
      data-over={endingAt(run, cursor).kind === 'over' ? '' : undefined}
    >
      {id !== undefined && (
        <span title={actorMark(id).name}>
          <ActorGlyph id={id} size={20} />
        </span>
      )}
      <p
        className={told.violation === undefined ? undefined : 'narration-alert'}
        data-testid="narration"
        data-caused={cause.length > 0 ? '' : undefined}
        title={`${plainText(told.parts)}${why}`}
      >
        <Sentence parts={what} />
        {cause.length > 0 && (
          <span
            className="narration-cause"
            data-long={plainText(cause).length > ONE_ROW || undefined}
          >
            {' '}
            <Sentence parts={cause} />
          </span>
        )}
        {why !== '' && <span className="narration-why">{why}</span>}
      </p>
    </section>
  );
}

/** Characters of the cause that fit into one row of the smallest screen that shows it in one. */
const ONE_ROW = 165;

function Sentence({ parts }: { readonly parts: readonly SentencePart[] }) {
  return parts.map((part, index) => <Part key={`${index} ${part.text}`} part={part} />);
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
