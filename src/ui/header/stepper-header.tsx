/** What is open: scenario, design and debug setting, and what can be done with the page as a whole. */
import { type ReactNode, useState } from 'react';
import { designTitle } from '../../kernel/edition.ts';
import { momentLink } from '../../store/moment-link.ts';
import { choiceOf } from '../../store/session.ts';
import { branchesAt } from '../../trace/history.ts';
import { useActions, usePinscope, useStateNow } from '../store-context.ts';
import { summaryOf } from '../first-visit/task.ts';
import { DebugPick } from './debug-pick.tsx';
import { DesignPick } from './design-pick.tsx';
import { HelpButton } from './help-button.tsx';
import { Logo } from './logo.tsx';
import { ThemeButton } from './theme-button.tsx';
// The header is shared with pages that load later, and its styles build on these.
import '../controls.css';
import './stepper-header.css';

/** The scenario of the user's own in the chooser: no id can be called like that. */
const OWN = ':own';

/** What leads to the sandbox from the chooser. */
const COMPOSE = ':compose';
const CHANGE = ':change';

export function StepperHeader({
  onHelp,
  onCompose,
  share = 'moment',
  children,
}: {
  readonly onHelp: () => void;
  /** Goes to the sandbox, with what is open as the draft or with the draft as it was left. */
  readonly onCompose?: (takes: 'draft' | 'open') => void;
  /** What the link that is shared opens. */
  readonly share?: 'moment' | 'search';
  /** Where one can go from here. On a phone it stands where no menu has to be opened. */
  readonly children: ReactNode;
}) {
  const compiled = usePinscope((state) => state.session.compiled);
  const [open, setOpen] = useState(false);
  const { open: openChoice } = useActions();
  const { designs, scenarios, corners } = usePinscope((state) => state.catalogue);
  const opening = usePinscope((state) => state.opening);
  const { scenario } = compiled;
  const chosen = opening ?? choiceOf({ compiled });
  const { scenario: own, overlay } = chosen.edition ?? {};
  return (
    <header className="header">
      <h1 className="header-name">
        <Logo />
      </h1>
      <span className="header-go header-go-first">{children}</span>
      <button
        type="button"
        className="button quiet header-more"
        aria-expanded={open}
        aria-controls="header-controls"
        onClick={() => {
          setOpen(!open);
        }}
      >
        <b>
          {scenario.title}, {designTitle(compiled)}
        </b>
        <span aria-hidden="true">{open ? '▴' : '▾'}</span>
      </button>
      <div id="header-controls" className="header-controls" data-open={open}>
        <label className="header-pick">
          <span>Scenario</span>
          <select
            value={own === undefined ? chosen.scenario : OWN}
            title={summaryOf(scenario)}
            onChange={(event) => {
              const { value } = event.target;
              if (value === COMPOSE) onCompose?.('draft');
              else if (value === CHANGE) onCompose?.('open');
              else if (value !== OWN) void openChoice({ scenario: value });
            }}
          >
            {[...scenarios, ...corners.filter(({ id }) => id === chosen.scenario)].map((one) => (
              <option key={one.id} value={one.id}>
                {one.title}
              </option>
            ))}
            {own !== undefined && <option value={OWN}>own: {own.title}</option>}
            {onCompose !== undefined && (
              <optgroup label="Sandbox">
                <option value={COMPOSE}>Compose your own…</option>
                <option value={CHANGE}>Change this one…</option>
              </optgroup>
            )}
          </select>
        </label>
        <DesignPick
          designs={designs}
          chosen={chosen.design}
          isEdited={overlay !== undefined}
          onChoose={(design) => {
            void openChoice({ design });
          }}
        />
        {overlay !== undefined && (
          <button
            type="button"
            className="button quiet"
            aria-label="Back to the listing as posted"
            title="Back to the listing as posted, with the same schedule as far as it goes"
            onClick={() => {
              void openChoice({ design: chosen.design }, { keep: 'schedule' });
            }}
          >
            <span aria-hidden="true">←</span> as posted
          </button>
        )}
        <DebugPick
          chosen={chosen.debug}
          onChoose={(debug) => {
            void openChoice({ debug });
          }}
        />
        <span className="header-space">
          {opening !== undefined && <span className="header-opening">opening…</span>}
        </span>
        <span className="header-go">{children}</span>
        {onCompose !== undefined && (
          <button
            type="button"
            className="button quiet"
            title="Sandbox: compose a scenario of your own (C)"
            onClick={() => {
              // An own scenario was composed: to change it is what is meant.
              onCompose(own === undefined ? 'draft' : 'open');
            }}
          >
            Sandbox
          </button>
        )}
        {share === 'moment' ? <ShareButton /> : <ShareSearchButton />}
        <ThemeButton />
        <HelpButton onHelp={onHelp} />
      </div>
    </header>
  );
}

/** Copies the address of the moment; where the clipboard is refused, the message carries the address. */
function ShareButton() {
  const { say, ask } = useActions();
  const stateNow = useStateNow();
  const share = async (): Promise<void> => {
    const { session } = stateNow();
    const hasOthers = branchesAt(session.history).length > 0;
    const address = new URL(momentLink(session), window.location.href).href;
    try {
      await navigator.clipboard.writeText(address);
      const what = hasOthers ? ' of the shown branch, not the other futures' : '';
      say(`Copied the link to step ${session.cursor}${what}. It opens this very moment.`);
    } catch {
      ask(`Copy this link to step ${session.cursor}: ${address}`);
    }
  };
  return (
    <button
      type="button"
      className="button quiet"
      title="Copy a link to this moment"
      onClick={() => {
        void share();
      }}
    >
      Share
    </button>
  );
}

/** Copies the address of the search: whoever opens it searches the same. */
function ShareSearchButton() {
  const { say, ask } = useActions();
  const share = async (): Promise<void> => {
    const { href } = window.location;
    try {
      await navigator.clipboard.writeText(href);
      say('Copied the link to this search. It searches again where it is opened.');
    } catch {
      ask(`Copy this link to the search: ${href}`);
    }
  };
  return (
    <button
      type="button"
      className="button quiet"
      title="Copy a link to this search"
      onClick={() => {
        void share();
      }}
    >
      Share
    </button>
  );
}
