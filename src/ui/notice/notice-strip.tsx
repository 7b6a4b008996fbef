/** One sentence about what just happened to the session, with a way to take it back where there is one. */
import { useActions, usePinscope } from '../store-context.ts';
import './notice-strip.css';

export function NoticeStrip() {
  const notice = usePinscope((state) => state.notice);
  const { undo, dismissNotice } = useActions();
  return (
    <div className="notice-place" role="status">
      {notice !== undefined && (
        <div className="notice">
          <p>{notice.text}</p>
          {notice.undo !== undefined && (
            <button type="button" className="button" onClick={undo}>
              Undo
            </button>
          )}
          <button
            type="button"
            className="button quiet icon"
            aria-label="Close this message"
            onClick={dismissNotice}
          >
            <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
              <path d="M2 2l8 8m0-8l-8 8" stroke="currentColor" strokeWidth={1.6} />
            </svg>
          </button>
        </div>
      )}
    </div>
  );
}
