/** Which design the draft is for, and where one can go with it. */
import { useState } from 'react';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { debugSettings } from '../../kernel/compiled-scenario.ts';
import { Logo } from '../header/logo.tsx';
import { ThemeButton } from '../header/theme-button.tsx';
import { usePinscope } from '../store-context.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import '../controls.css';
import '../header/stepper-header.css';

const DEBUG_NAMES = { none: 'off', vm: 'VM_BUG_ON', 'vm,list': 'VM_BUG_ON and list' } as const;

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
  const isEdited = under.overlay !== undefined;
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
        <fieldset className="header-segments">
          <legend className="visually-hidden">Design</legend>
          {designs.map((one) => (
            <label key={one.id} title={one.from}>
              <input
                type="radio"
                name="sandbox-design"
                className="visually-hidden"
                checked={one.id === under.design}
                onChange={() => {
                  const overlay = open.edition?.overlay;
                  const isOpen = one.id === open.design.id && overlay !== undefined;
                  use({ design: one.id, debug: under.debug, ...(isOpen ? { overlay } : {}) });
                }}
              />
              <span>
                {one.title}
                {isEdited && one.id === under.design ? ', edited' : ''}
              </span>
            </label>
          ))}
        </fieldset>
        <label className="header-pick">
          <span>Debug</span>
          <select
            value={under.debug}
            title="Which debug checks of the kernel run as steps of their own"
            onChange={(event) => {
              const debug = debugSettings.find((one) => one === event.target.value);
              if (debug !== undefined) use({ ...under, debug });
            }}
          >
            {debugSettings.map((one) => (
              <option key={one} value={one}>
                {DEBUG_NAMES[one]}
              </option>
            ))}
          </select>
        </label>
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
        <button
          type="button"
          className="button quiet icon"
          aria-label="Help and keys"
          title="Help and keys (?)"
          onClick={onHelp}
        >
          ?
        </button>
      </span>
    </header>
  );
}
