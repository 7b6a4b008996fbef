/** Which design the draft is for, and where one can go with it. */
import { useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { DebugPick } from '../header/debug-pick.tsx';
import { DesignPick } from '../header/design-pick.tsx';
import { HelpButton } from '../header/help-button.tsx';
import { Logo } from '../header/logo.tsx';
import { ThemeButton } from '../header/theme-button.tsx';
import { usePinscope } from '../store-context.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import '../controls.css';
import '../header/stepper-header.css';

export function SandboxHeader({
  open,
  onHelp,
  onStep,
  onExplore,
  onBack,
}: {
  /** What the stepper has open: its edited listing belongs to its design. */
  readonly open: CompiledScenario;
  readonly onHelp: () => void;
  readonly onStep: () => void;
  readonly onExplore: () => void;
  readonly onBack: () => void;
}) {
  const { designs } = usePinscope((state) => state.catalogue);
  const under = useSandbox((state) => state.under);
  const isReady = useSandbox((state) => state.check.kind !== 'wrong');
  const { use } = useSandboxActions();
  const [isUnfolded, setUnfolded] = useState(false);
  const design = designs.find(({ id }) => id === under.design);
  return (
    <header className="header">
      <h1 className="header-name">
        <Logo />
      </h1>
      <button
        type="button"
        className="button quiet header-more"
        aria-expanded={isUnfolded}
        aria-controls="sandbox-controls"
        onClick={() => {
          setUnfolded(!isUnfolded);
        }}
      >
        <b>Sandbox, {design?.title}</b>
        <span aria-hidden="true">{isUnfolded ? '▴' : '▾'}</span>
      </button>
      <div id="sandbox-controls" className="header-controls" data-open={isUnfolded}>
        <b className="sandbox-title">Sandbox</b>
        <DesignPick
          designs={designs}
          chosen={under.design}
          isEdited={under.overlay !== undefined}
          onChoose={(id) => {
            const overlay = open.edition?.overlay;
            const isOpen = id === open.design.id && overlay !== undefined;
            use({ design: id, debug: under.debug, ...(isOpen ? { overlay } : {}) });
          }}
        />
        <DebugPick
          chosen={under.debug}
          onChoose={(debug) => {
            use({ ...under, debug });
          }}
        />
        <span className="header-space" />
        <button
          type="button"
          className="button quiet"
          title="Back to what the stepper had open (Esc)"
          onClick={onBack}
        >
          Back
        </button>
      </div>
      <button
        type="button"
        className="button"
        title="Open it in the stepper and be the scheduler (G)"
        aria-disabled={!isReady}
        onClick={onStep}
      >
        Step through it
      </button>
      <button
        type="button"
        className="button solid"
        title="Search every schedule for one that breaks a rule (F)"
        aria-disabled={!isReady}
        onClick={onExplore}
      >
        Find a bug
      </button>
      <span className="sandbox-corner">
        <ThemeButton />
        <HelpButton onHelp={onHelp} />
      </span>
    </header>
  );
}
