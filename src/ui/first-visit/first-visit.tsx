/** What stands where the timeline will be, before the first step: who you are, what to do, what to read. */
import { designTitle } from '../../kernel/edition.ts';
import { actorMark } from '../../picture/actor-mark.ts';
import type { Run } from '../../trace/run.ts';
import { scriptText } from '../cpus/script-text.ts';
import { goalOf, recordsPins } from './goal.ts';
import { LargeSteps } from './large-steps.tsx';
import { taskOf } from './task.ts';
import './first-visit.css';

export function FirstVisit({
  run,
  page,
  onHelp,
  onLarge,
}: {
  readonly run: Run;
  readonly page: string;
  readonly onHelp: () => void;
  /** The run that the first step led to, made with a large button. */
  readonly onLarge: (run: Run) => void;
}) {
  const { scenario, design, program } = run.compiled;
  const cpus = program.actors.filter((actor) => actor.kind === 'cpu');
  const goal = goalOf(run.compiled);
  const records = recordsPins(run.compiled);
  return (
    <section className="first" aria-label="Start here">
      <div>
        <h2>You are the scheduler.</h2>
        <p>{invitation(cpus.length, page, run.steps.length)}</p>
        <ul className="first-roles">
          {cpus.map(({ id, cpu }) => (
            <li key={id}>
              <b>{actorMark(id).name}</b>
              {scriptText(scenario.cpus[cpu])}
            </li>
          ))}
        </ul>
        <LargeSteps run={run} cursor={0} onLarge={onLarge} />
      </div>
      <div>
        <p className="first-design">
          Design: <b>{designTitle(run.compiled)}</b>
          {design.from === '' ? '' : ` · ${design.from.replace(/, message-id \S+$/, '')}`}
        </p>
        <h3>{headline(goal?.title, cpus.length)}</h3>
        <p>
          {goal?.id === 'pin-seen'
            ? `A pin lets a device go on writing into ${page}; until it ends, ${page} must say that it is pinned: that is “${goal.title}”.`
            : `A pin promises a device that it may go on writing into ${page}.${goal === undefined ? '' : ` The rule: ${lowerFirst(goal.rule)}`}`}{' '}
          {goal?.id === 'pin-seen' && !records
            ? `Nothing in ${design.title} records a pin: pin ${page} and look.`
            : taskOf(scenario)}
        </p>
        {goal?.id === 'pin-seen' && <Goal page={page} canSay={records} />}
      </div>
      <div>
        <h3>Or read first</h3>
        <ul>
          <li>
            <a className="button" href="#/model">
              What is modelled
            </a>
            <span>
              and what is not, with a <a href="#/model/glossary">glossary</a>
            </span>
          </li>
          <li>
            <a className="button" href="#/grammar">
              The picture
            </a>
            <span>every mark in every state</span>
          </li>
          <li>
            <a className="button" href="#/notation">
              The listings
            </a>
            <span>one line is one atomic step</span>
          </li>
          <li className="first-sandbox">
            <a className="button" href="#/sandbox">
              Sandbox
            </a>
            <span>a scenario of your own</span>
          </li>
          <li className="first-keys">
            <button type="button" className="button" onClick={onHelp}>
              Keys
            </button>
            <span>all of this without a mouse</span>
          </li>
        </ul>
      </div>
    </section>
  );
}

/**
 * The two bars of the timeline as they look when the rule is broken: what the visitor is to cause.
 * A design without a word for pins can not say anything at all.
 */
function Goal({ page, canSay }: { readonly page: string; readonly canSay: boolean }) {
  const end = canSay ? 248 : 0.5;
  return (
    <figure className="first-goal">
      <svg viewBox="0 0 400 62" preserveAspectRatio="none" aria-hidden="true">
        <rect x={0.5} y={8} width={399} height={10} fill="var(--cpu0)" stroke="var(--ink)" />
        {canSay && (
          <rect x={0.5} y={32} width={248} height={10} fill="var(--ink2)" stroke="var(--ink)" />
        )}
        <rect
          x={end}
          y={32}
          width={399.5 - end}
          height={10}
          fill="url(#pattern-bad)"
          stroke="var(--bad)"
        />
      </svg>
      <figcaption>
        <span>{page}’s pin is promised</span>
        <span>{page} says “pinned”</span>
        <strong className="bad">
          {canSay
            ? 'must never happen: can you make it?'
            : 'no word for it in this design: every pin goes unseen'}
        </strong>
      </figcaption>
    </figure>
  );
}

/** A rule as the rest of a sentence; names such as PG_lru keep their capitals. */
function lowerFirst(rule: string): string {
  return /^[A-Z][a-z]/.test(rule) ? rule.charAt(0).toLowerCase() + rule.slice(1) : rule;
}

/** What there is to do. A scenario without a rule to break is there to be looked at. */
function headline(title: string | undefined, cpus: number): string {
  if (title === undefined) return 'See who comes first';
  return cpus === 1
    ? `See “${title}” break with nobody else around`
    : `Find an order that breaks “${title}”`;
}

/** Who there is and what one can do with them. `recorded`: steps that have been done and taken back. */
function invitation(cpus: number, page: string, recorded: number): string {
  const who =
    cpus === 1 ? `One CPU works on page ${page}.` : `${countWord(cpus)} CPUs share page ${page}.`;
  if (recorded > 0) {
    const steps = recorded === 1 ? '1 step is' : `${recorded} steps are`;
    return `${who} ${steps} recorded: go forward again, or choose anew.`;
  }
  return cpus === 1
    ? `${who} Let it run line by line, or to its end.`
    : `${who} Choose who runs its next line. You can always step back.`;
}

function countWord(count: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four'][count] ?? String(count);
}
