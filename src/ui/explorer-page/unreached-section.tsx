/** Lines of the program that no schedule reaches, by function. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import type { UnreachedLine } from '../../store/explorer-state.ts';
import { counted } from './number-text.ts';
import { unreachedFunctions } from './unreached-functions.ts';
import './unreached-section.css';

export function UnreachedSection({
  compiled,
  unreached,
  complete,
  onLines,
}: {
  readonly compiled: CompiledScenario;
  readonly unreached: readonly UnreachedLine[];
  readonly complete: boolean;
  /** Goes where each line is taken away in turn. */
  readonly onLines: () => void;
}) {
  const functions = unreachedFunctions(compiled.program, unreached);
  return (
    <section className="unreached" aria-labelledby="unreached-title">
      <h3 id="unreached-title">Lines never reached</h3>
      {functions.length === 0 ? (
        <p className="explorer-note">
          {complete
            ? 'None: for every line there is a schedule that runs it.'
            : 'Known only when everything has been searched.'}
        </p>
      ) : (
        <details>
          <summary>
            {counted(unreached.length, 'line')} in {counted(functions.length, 'function')}
          </summary>
          <ul>
            {functions.map(({ fn, name, from, lines }) => (
              <li key={fn}>
                <p>
                  <code>{name}</code> <span className="dim">{from}</span>
                </p>
                <ol>
                  {lines.map(({ number, text }) => (
                    <li key={number}>
                      <span className="unreached-number">{number}</span> <code>{text}</code>
                    </li>
                  ))}
                </ol>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="unreached-needed">
        <button
          type="button"
          className="button"
          title="Opens the editor of the listing, where each line is taken away in turn"
          onClick={onLines}
        >
          Which lines are needed?
        </button>{' '}
        <span className="explorer-note">Each taken away in turn, and all searched again.</span>
      </p>
    </section>
  );
}
