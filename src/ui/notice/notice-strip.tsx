/**
 * One sentence about what just happened to the session, with a way to take it back where there is
 * one. It leaves the screen by itself, but not the live region: whoever reads or tabs to it there has
 * no time limit, and it is seen again while it has the focus.
 */
import { useEffect, useState } from 'react';
import type { Notice } from '../../store/pinscope-state.ts';
import { useActions, usePinscope } from '../store-context.ts';
import './notice-strip.css';

/** How long a sentence is seen, ms; longer where there is something to decide. */
const SEEN_MS = 8000;
const UNDO_SEEN_MS = 20_000;

export function NoticeStrip() {
  const notice = usePinscope((state) => state.notice);
  const { undo, dismissNotice } = useActions();
  const { hasLeft, holds } = useLeaving(notice);
  return (
    <div className="notice-place" role="status">
      {notice !== undefined && (
        <div className={hasLeft ? 'notice notice-left' : 'notice'} {...holds}>
          <p>{notice.text}</p>
          {notice.undo !== undefined && (
            <button type="button" className="button" onClick={undo}>
              Undo
            </button>
          )}
          {(!hasLeft || notice.undo !== undefined) && (
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
          )}
        </div>
      )}
    </div>
  );
}

/** Whether a notice has been seen long enough; the time begins anew when pointer and focus let go. */
function useLeaving(notice: Notice | undefined) {
  const [left, setLeft] = useState<Notice>();
  const [pointed, setPointed] = useState<Notice>();
  const [focused, setFocused] = useState<Notice>();
  const isHeld = notice !== undefined && (pointed === notice || focused === notice);
  useEffect(() => {
    if (notice === undefined || notice.stays === true || isHeld) return;
    const timer = setTimeout(
      () => {
        setLeft(notice);
      },
      notice.undo === undefined ? SEEN_MS : UNDO_SEEN_MS,
    );
    return () => {
      clearTimeout(timer);
    };
  }, [notice, isHeld]);
  return {
    hasLeft: notice !== undefined && left === notice,
    holds: {
      onPointerEnter: () => {
        setPointed(notice);
      },
      onPointerLeave: () => {
        setPointed(undefined);
      },
      onFocus: () => {
        setFocused(notice);
      },
      onBlur: () => {
        setFocused(undefined);
      },
    },
  };
}
