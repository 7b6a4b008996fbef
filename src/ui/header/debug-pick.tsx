/** Chooses which debug checks of the kernel run. */
import { type DebugSetting, debugSettings } from '../../kernel/compiled-scenario.ts';

const NAMES: Readonly<Record<DebugSetting, string>> = {
  none: 'off',
  vm: 'VM_BUG_ON',
  'vm,list': 'VM_BUG_ON and list',
};

export function DebugPick({
  chosen,
  onChoose,
}: {
  readonly chosen: DebugSetting;
  readonly onChoose: (debug: DebugSetting) => void;
}) {
  return (
    <label className="header-pick">
      <span>Debug</span>
      <select
        value={chosen}
        title="Which debug checks of the kernel run as steps of their own"
        onChange={(event) => {
          const debug = debugSettings.find((one) => one === event.target.value);
          if (debug !== undefined) onChoose(debug);
        }}
      >
        {debugSettings.map((one) => (
          <option key={one} value={one}>
            {NAMES[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
