/** Every write to the two words: what changed is dark, a word that was left alone is dotted. */
import { hexWord } from '../../kernel/hex-word.ts';
import type { WordWrite } from '../../trace/word-history.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import css from './lens.module.css';

export interface WordHistoryProps {
  /** The start first. */
  readonly rows: readonly WordWrite[];
  readonly idOf: (actor: number) => string;
  readonly cursor: number;
  /** At most so many rows are shown: the first and the last ones. */
  readonly most: number;
}

export function WordHistory({ rows, idOf, cursor, most }: WordHistoryProps) {
  const left = Math.max(0, rows.length - most);
  const shown = rows.map((row, index) => ({ row, before: rows[index - 1] }));
  const kept = left === 0 ? shown : [...shown.slice(0, 1), ...shown.slice(1 + left)];
  return (
    <section className={css['history']}>
      <div className={css['historyHead']}>
        <h3>Every write to these words</h3>
        <span className={css['quiet']}>
          {left === 0
            ? 'changed nibbles dark'
            : `${left} earlier ${left === 1 ? 'write' : 'writes'} not shown`}
        </span>
      </div>
      <table className={css['writes']}>
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
        <tbody>
          {kept.map(({ row, before }, index) => (
            <tr key={index} data-now={row.step === cursor && row.step > 0}>
              <td className={css['step']}>{row.step}</td>
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

function Nibbles({
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
