/** One thing that a word can be: its last nibbles, its mark, and what both say. */
import type { WordSample } from '../../picture/grammar-scene.ts';
import { Item } from './picture-view.tsx';
import css from './grammar.module.css';

export function GrammarWord({ sample }: { readonly sample: WordSample }) {
  const { text, edge, marks, target, title, drawn } = sample;
  const corrupt = edge.kind === 'astray';
  return (
    <li className={css['sample']}>
      <svg width={192} height={54} aria-hidden="true">
        <rect
          x={1}
          y={12}
          width={86}
          height={30}
          fill={corrupt ? 'url(#pattern-bad)' : 'var(--paper)'}
          stroke="var(--ink)"
          strokeWidth={1.4}
        />
        {corrupt && <rect x={5} y={16} width={56} height={22} fill="var(--paper)" />}
        <text
          className="mono"
          x={10}
          y={32}
          fontSize={13.5}
          fontWeight={corrupt ? 700 : 400}
          style={{ fill: corrupt ? 'var(--bad-text)' : 'var(--ink)' }}
        >
          {text}
        </text>
        <g transform="translate(87 27)">
          {marks.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </g>
        {edge.kind === 'tail' && (
          <text className="mono" x={97} y={21} fontSize={12}>
            − 1
          </text>
        )}
        {corrupt && (
          <text x={92} y={19} fontSize={11.5} fontWeight={600} style={{ fill: 'var(--bad-text)' }}>
            1 short
          </text>
        )}
        {target !== undefined && <Target name={target} />}
      </svg>
      <p>
        <b>{title}</b>
        <br />
        {drawn}
      </p>
    </li>
  );
}

function Target({ name }: { readonly name: string }) {
  return (
    <g transform="translate(141 3)">
      <rect width={44} height={48} rx={3} fill="var(--paper)" />
      <path d="M0 3q0 -3 3 -3h38q3 0 3 3v15h-44z" fill="url(#pattern-inactive_file)" />
      <rect width={44} height={48} rx={3} fill="none" stroke="var(--ink)" strokeWidth={1.4} />
      <path d="M0 18h44" stroke="var(--ink)" />
      <text x={7} y={14} fontSize={13} fontWeight={650}>
        {name}
      </text>
    </g>
  );
}
