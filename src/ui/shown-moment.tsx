/**
 * The moment that all panels show, one and the same. It is the store's, except that the cursor moving
 * along a long schedule is followed from frame to frame: what it passes in between is not shown, the
 * rendering leaves room for what is pressed, and all panels change at once when it is done.
 */
import {
  createContext,
  type ReactNode,
  startTransition,
  use,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { isLong, type Session } from '../store/session.ts';
import { StoreContext } from './store-context.ts';

/** Of the store's state what panels show of a moment. */
interface Moment {
  readonly session: Session;
  readonly page: string;
  readonly actor: number;
}

const MomentContext = createContext<Moment | undefined>(undefined);

/** Part of the moment shown. Who acts on what is shown asks the store where its cursor is now. */
export function useShown<Part>(part: (moment: Moment) => Part): Part {
  const moment = use(MomentContext);
  if (moment === undefined) throw new Error('a panel is mounted outside of ShownMoment');
  return part(moment);
}

export function ShownMoment({ children }: { readonly children: ReactNode }) {
  const store = use(StoreContext);
  if (store === undefined) throw new Error('a panel is mounted outside of StoreContext');
  const [shown, setShown] = useState<Moment>(store.getState);
  /** What was last asked to be shown. */
  const asked = useRef(shown);
  /** Whether that is still being rendered, in parts. */
  const isUnderWay = useRef(false);

  const follow = useCallback(() => {
    const { session, page, actor } = store.getState();
    const now: Moment = { session, page, actor };
    const last = asked.current;
    if (session === last.session && page === last.page && actor === last.actor) return;
    const isScrubbed = session.run === last.session.run && isLong(session.run);
    if (isScrubbed && isUnderWay.current) return;
    asked.current = now;
    isUnderWay.current = isScrubbed;
    if (!isScrubbed) setShown(now);
    else {
      startTransition(() => {
        setShown(now);
      });
    }
  }, [store]);

  useLayoutEffect(() => {
    follow();
    return store.subscribe(follow);
  }, [store, follow]);

  // What has moved on in the meantime is followed from the next frame on.
  useEffect(() => {
    if (shown !== asked.current || !isUnderWay.current) return undefined;
    const frame = requestAnimationFrame(() => {
      isUnderWay.current = false;
      follow();
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [shown, follow]);

  return <MomentContext value={shown}>{children}</MomentContext>;
}
