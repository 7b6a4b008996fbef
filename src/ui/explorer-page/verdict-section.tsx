/** What the search has found: the verdict, each property, and what can be done with it. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { designTitle } from '../../kernel/edition.ts';
import type { Exploration, Search } from '../../store/explorer-state.ts';
import { useExplorer, useExplorerActions } from './explorer-context.ts';
import { SearchProgress } from './search-progress.tsx';
import { VerdictList } from './verdict-list.tsx';
import { costText, goalSentence, verdictHeading, verdictSentence } from './verdict-text.ts';
import './verdict-section.css';

export function VerdictSection({
  compiled,
  children,
}: {
  readonly compiled: CompiledScenario;
  /** What follows the verdict of a search that is over. */
  readonly children: React.ReactNode;
}) {
  const search = useExplorer((state) => state.search);
  return (
    <section className="explorer-part" aria-labelledby="verdict-title">
      <p className="verdict-of">{whatIsSearched(compiled)}</p>
      <h2 id="verdict-title" className="verdict-title" tabIndex={-1} data-focus="verdict">
        {headingOf(search)}
      </h2>
      {search.kind === 'running' && <SearchProgress search={search} />}
      {search.kind === 'failed' && <Failure error={search.error} />}
      {search.kind === 'explored' && (
        <Result compiled={compiled} exploration={search.exploration} />
      )}
      {children}
    </section>
  );
}

function Result({
  compiled,
  exploration,
}: {
  readonly compiled: CompiledScenario;
  readonly exploration: Exploration;
}) {
  const goal = goalSentence(exploration, compiled.scenario.goal);
  return (
    <>
      <p className="verdict-lead">{verdictSentence(exploration)}</p>
      {goal !== undefined && <p className="verdict-goal">{goal}</p>}
      <p className="verdict-cost">{costText(exploration)}</p>
      <VerdictList exploration={exploration} />
    </>
  );
}

function Failure({ error }: { readonly error: string }) {
  const { again } = useExplorerActions();
  return (
    <>
      <p className="verdict-failure" role="alert">
        {error}
      </p>
      <button type="button" className="button solid" onClick={again}>
        Search again
      </button>
    </>
  );
}

function headingOf(search: Search): string {
  switch (search.kind) {
    case 'none':
    case 'running':
      return search.kind === 'running' && search.isPaused ? 'Paused' : 'Searching every schedule';
    case 'explored':
      return verdictHeading(search.exploration);
    case 'failed':
      return 'The search ended without a verdict';
  }
}

/** `Kara's race, July 2018, 2 CPUs, 1 device, VM_BUG_ON`. */
function whatIsSearched(compiled: CompiledScenario): string {
  const { scenario, debug, program } = compiled;
  const number = (kind: string): number =>
    program.actors.filter((actor) => actor.kind === kind).length;
  const many = (count: number, one: string): readonly string[] =>
    count === 0 ? [] : [`${count} ${one}${count === 1 ? '' : 's'}`];
  const checks = { none: 'no debug checks', vm: 'VM_BUG_ON', 'vm,list': 'VM_BUG_ON and list' };
  return [
    scenario.title,
    designTitle(compiled),
    ...many(number('cpu'), 'CPU'),
    ...many(number('device'), 'device'),
    ...many(number('interrupt'), 'interrupt'),
    checks[debug],
  ].join(', ');
}
