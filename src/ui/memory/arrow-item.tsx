/** One pointer. Its tone says whether a walk would follow it. */
import type { ArrowTone, PictureArrow } from '../../picture/drawing.ts';
import css from './memory.module.css';

interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: string;
  readonly head: string;
}

const strokes: Readonly<Record<ArrowTone, Stroke>> = {
  ink: { colour: 'var(--ink)', width: 1.5, head: 'arrow-ink' },
  quiet: { colour: 'var(--ink3)', width: 1.2, head: 'arrow-quiet' },
  half: { colour: 'var(--ink)', width: 1.6, dash: '5 3', head: 'arrow-ink' },
  tail: { colour: 'var(--ink)', width: 1.6, dash: '6 3', head: 'arrow-ink' },
  bad: { colour: 'var(--bad)', width: 2.2, head: 'arrow-bad' },
  dangling: { colour: 'var(--ink3)', width: 1.4, dash: '3 3', head: 'arrow-quiet' },
};

export function ArrowItem({ arrow }: { readonly arrow: PictureArrow }) {
  const { colour, width, dash, head } = strokes[arrow.tone];
  return (
    <path
      className={css['arrow']}
      d={arrow.d}
      fill="none"
      stroke={colour}
      strokeWidth={width}
      {...(dash === undefined ? {} : { strokeDasharray: dash })}
      {...(arrow.head ? { markerEnd: `url(#${head})` } : {})}
    />
  );
}
