/** The one cue for now, the two readings of a word, and truth against claim. */
import { NextTriangle } from '../glyph/next-triangle.tsx';
import { WitnessCross } from '../glyph/witness-cross.tsx';
import css from './grammar.module.css';
import { Item } from './picture-view.tsx';

export function GrammarCues() {
  return (
    <>
      <section>
        <h2>One cue for now</h2>
        <ul className={css['rows']}>
          <li>
            <code className={css['read']}>0000 0000</code> read: pale, underlined
          </li>
          <li>
            <code className={css['written']}>ea00 0014</code> written: full
          </li>
          <li>
            <code className={css['justRun']}>R 6 c ← count</code> line just run
          </li>
          <li>
            <code className={css['next']}>
              <NextTriangle id="cpu1" /> W 7 next ← …
            </code>{' '}
            next line of this CPU
          </li>
          <li>
            <code className={css['done']}>✓ L 4 lock</code> done
          </li>
          <li>
            <span className={css['cross']}>
              <WitnessCross size={18} />
            </span>{' '}
            witness: shows that a property is broken
          </li>
        </ul>
      </section>
      <section>
        <h2>Two readings of one word</h2>
        <ul className={css['rows']}>
          <li>
            <span>
              ● <b className="mono">dma_pinned_flags</b>
            </span>{' '}
            owns the bytes now
          </li>
          <li className={css['stale']}>
            <span>
              × <s className="mono">lru.next</s>
            </span>{' '}
            stale, with the reason
          </li>
        </ul>
        <h2>Truth against claim</h2>
        <svg
          className={css['fluid']}
          width={340}
          height={58}
          viewBox="0 0 340 58"
          role="img"
          aria-label="A pin is outstanding all along; the page says so only at first"
        >
          <rect y={2} width={338} height={9} fill="var(--cpu0)" stroke="var(--ink)" />
          <rect y={15} width={190} height={9} fill="var(--ink2)" stroke="var(--ink)" />
          <rect
            x={190}
            y={15}
            width={148}
            height={9}
            fill="url(#pattern-bad)"
            stroke="var(--bad)"
          />
          <text y={44} fontSize={12.5} style={{ fill: 'var(--ink2)' }}>
            pin outstanding
          </text>
          <text x={190} y={44} fontSize={12.5} style={{ fill: 'var(--bad-text)' }}>
            the page denies it
          </text>
        </svg>
        <svg
          className={css['fluid']}
          width={340}
          height={40}
          viewBox="0 0 340 40"
          role="img"
          aria-label="A device writes into the data of a page"
        >
          <Item
            item={{ kind: 'data', id: 'data', x: 1, y: 4, width: 120, height: 28, filled: 60 }}
          />
          <Item item={{ kind: 'arrow', id: 'write', d: 'M176 18H66', tone: 'half', head: true }} />
          <Item
            item={{
              kind: 'actor',
              id: 'device',
              actor: 'device',
              x: 188,
              y: 18,
              r: 9,
              letter: true,
            }}
          />
          <text x={208} y={22} fontSize={12.5} style={{ fill: 'var(--ink2)' }}>
            device write into data
          </text>
        </svg>
      </section>
    </>
  );
}
