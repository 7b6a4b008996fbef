/** One sentence about what just happened to the draft, with a way to take it back where there is one. */
import { Cross } from './cross.tsx';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function SandboxMessageStrip() {
  const message = useSandbox((state) => state.message);
  const { dismiss } = useSandboxActions();
  return (
    <div className="sandbox-message" role="status">
      {message !== undefined && (
        <>
          <p className={message.isBad === true ? 'bad' : undefined}>{message.text}</p>
          {message.takeBack !== undefined && (
            <button type="button" className="button" onClick={message.takeBack}>
              Undo
            </button>
          )}
          <button
            type="button"
            className="button quiet icon"
            aria-label="Close this message"
            onClick={dismiss}
          >
            <Cross />
          </button>
        </>
      )}
    </div>
  );
}
