/** The flags of a page at the start: those the design knows. What the page's place says follows from it. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { ScenarioPage } from '../../kernel/scenario-page.ts';
import { kindFlags, type PageChange } from '../../store/sandbox/page-edit.ts';
import { useSandbox } from './sandbox-context.ts';

export function PageFlags({
  page,
  onChange,
}: {
  readonly page: ScenarioPage;
  readonly onChange: (change: PageChange) => void;
}) {
  const drawn = useSandbox((state) => state.drawn);
  const known = drawn === undefined ? [] : flagNames(drawn);
  const all = [...new Set([...known.filter((flag) => !kindFlags.includes(flag)), ...page.flags])];
  return (
    <div className="page-row page-flags">
      <span id="page-flags-label">Flags</span>
      <div role="group" aria-labelledby="page-flags-label">
        {all.map((flag) => {
          const isOn = page.flags.includes(flag);
          return (
            <button
              key={flag}
              type="button"
              className="page-flag"
              aria-pressed={isOn}
              disabled={kindFlags.includes(flag)}
              title={titleOf(flag, isOn)}
              onClick={() => {
                onChange({ kind: 'flag', flag, on: !isOn });
              }}
            >
              {flag}
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** By bit number, as the design's layout has them. */
function flagNames({ program }: CompiledScenario): readonly string[] {
  const page = program.structs.find(({ name }) => name === 'page');
  const { bits = {} } = page?.fields.find(({ name }) => name === 'flags') ?? {};
  return Object.entries(bits)
    .sort(([, one], [, other]) => one - other)
    .map(([name]) => `PG_${name}`);
}

function titleOf(flag: string, isOn: boolean): string {
  const does = `${isOn ? 'Clear' : 'Set'} ${flag}`;
  if (kindFlags.includes(flag)) return `${flag}: what the page is, not to be changed here`;
  if (flag === 'PG_lru') return `${does}: ${isOn ? 'takes it off its list' : 'puts it on a list'}`;
  if (flag === 'PG_active' || flag === 'PG_unevictable' || flag === 'PG_swapbacked') {
    return `${does}: says which list it is on`;
  }
  return flag === 'PG_private' ? `${does}: its buffers hold a reference` : does;
}
