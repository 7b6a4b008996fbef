/** Hatch and ✗: stands at everything that shows a property broken. */
export function WitnessShape({
  x,
  y,
  size = 16,
}: {
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}) {
  return (
    <g transform={`translate(${x},${y}) scale(${size / 16})`} aria-hidden="true">
      <rect x={1} y={1} width={14} height={14} rx={2} fill="var(--paper)" />
      <rect
        x={1}
        y={1}
        width={14}
        height={14}
        rx={2}
        fill="url(#pattern-bad)"
        stroke="var(--bad)"
        strokeWidth={1.3}
      />
      <path d="M4.5 4.5l7 7m0-7l-7 7" stroke="var(--ink)" strokeWidth={2.2} />
    </g>
  );
}

/** The same between words. Named "witness" unless `silent`. */
export function WitnessCross({
  size = 15,
  silent = false,
}: {
  readonly size?: number;
  readonly silent?: boolean;
}) {
  const name = silent
    ? { 'aria-hidden': true }
    : { role: 'img', 'aria-label': 'witness of the violation' };
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ display: 'inline-block', verticalAlign: '-3px', flex: 'none' }}
      {...name}
    >
      <WitnessShape x={0} y={0} />
    </svg>
  );
}
