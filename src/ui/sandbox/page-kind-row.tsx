/** What kind of page it is, folded away while it is an ordinary one: part of a huge page, memory of a device. */
import { useId } from 'react';
import { deviceKinds, type ScenarioPage } from '../../kernel/scenario-page.ts';
import { canBeHuge, kindOf, type PageKind, tailsOf } from '../../store/sandbox/page-kind.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function PageKindRow({ page }: { readonly page: ScenarioPage }) {
  const pages = useSandbox((state) => state.history.draft.pages);
  const { edit } = useSandboxActions();
  const id = useId();
  const kind = kindOf(page);
  return (
    <details className="page-kind" open={kind === 'plain' ? undefined : true}>
      <summary>Huge page, device memory</summary>
      <div className="page-row">
        <label htmlFor={id}>Kind</label>
        <div>
          <select
            id={id}
            className="sandbox-select"
            value={kind}
            onChange={({ target: { value } }) => {
              const as = kinds.find((one) => one === value);
              if (as !== undefined) edit({ kind: 'page-kind', page: page.name, as });
            }}
          >
            {kinds.map((one) => (
              <option key={one} value={one} disabled={one === 'huge' && !canBeHuge(pages, page)}>
                {kindText(one)}
              </option>
            ))}
          </select>
          <span className="page-note">{noteText(kind, pages, page)}</span>
        </div>
      </div>
    </details>
  );
}

const kinds: readonly Exclude<PageKind, 'tail'>[] = ['plain', 'huge', ...deviceKinds];

function kindText(kind: Exclude<PageKind, 'tail'>): string {
  switch (kind) {
    case 'plain':
      return 'an ordinary page';
    case 'huge':
      return 'the first of a huge page of four';
    case 'fs_dax':
      return 'memory of a device, fs_dax';
    default:
      return `memory of a device, ${kind}`;
  }
}

function noteText(kind: PageKind, pages: readonly ScenarioPage[], page: ScenarioPage): string {
  switch (kind) {
    case 'plain':
      return canBeHuge(pages, page) ? '' : 'A huge page needs room for three pages more.';
    case 'huge': {
      const names = tailsOf(pages, page.name).map(({ name }) => name);
      return `Its tails are ${names.join(', ')}. Flags and references of all four are ${page.name}’s.`;
    }
    default:
      return 'Never on a list or in the page cache; its page-table entry is not counted.';
  }
}
