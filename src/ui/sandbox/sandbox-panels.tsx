/** The sandbox: scripts, the start, the palette; above them what is done with the draft as a whole. */
import { useContext, useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { AboutPanel } from './about-panel.tsx';
import { DraftStatus } from './draft-status.tsx';
import { OperationMenu, type MenuRequest } from './operation-menu.tsx';
import { operationText } from './operation-words.ts';
import { PagesPanel } from './pages-panel.tsx';
import { PalettePanel } from './palette-panel.tsx';
import { SandboxContext, useSandbox, useSandboxActions } from './sandbox-context.ts';
import { SandboxMessageStrip } from './sandbox-message.tsx';
import { ScenarioBar } from './scenario-bar.tsx';
import { ScriptsPanel } from './scripts-panel.tsx';
import { StartPicture } from './start-picture.tsx';
import './sandbox-panels.css';

export function SandboxPanels({
  onLink,
}: {
  /** Makes the link of a compiled draft known to the user. */
  readonly onLink: (compiled: CompiledScenario) => void;
}) {
  const { compiled, say, look, aim, edit } = useSandboxActions();
  const offer = useSandbox((state) => state.offer);
  const cpus = useSandbox((state) => state.history.draft.cpus.length);
  const target = useSandbox((state) => state.target);
  const [menu, setMenu] = useState<MenuRequest>();
  const store = useContext(SandboxContext);
  const draft = useSandbox((state) => state.history.draft);
  const [last, setLast] = useState<{ readonly text: string; readonly draft: unknown }>();
  /** What was done last, as long as nothing else has been. */
  const done = last?.draft === draft ? last.text : '';
  const setDone = (text: string): void => {
    setLast({ text, draft: store?.getState().history.draft });
  };
  const link = async (): Promise<void> => {
    const found = await compiled();
    if (found === undefined)
      say('There is no link yet: the scenario does not run. See what is wrong with it.');
    else onLink(found);
  };
  return (
    <>
      <ScenarioBar
        onLink={() => {
          void link();
        }}
      />
      <main className="sandbox">
        <div className="sandbox-column sandbox-scripts">
          <ScriptsPanel onDone={setDone} />
          <AboutPanel />
        </div>
        <div className="sandbox-column sandbox-palette">
          <PalettePanel onAdded={setDone} />
        </div>
        <div className="sandbox-column sandbox-start">
          <div className="sandbox-part">
            <StartPicture
              onMenu={(page, at) => {
                look(page);
                setMenu({ page, at });
              }}
            />
          </div>
          <PagesPanel onDone={setDone} />
        </div>
        <div className="sandbox-foot" role="status">
          <DraftStatus />
          <span className="sandbox-done" aria-hidden="true">
            {done}
          </span>
        </div>
        <p className="visually-hidden" role="status">
          {done}
        </p>
      </main>
      <SandboxMessageStrip />
      <OperationMenu
        request={menu}
        groups={offer?.groups}
        cpus={cpus}
        first={target.kind === 'cpu' ? target.cpu : 0}
        onClose={() => {
          setMenu(undefined);
        }}
        onPick={(use, cpu) => {
          const to = { kind: 'cpu' as const, cpu };
          edit({ kind: 'add-operation', to, use });
          aim(to);
          setDone(`Added ${operationText(use)} to CPU${cpu}.`);
        }}
      />
    </>
  );
}
