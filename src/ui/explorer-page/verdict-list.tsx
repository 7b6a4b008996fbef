/** Every property with its verdict; the broken ones can be chosen. */
import { properties } from '../../kernel/property.ts';
import type { Exploration, PropertyVerdict } from '../../store/explorer-state.ts';
import { WitnessShape } from '../glyph/witness-cross.tsx';
import { useExplorer, useExplorerActions } from './explorer-context.ts';
import { verdictMark } from './verdict-text.ts';
import './verdict-list.css';

export function VerdictList({ exploration }: { readonly exploration: Exploration }) {
  const chosen = useExplorer((state) => state.property);
  const { choose } = useExplorerActions();
  const { verdicts } = exploration;
  const broken = verdicts.filter(({ verdict }) => verdict === 'broken');
  const others = verdicts.filter(({ verdict }) => verdict !== 'broken');
  return (
    <div className="verdicts">
      {broken.length > 0 && (
        <fieldset className="verdicts-broken">
          <legend className="visually-hidden">Broken properties</legend>
          {broken.map((one) => (
            <label
              key={one.id}
              className="verdict"
              title={ruleOf(one.id)}
              data-chosen={one.id === chosen}
            >
              <input
                type="radio"
                name="property"
                className="visually-hidden"
                checked={one.id === chosen}
                onChange={() => {
                  choose(one.id);
                }}
              />
              <Glyph verdict={one.verdict} />
              <span className="verdict-name">
                <b>{one.title}</b> <span>{one.message}</span>
              </span>
              <span className="verdict-mark">
                <span className="visually-hidden">broken, </span>
                {verdictMark(one)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      {others.length > 0 && (
        <ul aria-label="Properties that are not broken">
          {others.map((one) => (
            <li key={one.id} className="verdict" title={ruleOf(one.id)}>
              <Glyph verdict={one.verdict} />
              <span className="verdict-name">{one.title}</span>
              <span className="verdict-mark">{verdictMark(one)}</span>
            </li>
          ))}
        </ul>
      )}
      <details className="verdict-rules">
        <summary>What each of them says</summary>
        <dl>
          {verdicts.map(({ id, title }) => (
            <div key={id}>
              <dt>{title}</dt>
              <dd>{ruleOf(id)}</dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function ruleOf(id: string): string | undefined {
  return properties.find((property) => property.id === id)?.rule;
}

/** Hatch and ✗, a ring, or a dashed ring: what is not known is not what holds. */
function Glyph({ verdict }: { readonly verdict: PropertyVerdict['verdict'] }) {
  return (
    <svg width={16} height={18} viewBox="0 0 16 18" aria-hidden="true">
      {verdict === 'broken' ? (
        <WitnessShape x={0} y={1} />
      ) : (
        <circle
          cx={8}
          cy={9}
          r={3.2}
          fill="none"
          stroke="var(--ink3)"
          strokeWidth={1.4}
          {...(verdict === 'unknown' ? { strokeDasharray: '2 1.6' } : {})}
        />
      )}
    </svg>
  );
}
