/** The lines themselves. The one that comes next is kept in view without moving the page. */
import { memo, useLayoutEffect, useRef } from 'react';
import { actorMark } from '../../picture/actor-mark.ts';
import { measureAfterLayout } from '../after-layout.ts';
import { NextTriangle } from '../glyph/next-triangle.tsx';
import { WitnessCross } from '../glyph/witness-cross.tsx';
import { isSameData } from '../same-data.ts';
import { HighlightedText } from './highlighted-text.tsx';
import type { ListingRow } from './listing-rows.ts';

const KINDS: Readonly<Record<string, string>> = {
  R: 'reads memory',
  W: 'writes memory',
  A: 'atomic: reads and writes in one step',
  L: 'takes or releases a lock',
  P: 'takes time, touches nothing',
};

/** Height of a line without notes, px. */
const ONE_LINE = 20;

export function ListingLines({
  id,
  rows,
  waiting,
  broke,
  isOneLine = false,
}: {
  readonly id: string;
  readonly rows: readonly ListingRow[];
  /** Why the next line can not run yet. */
  readonly waiting: string | undefined;
  /** The step at the cursor was this actor's and broke a property. */
  readonly broke: boolean;
  /** One row without notes: nothing to scroll, nothing to measure. */
  readonly isOneLine?: boolean;
}) {
  const list = useRef<HTMLOListElement>(null);
  const now = rows.find((row) => row.isNow)?.key;
  const next = rows.find((row) => row.isNext)?.key;
  // Again when the list gets another size: fonts and the panels below it come later.
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null || isOneLine) return undefined;
    return measureAfterLayout(element, () => {
      const lines = [now, next].flatMap((key) => lineOf(element, key));
      const top = topInView(element, lines);
      return () => {
        if (top !== undefined) element.scrollTop = top;
        markCutEdges(element);
      };
    });
  }, [now, next, isOneLine]);
  return (
    <ol
      ref={list}
      className="listing"
      data-actor={id}
      aria-label={`Listing of ${actorMark(id).name}`}
      data-testid={`listing-${id}`}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls has to be reached by key
      {...(isOneLine ? {} : { tabIndex: 0 })}
      onScroll={(event) => {
        markCutEdges(event.currentTarget);
      }}
    >
      {/* By place: another call in the same place is written over, which is less than to put it in anew. */}
      {rows.map((row, place) => (
        <Line
          key={place}
          id={id}
          row={row}
          waiting={row.isNext ? waiting : undefined}
          broke={broke && row.isNow}
        />
      ))}
    </ol>
  );
}

/** Drawn anew only when it says something else. */
const Line = memo(DrawnLine, isSameData);

function DrawnLine({
  id,
  row,
  waiting,
  broke,
}: {
  readonly id: string;
  readonly row: ListingRow;
  readonly waiting: string | undefined;
  readonly broke: boolean;
}) {
  const letter = row.number === undefined ? undefined : row.kind;
  return (
    <li
      className={classOf(row)}
      data-key={row.key}
      data-kind={row.kind}
      data-place={row.place}
      data-now={row.isNow || undefined}
      data-next={row.isNext || undefined}
      {...(row.isNext ? { 'aria-current': 'step' as const } : {})}
      title={row.why}
    >
      <span className="line-mark">
        <LineMark id={id} row={row} broke={broke} />
      </span>
      {letter === undefined ? (
        <span className="line-kind" />
      ) : (
        <abbr className="line-kind" title={KINDS[letter]}>
          {letter}
        </abbr>
      )}
      <span className="line-number">{row.number}</span>
      <span className="line-rails">
        {row.rails.map((rail) => (
          <span
            key={rail.lock}
            className="line-rail"
            style={{ background: `var(--${actorMark(rail.holder).token})` }}
            title={`under ${rail.lock}`}
          />
        ))}
        {row.inGhost && row.rails.length === 0 && <span className="line-ghost-rail" />}
      </span>
      <span className="line-text" style={{ paddingLeft: `${row.indent * 1.4 + 2}ch` }}>
        <code>
          {row.gap > 0 ? (
            `… ${row.gap} lines`
          ) : (
            <HighlightedText text={row.text} spans={row.spans} />
          )}
        </code>
        {waiting !== undefined && <span className="line-why line-waiting">{waiting}</span>}
        {waiting === undefined && row.isNext && row.why !== undefined && (
          <span className="line-why">{row.why}</span>
        )}
      </span>
      <span className="line-value">
        {row.isUnlocked && <span className="line-no-lock">no lock</span>}
        <Value row={row} />
      </span>
    </li>
  );
}

/** ✓ done, ✗ broke a property, triangle next; said to screen readers. */
function LineMark({
  id,
  row,
  broke,
}: {
  readonly id: string;
  readonly row: ListingRow;
  readonly broke: boolean;
}) {
  if (broke) return <WitnessCross size={14} />;
  if (row.isNext) {
    return (
      <>
        <NextTriangle id={id} />
        <span className="visually-hidden">{row.isNow ? 'just run, and next: ' : 'next: '}</span>
      </>
    );
  }
  if (row.isNow) return <span className="visually-hidden">just run: </span>;
  if (row.doneAt !== undefined && row.kind !== 'ghost') {
    return (
      <>
        <span aria-hidden="true">✓</span>
        <span className="visually-hidden">done: </span>
      </>
    );
  }
  return null;
}

function Value({ row }: { readonly row: ListingRow }) {
  if (row.value !== undefined) {
    return <span className={row.isNow ? 'line-hit' : undefined}>{row.value}</span>;
  }
  if (row.kind === 'call' && row.doneAt !== undefined && row.doneAt > 0)
    return `step ${row.doneAt}`;
  return null;
}

function classOf(row: ListingRow): string {
  const names = ['line'];
  if (row.kind === 'ghost') names.push('line-ghost');
  if (row.isNow) names.push('line-now');
  if (row.isNext) names.push('line-next');
  if (!row.isNow && !row.isNext && row.doneAt !== undefined) names.push('line-done');
  if (row.number === undefined && row.kind !== 'ghost') names.push('line-quiet');
  if (row.gap > 0) names.push('line-gap');
  return names.join(' ');
}

function lineOf(list: HTMLElement, key: string | undefined): readonly HTMLElement[] {
  const lines = [...list.querySelectorAll<HTMLElement>('li')];
  return lines.filter((line) => line.dataset['key'] === key);
}

/**
 * How far the list is to be scrolled, so that the lit line and the next are seen, with a line around
 * them where there is room; the next one alone where they are too far apart. Undefined: it may stay.
 */
function topInView(list: HTMLElement, lines: readonly HTMLElement[]): number | undefined {
  const next = lines.at(-1);
  if (next === undefined) return undefined;
  const tops = lines.map((line) => line.offsetTop - list.offsetTop);
  const bottoms = lines.map((line) => line.offsetTop - list.offsetTop + line.offsetHeight);
  const all = Math.max(...bottoms) - Math.min(...tops) <= list.clientHeight;
  const first = all ? Math.min(...tops) : next.offsetTop - list.offsetTop;
  const last = all ? Math.max(...bottoms) : first + next.offsetHeight;
  const around = Math.max(0, Math.min(ONE_LINE, (list.clientHeight - (last - first)) / 2));
  const top = first - around;
  const bottom = last + around;
  if (top < list.scrollTop) return top;
  return bottom > list.scrollTop + list.clientHeight ? bottom - list.clientHeight : undefined;
}

/** Says in its data which edges cut lines off; they fade there. */
function markCutEdges(list: HTMLElement): void {
  const below = list.scrollHeight - list.clientHeight - list.scrollTop;
  const cut = `${list.scrollTop > 1 ? 'above ' : ''}${below > 1 ? 'below' : ''}`;
  if (list.dataset['cut'] !== cut) list.dataset['cut'] = cut;
}
