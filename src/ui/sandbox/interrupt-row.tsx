/** The interrupt of one CPU: what it does and to which page, or that none comes. */
import type { OperationOutline } from '../../kernel/outline.ts';
import { useProblemAt } from './problem-at.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function InterruptRow({ cpu }: { readonly cpu: number }) {
  const use = useSandbox((state) => state.history.draft.interrupts.find((one) => one.cpu === cpu));
  const pages = useSandbox((state) => state.history.draft.pages);
  const page = useSandbox((state) => state.page);
  const offer = useSandbox((state) => state.offer);
  const { edit } = useSandboxActions();
  const problem = useProblemAt((where) => where.kind === 'interrupt' && where.cpu === cpu);
  const all = offer?.groups.flatMap(({ operations }) => operations) ?? [];
  const own = all.filter(({ kind }) => kind === 'interrupt');
  const others = all.filter(({ kind }) => kind === 'operation');
  const isKnown = use === undefined || all.some(({ name }) => name === use.operation);
  const change = (name: string, on: string): void => {
    const found = all.find((one) => one.name === name);
    const next =
      name === ''
        ? undefined
        : { operation: name, ...(found?.subject === 'none' ? {} : { page: on }) };
    edit({ kind: 'interrupt', cpu, use: next });
  };
  const option = ({ name }: OperationOutline) => <option key={name}>{name}</option>;
  return (
    <div className="script-interrupt">
      <label>
        <span>interrupt</span>
        <select
          className="sandbox-select"
          aria-label={`Interrupt on CPU${cpu}`}
          title="Comes once, at any moment at which interrupts of this CPU are on"
          value={use?.operation ?? ''}
          onChange={(event) => {
            change(event.target.value, use?.page ?? page);
          }}
        >
          <option value="">none</option>
          {!isKnown && <option>{use?.operation}</option>}
          <optgroup label="of the listings">{own.map(option)}</optgroup>
          <optgroup label="any operation">{others.map(option)}</optgroup>
        </select>
      </label>
      {use?.page !== undefined && (
        <select
          className="script-page"
          aria-label={`Page of the interrupt on CPU${cpu}`}
          value={use.page}
          onChange={(event) => {
            change(use.operation, event.target.value);
          }}
        >
          {pages.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      )}
      {problem !== undefined && <p className="sandbox-problem">{problem}</p>}
    </div>
  );
}
