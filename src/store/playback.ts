/** The clock of the playback: asks the store for one step after the other while it plays. */
import { speeds, type PinscopeStore } from './pinscope-state.ts';

/** Starts driving `store`; gives what stops it. The interval follows the speed while it plays. */
export function drivePlayback(store: PinscopeStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const wind = (): void => {
    const { playback, speed } = store.getState();
    if (playback === 'paused') {
      clearTimeout(timer);
      timer = undefined;
    } else if (timer === undefined) {
      timer = setTimeout(() => {
        timer = undefined;
        store.getState().playOn();
        wind();
      }, speeds[speed]);
    }
  };
  const unsubscribe = store.subscribe(wind);
  wind();
  return () => {
    unsubscribe();
    clearTimeout(timer);
  };
}
