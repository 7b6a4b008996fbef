/** The three columns of the explorer: the verdict, the schedule that breaks, the states and the odds. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { choiceName } from '../../kernel/scenario-library.ts';
import type { Move } from '../../machine/state.ts';
import {
  chosenSchedule,
  chosenVerdict,
  type Exploration,
  GRAPH_STATES,
  type PropertyVerdict,
  type Variant,
} from '../../store/explorer-state.ts';
import { choiceOf } from '../../store/session.ts';
import { useLayoutKind } from '../use-layout-kind.ts';
import { EndsSection } from './ends-section.tsx';
import { useExplorer } from './explorer-context.ts';
import { OddsSection } from './odds-section.tsx';
import { QuerySection } from './query-section.tsx';
import { ScheduleSection } from './schedule-section.tsx';
import { SearchingSection } from './searching-section.tsx';
import { SearchSettingsForm } from './search-settings.tsx';
import { StateMapSection } from './state-map-section.tsx';
import { UnreachedSection } from './unreached-section.tsx';
import { useReplay } from './use-replay.ts';
import { VerdictSection } from './verdict-section.tsx';
import './explorer-panels.css';

type StepThrough = (schedule: readonly Move[]) => void;

export function ExplorerPanels({
  compiled,
  onStepThrough,
  onLines,
}: {
  readonly compiled: CompiledScenario;
  /** Makes a schedule the one that the stepper shows, at its end. */
  readonly onStepThrough: StepThrough;
  /** Goes where each line is taken away in turn. */
  readonly onLines: () => void;
}) {
  const searched = useExplorer((state) => state.compiled);
  const search = useExplorer((state) => state.search);
  const isOwn = searched === compiled;
  const exploration = isOwn && search.kind === 'explored' ? search.exploration : undefined;
  // On a phone the columns follow each other, and the schedule comes before the long list of ends.
  const isPhone = useLayoutKind() === 'phone';
  const ends = exploration !== undefined && (
    <EndsSection
      compiled={compiled}
      ends={exploration.ends}
      complete={exploration.complete}
      onStepThrough={onStepThrough}
    />
  );
  return (
    <>
      <div className="explorer-column">
        <VerdictSection compiled={compiled}>
          <SearchSettingsForm />
          <p className="explorer-keys">
            <a href="#/matrix">All scenarios under all designs</a>
          </p>
          <p className="explorer-keys">
            Keys: <kbd>↑</kbd> <kbd>↓</kbd> in the list another property, <kbd>↵</kbd> step through
            the schedule, <kbd>Esc</kbd> back to the stepper, <kbd>?</kbd> all keys
          </p>
        </VerdictSection>
        {!isPhone && ends}
      </div>
      <div className="explorer-column">
        {exploration === undefined ? (
          <SearchingSection
            compiled={compiled}
            search={isOwn ? search : { kind: 'none' }}
            onStepThrough={onStepThrough}
          />
        ) : (
          <Breaking compiled={compiled} exploration={exploration} onStepThrough={onStepThrough} />
        )}
        {isPhone && ends}
      </div>
      <div className="explorer-column">
        {exploration !== undefined && (
          <States {...{ compiled, exploration, onStepThrough, onLines }} />
        )}
      </div>
    </>
  );
}

function Breaking({
  compiled,
  exploration,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly exploration: Exploration;
  readonly onStepThrough: StepThrough;
}) {
  const verdict = useExplorer(chosenVerdict);
  const variant = useExplorer((state) => state.variant);
  if (verdict === undefined) {
    return (
      <section className="explorer-part" aria-labelledby="nothing-title">
        <h3 id="nothing-title">
          {exploration.complete
            ? 'No schedule breaks a rule'
            : 'No schedule found that breaks a rule'}
        </h3>
        <p className="explorer-note">
          {exploration.complete
            ? 'All schedules were searched. Take another design or scenario above, or ask for a state below.'
            : 'The search ended early: a schedule that was not searched may break one.'}
        </p>
      </section>
    );
  }
  return (
    <Schedule
      key={verdict.id}
      compiled={compiled}
      verdict={verdict}
      variant={variant}
      onStepThrough={onStepThrough}
    />
  );
}

function Schedule({
  compiled,
  verdict,
  variant,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly verdict: PropertyVerdict;
  readonly variant: Variant;
  readonly onStepThrough: StepThrough;
}) {
  const found = useExplorer(chosenSchedule);
  const run = useReplay(compiled, found);
  if (run === undefined || found === undefined) return null;
  return (
    <ScheduleSection
      run={run}
      verdict={verdict}
      variant={verdict.calmest === undefined ? 'shortest' : variant}
      onStepThrough={() => {
        onStepThrough(found);
      }}
    />
  );
}

function States({
  compiled,
  exploration,
  onStepThrough,
  onLines,
}: {
  readonly onLines: () => void;
  readonly compiled: CompiledScenario;
  readonly exploration: Exploration;
  readonly onStepThrough: StepThrough;
}) {
  const verdict = useExplorer(chosenVerdict);
  const shown = useExplorer(chosenSchedule);
  return (
    <div className="explorer-part">
      <StateMapSection
        compiled={compiled}
        states={exploration.states}
        kept={GRAPH_STATES}
        verdict={verdict}
        shown={shown}
        onStepThrough={onStepThrough}
      />
      {verdict?.odds !== undefined && <OddsSection odds={verdict.odds} />}
      <QuerySection
        key={choiceName(choiceOf({ compiled }))}
        compiled={compiled}
        onStepThrough={onStepThrough}
      />
      <UnreachedSection
        compiled={compiled}
        unreached={exploration.unreached}
        complete={exploration.complete}
        onLines={onLines}
      />
    </div>
  );
}
