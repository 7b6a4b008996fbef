/** One verdict: a hatched box with a cross, a hollow dot, or words; it opens what it was made from. */
import type { MatrixCell } from '../../kernel/matrix/matrix-cell.ts';

export function MatrixVerdict({
  cell,
  hash,
}: {
  readonly cell: MatrixCell;
  readonly hash: string;
}) {
  switch (cell.kind) {
    case 'waiting':
      return <span className="visually-hidden">not searched yet</span>;
    case 'broken': {
      const says = `broken in ${cell.steps} steps`;
      return (
        <a
          className="matrix-broken"
          href={hash}
          title={`${says}: ${cell.message}`}
          aria-label={says}
        >
          <svg width={22} height={22} viewBox="0 0 22 22" aria-hidden="true">
            <circle cx={11} cy={11} r={10} fill="var(--paper)" />
            <path d="M7 7l8 8m0-8l-8 8" stroke="var(--ink)" strokeWidth={2.6} />
          </svg>
        </a>
      );
    }
    case 'holds': {
      const says = `holds in all ${cell.states.toLocaleString('en-US')} states`;
      return (
        <a className="matrix-holds" href={hash} title={says} aria-label={says}>
          <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
            <circle cx={6} cy={6} r={4.5} fill="none" stroke="var(--ink2)" strokeWidth={1.5} />
          </svg>
        </a>
      );
    }
    case 'unknown':
      return (
        <a className="matrix-words" href={hash}>
          not known
        </a>
      );
    case 'refused':
      return (
        <span className="matrix-words" title={cell.reason}>
          does not apply
          <span className="visually-hidden">: {cell.reason}</span>
        </span>
      );
    case 'failed':
      return (
        <span className="matrix-words" title={cell.reason}>
          failed<span className="visually-hidden">: {cell.reason}</span>
        </span>
      );
  }
}
