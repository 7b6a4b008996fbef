/**
 * What the live regions say: a polite log of the steps, and an alert for a broken property. Screen
 * readers drop bursts, so the log gets one message a second at most and the last one is always the
 * true one.
 */
import { useEffect, useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { narration } from '../../trace/narration.ts';
import type { Run } from '../../trace/run.ts';
import type { Regions } from './live-regions.tsx';
import { rateLimited } from './rate-limit.ts';

/** A moment of a run. */
export interface Moment {
  readonly run: Run;
  readonly cursor: number;
}

export function Announcer({
  regions,
  run,
  cursor,
  opened,
}: Moment & {
  readonly regions: Regions;
  /** What was on the screen when the regions came: only what changes from there is news. */
  readonly opened: Moment;
}) {
  const [said, setSaid] = useState('');
  const limit = useRef<ReturnType<typeof rateLimited>>(undefined);
  const isFirst = useRef(true);
  const told = useMemo(() => narration(run, cursor), [run, cursor]);
  const text = cursor === 0 ? told.plain : `Step ${cursor}. ${told.plain}`;
  const isOpened = run === opened.run && cursor === opened.cursor;
  useEffect(() => {
    const limited = rateLimited(setSaid, 1000);
    limit.current = limited;
    return () => {
      limited.cancel();
    };
  }, []);
  useEffect(() => {
    if (!isFirst.current || !isOpened) limit.current?.send(text);
    isFirst.current = false;
  }, [text, isOpened]);
  const isViolation = told.violation !== undefined;
  return (
    <>
      {createPortal(isViolation ? '' : said, regions.log)}
      {createPortal(isViolation ? text : '', regions.alert)}
    </>
  );
}
