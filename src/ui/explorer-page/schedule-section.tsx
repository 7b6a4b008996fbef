/** The schedule that breaks the chosen property: as a table, what decides it, and as a mail. */
import { useState } from 'react';
import { endLink } from '../../store/moment-link.ts';
import type { CriticalPair, PropertyVerdict, Variant } from '../../store/explorer-state.ts';
import { scheduleMail } from '../../store/schedule-mail.ts';
import type { Run } from '../../trace/run.ts';
import { useActions } from '../store-context.ts';
import { useLayoutKind } from '../use-layout-kind.ts';
import { useExplorerActions } from './explorer-context.ts';
import { counted } from './number-text.ts';
import { ScheduleTable } from './schedule-table.tsx';
import './schedule-section.css';

export function ScheduleSection({
  run,
  verdict,
  variant,
  onStepThrough,
}: {
  readonly run: Run;
  readonly verdict: PropertyVerdict;
  readonly variant: Variant;
  readonly onStepThrough: () => void;
}) {
  const page = run.compiled.pages[0]?.name ?? '';
  const pair = variant === 'shortest' ? verdict.criticalPair : undefined;
  const mail = () => scheduleMail(run, verdict, pair, window.location.href);
  return (
    <section className="explorer-part" aria-labelledby="schedule-title">
      <div className="schedule-head">
        <h3 id="schedule-title">{titleOf(run, verdict, variant)}</h3>
        <VariantChoice verdict={verdict} variant={variant} />
      </div>
      <p className="schedule-breaks">
        breaks <b>{verdict.title}</b>: {verdict.message}
      </p>
      <Actions run={run} mail={mail} onStepThrough={onStepThrough} />
      {run.steps.length === 0 ? (
        <p className="explorer-note">It is broken before anybody has moved.</p>
      ) : (
        <ScheduleTable run={run} page={page} {...(pair === undefined ? {} : { pair })} />
      )}
      {pair !== undefined && <PairNote pair={pair} />}
      <Mail text={mail} key={`${verdict.id} ${variant}`} />
    </section>
  );
}

function titleOf(run: Run, { shortest, calmest }: PropertyVerdict, variant: Variant): string {
  const name = variant === 'shortest' ? 'Shortest schedule' : 'Calmest schedule';
  const { switches = 0 } = (variant === 'shortest' ? shortest : calmest) ?? {};
  return `${name}, ${counted(run.steps.length, 'step')}, ${switchText(switches)}`;
}

/** Offered where the fewest switches need another schedule. */
function VariantChoice({
  verdict: { id, shortest, calmest },
  variant,
}: {
  readonly verdict: PropertyVerdict;
  readonly variant: Variant;
}) {
  const { choose } = useExplorerActions();
  if (shortest === undefined || calmest === undefined) return null;
  if (shortest.switches === 0) return null;
  if (calmest.switches === shortest.switches) {
    return <p className="explorer-note">Fewer switches do not break it.</p>;
  }
  const options = [
    { value: 'shortest', text: `Fewest steps: ${shortest.schedule.length}` },
    { value: 'calmest', text: `Fewest switches: ${calmest.switches}` },
  ] as const;
  return (
    <fieldset className="header-segments">
      <legend className="visually-hidden">Which schedule</legend>
      {options.map(({ value, text }) => (
        <label key={value}>
          <input
            type="radio"
            name="variant"
            className="visually-hidden"
            checked={variant === value}
            onChange={() => {
              choose(id, value);
            }}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}

function switchText(switches: number): string {
  if (switches === 0) return 'no switch';
  return `${switches} switch${switches === 1 ? '' : 'es'}`;
}

function Actions({
  run,
  mail,
  onStepThrough,
}: {
  readonly run: Run;
  readonly mail: () => string;
  readonly onStepThrough: () => void;
}) {
  const { ask, say } = useActions();
  const copy = async (text: string, done: string, refused: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      say(done);
    } catch {
      ask(refused);
    }
  };
  return (
    <p className="explorer-actions">
      <button type="button" className="button solid" onClick={onStepThrough}>
        Step through it <kbd aria-hidden="true">↵</kbd>
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          void copy(
            mail(),
            'Copied the schedule as a table of plain text, with its link.',
            'This browser does not let the page copy. The text stands below, under “As it goes into a mail”.',
          );
        }}
      >
        Copy for mail
      </button>
      <button
        type="button"
        className="button"
        onClick={() => {
          const address = new URL(endLink(run), window.location.href).href;
          void copy(
            address,
            'Copied the link to the end of this schedule.',
            `Copy this link: ${address}`,
          );
        }}
      >
        Link
      </button>
    </p>
  );
}

function PairNote({ pair }: { readonly pair: CriticalPair }) {
  return (
    <p className="schedule-pair">
      <svg width={18} height={18} viewBox="0 0 18 18" aria-hidden="true">
        <circle cx={9} cy={9} r={6.5} fill="var(--now)" stroke="var(--ink)" strokeWidth={1.5} />
      </svg>
      <span>
        <b>
          Critical pair: step {pair.first + 1} before step {pair.second + 1}.
        </b>{' '}
        {pair.sentence} Put the other way round, none of the schedules that go on from there breaks
        it.
      </span>
    </p>
  );
}

/** Made only where it is looked at: it is a page of text, and on a phone several. */
function Mail({ text }: { readonly text: () => string }) {
  const isPhone = useLayoutKind() === 'phone';
  const [isOpen, setOpen] = useState(!isPhone);
  return (
    <details
      className="schedule-mail"
      open={isOpen}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <h3>As it goes into a mail</h3>
      </summary>
      {isOpen && <MailText text={text()} />}
    </details>
  );
}

/** A field, since text in one can be reached, scrolled and selected whole by keys. */
function MailText({ text }: { readonly text: string }) {
  return (
    <textarea
      className="mail"
      readOnly
      wrap="off"
      spellCheck={false}
      aria-label="The schedule as text"
      rows={text.split('\n').length}
      value={text}
    />
  );
}
