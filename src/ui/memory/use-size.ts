/** Width of an element and height of the window in px, followed while they change. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

export interface Size {
  /** 0 until it is measured. */
  readonly width: number;
  readonly windowHeight: number;
}

export function useSize<T extends HTMLElement>(): readonly [RefObject<T | null>, Size] {
  const element = useRef<T>(null);
  const [size, setSize] = useState<Size>({ width: 0, windowHeight: 0 });
  useLayoutEffect(() => {
    const at = element.current;
    if (at === null) return undefined;
    const measure = (): void => {
      const next = { width: Math.floor(at.clientWidth), windowHeight: window.innerHeight };
      setSize((known) =>
        known.width === next.width && known.windowHeight === next.windowHeight ? known : next,
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(at);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, []);
  return [element, size];
}
