/** What to do, and every key: the text of the help. */
import { useActions, usePinscope } from '../store-context.ts';
import type { Shortcut } from './shortcut.ts';

const GROUPS = ['Step', 'Move in time', 'Play', 'Search', 'Compose', 'Page'] as const;

/** The text comes a moment after its dialog, which by then has given the focus to itself. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

export function HelpText({ shortcuts }: { readonly shortcuts: readonly Shortcut[] }) {
  const isOn = usePinscope((state) => state.shortcuts);
  const { setShortcuts } = useActions();
  const { actors } = usePinscope((state) => state.session.compiled.program);
  /** Keys of actors that the open scenario does not have are left out. */
  const isThere = ({ moves }: Shortcut): boolean =>
    moves === undefined || actors.filter((actor) => actor.kind === moves.kind).length > moves.place;
  return (
    <div className="help-body">
      <form method="dialog" className="help-head">
        <h2 id="help-title">How this works</h2>
        <button ref={takeFocus} type="submit" className="button">
          Close <kbd aria-hidden="true">Esc</kbd>
        </button>
      </form>
      <p>
        Every line on the left touches memory at most once: it is one atomic step. You choose whose
        line runs next, as a scheduler would. What a step touched lights up everywhere at once: pale
        for a read, full for a write.
      </p>
      <p>
        Going back keeps the future you leave: grey squares beside a lane of the timeline lead to
        it. The address of the page always holds this very moment; Share copies it.
      </p>
      <label className="help-switch">
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            setShortcuts(event.target.checked);
          }}
        />
        Keys below are on
      </label>
      <div className="help-groups" data-off={!isOn}>
        {GROUPS.filter((group) => shortcuts.some((one) => one.group === group)).map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {shortcuts
                .filter((shortcut) => shortcut.group === group && isThere(shortcut))
                .map((shortcut) => (
                  <div key={shortcut.keys}>
                    <dt>
                      {shortcut.keys.split(' ').map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{shortcut.does}</dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="help-links">
        <a href="#/matrix">Which design survives</a>
        <a href="#/beside">This schedule under another design</a>
        <a href="#/story">The story since 2018</a>
        <a href="#/model">What is modelled</a>
        <a href="#/grammar">How to read the picture</a>
        <a href="#/notation">The notation of the listings</a>
      </p>
    </div>
  );
}
