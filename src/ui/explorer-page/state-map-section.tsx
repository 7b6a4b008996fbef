/** Every state that was found, as a map; the same in words; a click opens a schedule there. */
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { Move } from '../../machine/state.ts';
import { type StateMapInput, stateMap, stateMapRows } from '../../picture/state-map.ts';
import type { ExplorationMap, PropertyVerdict } from '../../store/explorer-state.ts';
import { schedule as scheduleOf } from '../../trace/history.ts';
import { usePinscope } from '../store-context.ts';
import { useElementWidth } from '../use-element-width.ts';
import { useExplorer, useExplorerActions } from './explorer-context.ts';
import { counted, grouped } from './number-text.ts';
import { PowerText } from './power-text.tsx';
import { StateMapPicture } from './state-map-picture.tsx';
import './state-map-section.css';

/** More are drawn only where somebody asks: it takes a moment. */
const AT_ONCE = 20_000;
const HEIGHT = 380;

export function StateMapSection({
  compiled,
  states,
  kept,
  verdict,
  shown,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly states: number;
  /** So many states are kept at most. */
  readonly kept: number;
  readonly verdict: PropertyVerdict | undefined;
  /** The schedule that the page shows. */
  readonly shown: readonly Move[] | undefined;
  readonly onStepThrough: (schedule: readonly Move[]) => void;
}) {
  const map = useExplorer((state) => state.map);
  const { loadMap } = useExplorerActions();
  const isSmall = states <= AT_ONCE;
  const isKept = states <= kept;
  useEffect(() => {
    if (isSmall && map.kind === 'none') void loadMap();
  }, [isSmall, map.kind, loadMap]);
  return (
    <section className="map" aria-labelledby="map-title">
      <h3 id="map-title">Every state</h3>
      {!isKept && (
        <p className="explorer-note">
          Of more than {grouped(kept)} states the search keeps no graph: there is no map of them, no
          odds and no critical pair. Fewer CPUs or calls in a scenario show the same races smaller.
        </p>
      )}
      {isKept && map.kind === 'none' && !isSmall && (
        <button
          type="button"
          className="button"
          onClick={() => {
            void loadMap();
          }}
        >
          Draw the map of {counted(states, 'state')}
        </button>
      )}
      {isKept && map.kind === 'asked' && <p className="explorer-note">Drawing…</p>}
      {isKept && map.kind === 'refused' && <p className="explorer-note">{map.error}</p>}
      {map.kind === 'answered' && (
        <DrawnMap
          compiled={compiled}
          map={map.value}
          verdict={verdict}
          shown={shown}
          onStepThrough={onStepThrough}
        />
      )}
    </section>
  );
}

function DrawnMap({
  compiled,
  map,
  verdict,
  shown,
  onStepThrough,
}: {
  readonly compiled: CompiledScenario;
  readonly map: ExplorationMap;
  readonly verdict: PropertyVerdict | undefined;
  readonly shown: readonly Move[] | undefined;
  readonly onStepThrough: (schedule: readonly Move[]) => void;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useElementWidth(frame);
  const { scheduleTo } = useExplorerActions();
  const history = usePinscope((state) => state.session.history);
  const own = useMemo(() => scheduleOf(history), [history]);
  const input = useMemo((): StateMapInput => {
    const isShortest = shown === verdict?.shortest?.schedule;
    const pair = isShortest ? verdict?.criticalPair : undefined;
    return {
      space: map,
      program: compiled.program,
      width,
      height: HEIGHT,
      ...(verdict === undefined ? {} : { property: verdict.id }),
      ...(shown === undefined ? {} : { schedule: shown }),
      ...(pair === undefined ? {} : { pair }),
    };
  }, [map, compiled, width, verdict, shown]);
  const drawn = useMemo(() => stateMap(input), [input]);
  const ownPath = useMemo(
    () => (own.length === 0 ? [] : stateMap({ ...input, schedule: own }).path),
    [input, own],
  );
  const open = async (state: number): Promise<void> => {
    const schedule = await scheduleTo(state);
    if (schedule !== undefined) onStepThrough(schedule);
  };
  return (
    <div ref={frame}>
      <StateMapPicture
        map={drawn}
        ownPath={ownPath}
        label={`Map of ${counted(map.graph.states, 'state')}. The same in words below.`}
        onState={(state) => {
          void open(state);
        }}
      />
      <ul className="map-legend">
        <li>
          {map.visits === undefined
            ? 'The more a cell stands out from the background, the more states it stands for; '
            : 'The more a cell stands out from the background, the more time a scheduler that flips a coin spends there; '}
          what is empty can never be.
        </li>
        {shown !== undefined && verdict !== undefined && (
          <li>
            <LegendLine kind="shown" /> the schedule shown
          </li>
        )}
        {own.length > 0 && (
          <li>
            <LegendLine kind="own" /> yours, in the stepper
          </li>
        )}
        {verdict !== undefined && (
          <li>
            <LegendLine kind="broken" /> “{verdict.title}” is broken
          </li>
        )}
      </ul>
      <MapInWords input={input} onState={(state) => void open(state)} />
    </div>
  );
}

function LegendLine({ kind }: { readonly kind: 'shown' | 'own' | 'broken' }) {
  return (
    <svg width={20} height={12} viewBox="0 0 20 12" aria-hidden="true">
      {kind === 'broken' ? (
        <rect x={4} y={1} width={10} height={10} fill="url(#pattern-bad)" stroke="var(--bad)" />
      ) : (
        <path
          d="M1 6h18"
          stroke={kind === 'shown' ? 'var(--ink)' : 'var(--focus)'}
          strokeWidth={2}
          {...(kind === 'own' ? { strokeDasharray: '4 3' } : {})}
        />
      )}
    </svg>
  );
}

/** A row for each class of states, made when it is opened. */
function MapInWords({
  input,
  onState,
}: {
  readonly input: StateMapInput;
  readonly onState: (state: number) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  const rows = useMemo(() => (isOpen ? stateMapRows(input) : []), [isOpen, input]);
  return (
    <details
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>The map in words</summary>
      {isOpen && (
        <table className="map-words">
          <thead>
            <tr>
              <th scope="col">Where they are</th>
              <th scope="col">How many</th>
              <th scope="col">Time spent there</th>
              <th scope="col">
                <span className="visually-hidden">Go there</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.state} data-broken={row.broken}>
                <th scope="row">{row.where}</th>
                <td>{row.states}</td>
                <td>
                  <PowerText text={row.time ?? '–'} />
                </td>
                <td>
                  <button
                    type="button"
                    className="button quiet"
                    aria-label={`Step to ${row.where}`}
                    onClick={() => {
                      onState(row.state);
                    }}
                  >
                    Go
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}
