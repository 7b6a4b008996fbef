/**
 * The live regions: a polite log of the steps, and an alert for a broken property. Screen readers
 * drop bursts, so the log gets one message a second at most and the last one is always the true one.
 */
import { useEffect, useRef, useState } from 'react';
import { rateLimited } from './rate-limit.ts';

export function Announcer({
  text,
  step,
  isViolation,
}: {
  readonly text: string;
  readonly step: number;
  readonly isViolation: boolean;
}) {
  const [said, setSaid] = useState('');
  const limit = useRef<ReturnType<typeof rateLimited>>(undefined);
  const first = useRef(true);
  useEffect(() => {
    const limited = rateLimited(setSaid, 1000);
    limit.current = limited;
    return () => {
      limited.cancel();
    };
  }, []);
  useEffect(() => {
    // Empty when the page loads: only what changes is news.
    if (first.current) first.current = false;
    else limit.current?.send(step === 0 ? text : `Step ${step}. ${text}`);
  }, [text, step]);
  return (
    <>
      <div className="visually-hidden" role="log" aria-live="polite" aria-label="Steps">
        {isViolation ? '' : said}
      </div>
      <div className="visually-hidden" role="alert">
        {isViolation ? `Step ${step}. ${text}` : ''}
      </div>
    </>
  );
}
