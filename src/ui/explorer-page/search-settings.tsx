/** What the next search is asked for: limits, engine, symmetry. */
import { useId, useState } from 'react';
import { offersSymmetry, settingLimits } from '../../store/explorer-settings.ts';
import type { SearchSettings } from '../../store/explorer-state.ts';
import { useExplorer, useExplorerActions } from './explorer-context.ts';
import { grouped } from './number-text.ts';
import './search-settings.css';

const ENGINES: readonly { readonly value: SearchSettings['engine']; readonly name: string }[] = [
  { value: 'auto', name: 'what suits the program' },
  { value: 'bfs', name: 'breadth-first, in WebAssembly' },
  { value: 'sweep', name: 'sweep by distance, in WebAssembly' },
  { value: 'interpreter', name: 'breadth-first, interpreted' },
];

export function SearchSettingsForm() {
  const settings = useExplorer((state) => state.settings);
  const { setSettings, again } = useExplorerActions();
  return (
    <details className="settings">
      <summary>Limits and engine</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          again();
        }}
      >
        <LimitField
          label="States at most"
          value={settings.maxStates}
          limits={settingLimits.maxStates}
          onValue={(maxStates) => {
            setSettings({ maxStates });
          }}
        />
        <LimitField
          label="Memory at most, in MB"
          value={settings.maxMegabytes}
          limits={settingLimits.maxMegabytes}
          onValue={(maxMegabytes) => {
            setSettings({ maxMegabytes });
          }}
        />
        <label className="settings-row">
          <span>Engine</span>
          <select
            className="field"
            value={settings.engine}
            onChange={(event) => {
              const engine = ENGINES.find(({ value }) => value === event.target.value);
              if (engine !== undefined) setSettings({ engine: engine.value });
            }}
          >
            {ENGINES.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="settings-check">
          <input
            type="checkbox"
            checked={settings.symmetry && offersSymmetry(settings)}
            disabled={!offersSymmetry(settings)}
            onChange={(event) => {
              setSettings({ symmetry: event.target.checked });
            }}
          />
          Count states once that differ only in which of several alike CPUs is which: fewer states,
          but no map, odds or critical pair
        </label>
        <button type="submit" className="button">
          Search with these
        </button>
      </form>
    </details>
  );
}

/** A whole number within limits; what is no such number is said and changes nothing. */
function LimitField({
  label,
  value,
  limits,
  onValue,
}: {
  readonly label: string;
  readonly value: number;
  readonly limits: { readonly least: number; readonly most: number };
  readonly onValue: (value: number) => void;
}) {
  const id = useId();
  const [text, setText] = useState(grouped(value));
  const wanted = numberIn(text);
  const isRight = wanted !== undefined && wanted >= limits.least && wanted <= limits.most;
  return (
    <div className="settings-row">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="field"
        inputMode="numeric"
        autoComplete="off"
        value={text}
        aria-invalid={!isRight}
        aria-describedby={isRight ? undefined : `${id}-problem`}
        onChange={(event) => {
          setText(event.target.value);
          const next = numberIn(event.target.value);
          if (next !== undefined && next >= limits.least && next <= limits.most) onValue(next);
        }}
        onBlur={() => {
          if (isRight) setText(grouped(wanted));
        }}
      />
      {!isRight && (
        <p id={`${id}-problem`} className="settings-problem">
          A whole number from {grouped(limits.least)} to {grouped(limits.most)}; {grouped(value)} is
          used until then.
        </p>
      )}
    </div>
  );
}

/** `20,000,000`, `20 000 000`, `20000000`. */
function numberIn(text: string): number | undefined {
  const digits = text.replace(/[\s,_.]/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : undefined;
}
