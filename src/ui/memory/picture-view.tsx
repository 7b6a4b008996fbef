/** Draws a picture: one small element per item, nothing decided here. */
import { memo } from 'react';
import type { PageBox, Picture, PictureItem, TextTone } from '../../picture/drawing.ts';
import { actorMark } from '../../picture/actor-mark.ts';
import { ActorShape } from '../glyph/actor-glyph.tsx';
import { PadlockShape } from '../glyph/padlock.tsx';
import { WitnessShape } from '../glyph/witness-cross.tsx';
import { isSameData } from '../same-data.ts';
import { ArrowItem } from './arrow-item.tsx';
import { BoxItem } from './box-item.tsx';
import css from './memory.module.css';

const fills: Readonly<Record<TextTone, string>> = {
  ink: 'var(--ink)',
  ink2: 'var(--ink2)',
  ink3: 'var(--ink3)',
  bad: 'var(--bad-text)',
};

/** The picture as an SVG of its own size. Decorative: the lists beside it say the same in words. */
export function PictureView({ picture }: { readonly picture: Picture }) {
  const boxes = picture.items.filter((item): item is PageBox => item.kind === 'box');
  const rest = picture.items.filter((item) => item.kind !== 'box');
  const above = rest.filter(({ kind }) => kind === 'witness' || kind === 'join' || kind === 'gap');
  const below = rest.filter(({ kind }) => kind !== 'witness' && kind !== 'join' && kind !== 'gap');
  return (
    <svg
      className={css['picture']}
      width={picture.width}
      height={picture.height}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      aria-hidden="true"
    >
      {below.map((item) => (
        <Item key={item.id} item={item} />
      ))}
      {boxes
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .map((box) => (
          <Item key={box.id} item={box} />
        ))}
      {above.map((item) => (
        <Item key={item.id} item={item} />
      ))}
    </svg>
  );
}

/** One item of a picture, drawn anew only when it says something else: most are as a step before. */
export const Item = memo(DrawnItem, (one, other) => isSameData(one.item, other.item));

function DrawnItem({ item }: { readonly item: PictureItem }) {
  switch (item.kind) {
    case 'box':
      return <BoxItem box={item} />;
    case 'arrow':
      return <ArrowItem arrow={item} />;
    case 'text':
      return (
        <text
          x={item.x}
          y={item.y}
          fontSize={item.size}
          style={{ fill: fills[item.tone] }}
          {...(item.weight === undefined ? {} : { fontWeight: item.weight })}
          {...(item.anchor === undefined ? {} : { textAnchor: item.anchor })}
          {...(item.mono === true ? { className: 'mono' } : {})}
        >
          {item.text}
        </text>
      );
    case 'cross': {
      const half = item.tone === 'bad' ? 5 : 4;
      return (
        <path
          d={`M${item.x - half} ${item.y - half}l${2 * half} ${2 * half}m0 ${-2 * half}l${-2 * half} ${2 * half}`}
          stroke={item.tone === 'bad' ? 'var(--bad)' : 'var(--ink)'}
          strokeWidth={item.tone === 'bad' ? 2.6 : 2}
          fill="none"
        />
      );
    }
    case 'actor':
      return <ActorShape id={item.actor} x={item.x} y={item.y} r={item.r} letter={item.letter} />;
    case 'token':
      return (
        <circle
          cx={item.x}
          cy={item.y}
          r={item.r}
          fill="var(--paper)"
          stroke="var(--line)"
          strokeWidth={1.3}
        />
      );
    case 'padlock':
      return <PadlockShape x={item.x} y={item.y} holder={item.holder} />;
    case 'rail':
      return <Rail {...item} />;
    case 'gap':
      return (
        <g>
          <rect
            x={item.x}
            y={item.y}
            width={item.width}
            height={item.height}
            rx={2}
            fill="var(--paper)"
            stroke="var(--line)"
            strokeWidth={1.2}
            strokeDasharray="2 2"
          />
          <text
            x={item.x + item.width / 2}
            y={item.y + item.height / 2 + 4}
            fontSize={11.5}
            fontWeight={550}
            textAnchor="middle"
            style={{ fill: 'var(--ink3)' }}
          >
            {item.name}
          </text>
        </g>
      );
    case 'line':
      return (
        <path
          d={item.d}
          stroke={item.tone === 'hair' ? 'var(--hair)' : 'var(--line)'}
          strokeWidth={item.tone === 'hair' ? 1 : 1.2}
        />
      );
    case 'data': {
      const { x, y, width, height, filled } = item;
      return (
        <g>
          <rect x={x} y={y} width={width} height={height} fill="var(--paper)" />
          <rect x={x} y={y} width={filled} height={height} fill="url(#pattern-device)" />
          <rect
            x={x}
            y={y}
            width={width}
            height={height}
            fill="none"
            stroke="var(--ink)"
            strokeWidth={1.4}
          />
        </g>
      );
    }
    case 'witness':
      return (
        <rect
          x={item.x}
          y={item.y}
          width={item.width}
          height={item.height}
          rx={item.round}
          fill="none"
          stroke="var(--bad)"
          strokeWidth={2.4}
        />
      );
    case 'join':
      return (
        <g>
          <path d={item.d} fill="none" stroke="var(--bad)" strokeWidth={1.6} />
          <WitnessShape x={item.x - 8} y={item.y - 8} />
        </g>
      );
  }
}

interface RailProps {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly holder?: string;
}

/** Free: dotted. Held: filled with the holder's colour, with a foot at the end of what it guards. */
function Rail({ x, from, to, holder }: RailProps) {
  if (holder === undefined) {
    return (
      <path
        d={`M${x} ${from}V${to}h6`}
        fill="none"
        stroke="var(--line)"
        strokeWidth={1.2}
        strokeDasharray="2 3"
      />
    );
  }
  return (
    <path
      d={`M${x - 1.5} ${from}V${to}h7v-3h-4V${from}z`}
      fill={`var(--${actorMark(holder).token})`}
      stroke="var(--ink)"
      strokeWidth={1}
    />
  );
}
