/**
 * The live regions themselves, empty and in nothing hidden from the first frame on: a region that
 * appears together with its text is not read. What is said in them comes with announcer.tsx.
 */
import { type ReactNode, useState } from 'react';

export interface Regions {
  /** Polite: the steps. */
  readonly log: HTMLElement;
  /** At once: a broken property. */
  readonly alert: HTMLElement;
}

export function LiveRegions({
  children,
}: {
  /** What fills the regions. */
  readonly children: (regions: Regions) => ReactNode;
}) {
  const [log, setLog] = useState<HTMLElement | null>(null);
  const [alert, setAlert] = useState<HTMLElement | null>(null);
  return (
    <>
      <div
        ref={setLog}
        className="visually-hidden"
        role="log"
        aria-live="polite"
        aria-label="Steps"
      />
      <div ref={setAlert} className="visually-hidden" role="alert" />
      {log !== null && alert !== null && children({ log, alert })}
    </>
  );
}
