/** What a question can be made of: the names that there are, and on demand every form of condition. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { queryForms, queryNames, queryWords } from './query-examples.ts';

export function QueryHelp({ compiled }: { readonly compiled: CompiledScenario }) {
  return (
    <>
      <p className="query-names">
        Names: <code>{queryNames(compiled).join(', ')}</code>. Words:{' '}
        <code>{queryWords(compiled).join(', ')}</code>. Say it with <code>has</code>,{' '}
        <code>says</code>, <code>on</code>, <code>at</code>, <code>done</code>, <code>==</code>;
        join with <code>and</code>, <code>or</code>, <code>not</code>.
      </p>
      <details className="query-help">
        <summary>What can be asked</summary>
        <dl>
          {queryForms(compiled).map(({ form, means }) => (
            <div key={form}>
              <dt>
                <code>{form}</code>
              </dt>
              <dd>{means}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
