/**
 * Every write to the two words: what changed stands out, a word that was left alone is dotted. Each
 * row leads to its step; one of them is in the tab order, the arrow keys go to the others.
 */
import { type KeyboardEvent, memo, useId, useRef, useState } from 'react';
import { hexWord } from '../../kernel/hex-word.ts';
import type { WordWrite } from '../../trace/word-history.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import css from './lens.module.css';

export interface WordHistoryProps {
  /** The start first. */
  readonly rows: readonly WordWrite[];
  readonly idOf: (actor: number) => string;
  readonly cursor: number;
  readonly onStep: (step: number) => void;
  /** At most so many rows are shown unasked: the first and the last ones. */
  readonly most: number;
}

export function WordHistory({ rows, idOf, cursor, onStep, most }: WordHistoryProps) {
  const left = Math.max(0, rows.length - most);
  const shown = rows.map((row, index) => ({ row, before: rows[index - 1] }));
  const [isWhole, setWhole] = useState(false);
  const kept = left === 0 || isWhole ? shown : [...shown.slice(0, 1), ...shown.slice(1 + left)];
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [chosen, setChosen] = useState<number>();
  const inTabOrder = Math.min(chosen ?? kept.length - 1, kept.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = rowReached(event.key, inTabOrder, kept.length);
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    setChosen(to);
    body.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    <section className={css['history']}>
      <div className={css['historyHead']}>
        <h3>Every write to these words</h3>
        {left === 0 ? (
          <span className={css['quiet']}>changed nibbles stand out</span>
        ) : (
          <button
            type="button"
            className={css['whole']}
            aria-expanded={isWhole}
            aria-controls={id}
            onClick={() => {
              setWhole(!isWhole);
            }}
          >
            {isWhole
              ? `Show the last ${most - 1} only`
              : `Show ${left} earlier ${left === 1 ? 'write' : 'writes'}`}
          </button>
        )}
      </div>
      <table id={id} className={css['writes']}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">step</span>
            </th>
            <th scope="col">
              <span className="visually-hidden">by</span>
            </th>
            <th scope="col">word 8</th>
            <th scope="col">word 16</th>
            <th scope="col">
              <span className="visually-hidden">what wrote it</span>
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {kept.map(({ row, before }, index) => (
            <tr key={index} data-now={row.step === cursor && row.step > 0}>
              <td className={css['step']}>
                <button
                  type="button"
                  className={css['go']}
                  tabIndex={index === inTabOrder ? 0 : -1}
                  aria-label={`Go to step ${row.step}, ${row.label}`}
                  onKeyDown={onKeyDown}
                  onFocus={() => {
                    setChosen(index);
                  }}
                  onClick={() => {
                    onStep(row.step);
                  }}
                >
                  {row.step}
                </button>
              </td>
              <td className={css['by']}>
                {row.actor !== undefined && <ActorGlyph id={idOf(row.actor)} size={13} />}
              </td>
              <td>
                <Nibbles value={row.word8} before={before?.word8} />
              </td>
              <td>
                <Nibbles value={row.word16} before={before?.word16} />
              </td>
              <td className={css['label']} title={row.label}>
                {row.label}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The row that a key leads to; undefined for keys that lead nowhere. */
function rowReached(key: string, from: number, rows: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'ArrowDown':
      return Math.min(rows - 1, from + 1);
    case 'Home':
      return 0;
    case 'End':
      return rows - 1;
    default:
      return undefined;
  }
}

/** Drawn anew only for another value. */
const Nibbles = memo(DrawnNibbles);

function DrawnNibbles({
  value,
  before,
}: {
  readonly value: bigint;
  readonly before: bigint | undefined;
}) {
  const digits = hexWord(value);
  if (before === value) {
    return (
      <>
        <span className={css['same']} aria-hidden="true">
          {'·'.repeat(16)}
        </span>
        <span className="visually-hidden">unchanged</span>
      </>
    );
  }
  const old = before === undefined ? undefined : hexWord(before);
  return (
    <>
      <span className="visually-hidden">{digits}</span>
      <span aria-hidden="true">
        {Array.from(digits, (digit, place) => (
          <span key={place} className={old?.[place] === digit ? css['same'] : undefined}>
            {digit}
          </span>
        ))}
      </span>
    </>
  );
}
