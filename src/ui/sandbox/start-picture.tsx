/** The memory at the start, drawn from the compiled draft; while that does not compile, the last one. */
import { useMemo } from 'react';
import { emptyHistory } from '../../trace/history.ts';
import { Replay } from '../../trace/run.ts';
import { MemoryPanel } from '../memory/memory-panel.tsx';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function StartPicture({
  onMenu,
}: {
  /** Asks for what can be done to a page. */
  readonly onMenu: (page: string, at: DOMRect) => void;
}) {
  const drawn = useSandbox((state) => state.drawn);
  const page = useSandbox((state) => state.page);
  const isCurrent = useSandbox((state) => state.check.kind !== 'wrong');
  const { look } = useSandboxActions();
  const run = useMemo(
    () => (drawn === undefined ? undefined : new Replay(drawn).run(emptyHistory)),
    [drawn],
  );
  if (run === undefined) return <p className="sandbox-note">Drawing…</p>;
  const isThere = run.compiled.pages.some(({ name }) => name === page);
  const first = run.compiled.pages[0]?.name ?? '';
  return (
    <div className="start-picture" data-current={isCurrent}>
      <MemoryPanel
        run={run}
        cursor={0}
        page={isThere ? page : first}
        onPage={look}
        onStep={() => undefined}
        onMenu={onMenu}
      />
    </div>
  );
}
