/** Whether the draft runs, in one line that is read aloud: what is wrong, or what there is. */
import { designTitle } from '../../kernel/edition.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function DraftStatus() {
  const check = useSandbox((state) => state.check);
  const draft = useSandbox((state) => state.history.draft);
  const { aim, look } = useSandboxActions();
  const operations = draft.cpus.reduce((sum, cpu) => sum + cpu.operations.length, 0);
  if (check.kind === 'wrong') {
    const [first, ...others] = check.problems;
    if (first === undefined) return null;
    const { place } = first;
    const more = others.length === 0 ? '' : ` And ${others.length} more.`;
    return (
      <p className="draft-status draft-wrong">
        <span>
          {first.text}
          {more}
        </span>
        {(place.kind === 'page' || place.kind === 'operation') && (
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              if (place.kind === 'page') look(draft.pages[place.page]?.name ?? '');
              else aim(place.in);
            }}
          >
            Show
          </button>
        )}
      </p>
    );
  }
  const design = check.kind === 'ready' ? designTitle(check.compiled) : undefined;
  const text =
    operations === 0
      ? 'No CPU does anything yet: add an operation, or begin from a scenario.'
      : design === undefined
        ? 'Checking…'
        : `Runs under ${design}: ${counted(draft.pages.length, 'page')}, ${counted(draft.cpus.length, 'CPU')}, ${counted(operations, 'operation')}.`;
  return <p className="draft-status">{text}</p>;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
