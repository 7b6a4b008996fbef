/** A page or a list head: header strip with its list's pattern, and the two words under it. */
import type { BoxWord, PageBox } from '../../picture/drawing.ts';
import css from './memory.module.css';

export function BoxItem({ box }: { readonly box: PageBox }) {
  const { width, height, header, head, words } = box;
  const round = head ? Math.min(9, height / 2) : 3;
  const half = (height - header) / 2;
  const fill = box.pattern === undefined ? 'none' : `url(#pattern-${box.pattern})`;
  return (
    <g className={css['box']} style={{ transform: `translate(${box.x}px, ${box.y}px)` }}>
      <rect width={width} height={height} rx={round} fill="var(--paper)" />
      <path
        d={
          words === undefined
            ? strip(width, height, round, true)
            : strip(width, header, round, false)
        }
        fill={fill}
      />
      {words?.map((word, row) => (
        <WordRow
          key={row === 0 ? 'next' : 'prev'}
          word={word}
          row={row}
          box={box}
          top={header + row * half}
          height={half}
          round={row === 1 ? round : 0}
        />
      ))}
      {words !== undefined && (
        <path
          d={`M0 ${header}h${width}M0 ${header + half}h${width}`}
          stroke="var(--ink)"
          strokeWidth={0.8}
          opacity={0.55}
        />
      )}
      <rect
        width={width}
        height={height}
        rx={round}
        fill="none"
        stroke="var(--ink)"
        strokeWidth={box.underLens ? 2.6 : 1.4}
      />
      <Name box={box} />
    </g>
  );
}

function Name({ box }: { readonly box: PageBox }) {
  const { words, width, header, name, size, pfn } = box;
  if (words === undefined) {
    return (
      <text
        x={width / 2}
        y={header / 2 + size.name * 0.36}
        fontSize={size.name}
        fontWeight={650}
        textAnchor="middle"
      >
        {name}
      </text>
    );
  }
  return (
    <>
      <text x={9} y={header - (header > 30 ? 9 : 7)} fontSize={size.name} fontWeight={650}>
        {name}
      </text>
      {pfn !== undefined && (
        <text
          className="mono"
          x={width - 8}
          y={header - (header > 30 ? 9.5 : 7.5)}
          fontSize={11}
          textAnchor="end"
          style={{ fill: 'var(--ink2)' }}
        >
          {pfn}
        </text>
      )}
    </>
  );
}

interface WordRowProps {
  readonly word: BoxWord;
  readonly row: number;
  readonly box: PageBox;
  readonly top: number;
  readonly height: number;
  readonly round: number;
}

/** next is set to the left and leaves to the right, prev the other way round. */
function WordRow({ word, row, box, top, height, round }: WordRowProps) {
  const { width, size } = box;
  const inset = width > 60 ? 9 : 6;
  const textWidth = word.text.length * size.word * 0.6;
  const shape = bottom(width, height, round);
  const x = row === 0 ? inset : width - inset;
  return (
    <g transform={`translate(0 ${top})`}>
      {/* The cue comes at once and fades. */}
      <path
        {...(word.cue === undefined ? { className: css['cue'] } : {})}
        d={shape}
        fill={ground(word)}
      />
      {word.cue === 'read' && (
        <path d={`M0 ${height - 1.5}h${width}`} stroke="var(--now-edge)" strokeWidth={2} />
      )}
      {word.corrupt && word.cue === undefined && (
        <rect
          x={row === 0 ? inset - 4 : width - inset - textWidth - 4}
          y={height / 2 - 10}
          width={textWidth + 8}
          height={20}
          fill="var(--paper)"
        />
      )}
      <text
        className="mono"
        x={x}
        y={height / 2 + size.word * 0.35}
        fontSize={size.word}
        textAnchor={row === 0 ? 'start' : 'end'}
        fontWeight={word.corrupt ? 700 : 400}
        style={{ fill: ink(word) }}
      >
        {word.text}
      </text>
    </g>
  );
}

function ground({ cue, corrupt }: BoxWord): string {
  if (cue === 'write') return 'var(--now)';
  if (cue === 'read') return 'var(--now-soft)';
  return corrupt ? 'url(#pattern-bad)' : 'transparent';
}

function ink({ cue, corrupt }: BoxWord): string {
  if (cue === 'write') return 'var(--now-ink)';
  return corrupt && cue === undefined ? 'var(--bad-text)' : 'var(--ink)';
}

/** Header strip with round corners at the top, or all around. */
function strip(width: number, height: number, r: number, closed: boolean): string {
  const top = `M0 ${r}q0 ${-r} ${r} ${-r}h${width - 2 * r}q${r} 0 ${r} ${r}`;
  if (!closed) return `${top}V${height}H0z`;
  return `${top}V${height - r}q0 ${r} ${-r} ${r}h${2 * r - width}q${-r} 0 ${-r} ${-r}z`;
}

function bottom(width: number, height: number, r: number): string {
  if (r === 0) return `M0 0h${width}v${height}h${-width}z`;
  return `M0 0h${width}v${height - r}q0 ${r} ${-r} ${r}h${2 * r - width}q${-r} 0 ${-r} ${-r}z`;
}
