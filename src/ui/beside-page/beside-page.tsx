/** One schedule under two designs: both memories at the same moment, and where they first differ. */
import { type PageDifference } from '../../trace/page-differences.ts';
import type { Run } from '../../trace/run.ts';
import type { DesignHead } from '../../kernel/design.ts';
import { DocumentHeader } from '../document-page/document-page.tsx';
import { BesideColumn } from './beside-column.tsx';
import { BesideDifferences } from './beside-differences.tsx';
import './beside-page.css';

/** A run at a moment. */
export interface BesideMoment {
  readonly run: Run;
  readonly cursor: number;
}

export interface BesidePageProps {
  readonly back: string;
  readonly designs: readonly DesignHead[];
  readonly one: BesideMoment;
  /** The same schedule under the other design; undefined while it is being compiled. */
  readonly other: BesideMoment | undefined;
  /** Id of the other design. */
  readonly chosen: string;
  readonly onChoose: (design: string) => void;
  /** Steps of the first run that can be shown. */
  readonly steps: number;
  readonly onSeek: (step: number) => void;
  readonly page: string;
  readonly onPage: (page: string) => void;
  /** Of this moment. */
  readonly differences: readonly PageDifference[];
  /** The first step at which something differs. */
  readonly first: number | undefined;
  /** Why the schedule goes no further, or could not be followed. */
  readonly problem: string | undefined;
}

export function BesidePage(props: BesidePageProps) {
  const { back, designs, one, other, chosen, steps, onSeek, page, onPage, differences } = props;
  const { scenario } = one.run.compiled;
  return (
    <div className="document">
      <DocumentHeader back={back} />
      <main className="beside">
        <div className="beside-head">
          <h1>One schedule, two designs</h1>
          <p>
            {scenario.title}, as it is open in the stepper. Lines that both designs have are made
            together; what only one of them has, where it stands there.
          </p>
        </div>
        {one.run.steps.length === 0 ? (
          <p role="status">
            Nobody has made a step yet. <a href={back}>Make some in the stepper</a>, or step through
            what a search finds; then come back.
          </p>
        ) : (
          <Controls {...props} />
        )}
        {props.problem !== undefined && <p role="alert">{props.problem}</p>}
        <div className="beside-columns">
          <BesideColumn {...{ page, onPage, onSeek }} moment={one}>
            <h2>{one.run.compiled.design.title}</h2>
          </BesideColumn>
          <BesideColumn {...{ page, onPage }} moment={other}>
            <label className="beside-pick">
              <span className="visually-hidden">The other design</span>
              <select
                value={chosen}
                onChange={(event) => {
                  props.onChoose(event.target.value);
                }}
              >
                {designs.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            </label>
          </BesideColumn>
        </div>
        {other !== undefined && (
          <BesideDifferences
            {...{ differences }}
            one={one.run.compiled.design.title}
            other={other.run.compiled.design.title}
          />
        )}
        <p className="visually-hidden" role="status">
          {`Step ${one.cursor} of ${steps}.`}
        </p>
      </main>
    </div>
  );
}

function Controls({ one, steps, onSeek, first }: BesidePageProps) {
  const { cursor } = one;
  return (
    <div className="beside-controls">
      <button
        type="button"
        className="button"
        aria-label="Step back"
        disabled={cursor === 0}
        onClick={() => {
          onSeek(cursor - 1);
        }}
      >
        ◀
      </button>
      <button
        type="button"
        className="button"
        aria-label="Step forward"
        disabled={cursor >= steps}
        onClick={() => {
          onSeek(cursor + 1);
        }}
      >
        ▶
      </button>
      <label className="beside-slider">
        <span className="visually-hidden">Step of the schedule</span>
        <input
          type="range"
          min={0}
          max={steps}
          value={Math.min(cursor, steps)}
          onChange={(event) => {
            onSeek(event.target.valueAsNumber);
          }}
        />
      </label>
      <span className="beside-step">
        step {cursor} of {steps}
      </span>
      {first !== undefined && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onSeek(first);
          }}
        >
          First difference: step {first}
        </button>
      )}
    </div>
  );
}
