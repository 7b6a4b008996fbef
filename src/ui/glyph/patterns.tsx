/**
 * Hatches and arrowheads that every picture refers to by id. Mounted once, at the top of the page:
 * fill="url(#pattern-bad)", markerEnd="url(#arrow-ink)".
 */
export function Patterns() {
  return (
    <svg width={0} height={0} style={{ position: 'absolute' }} aria-hidden="true" focusable="false">
      <defs>
        <Hatch id="pattern-inactive_file" fill="var(--inactive)" opacity={0.42} turn={45} />
        <Dots id="pattern-active_file" fill="var(--active)" opacity={0.36} />
        <Hatch id="pattern-inactive_anon" fill="var(--inactive)" opacity={0.42} turn={-45} />
        <Dots id="pattern-active_anon" fill="var(--active)" opacity={0.36} ring />
        <Hatch id="pattern-unevictable" fill="var(--elsewhere)" opacity={0.3} turn={90} />
        <Hatch id="pattern-private" fill="var(--elsewhere)" opacity={0.3} turn={0} />
        <Dots id="pattern-free" fill="var(--elsewhere)" opacity={0.16} ring />
        <pattern
          id="pattern-device"
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(-45)"
        >
          <rect width={5} height={5} fill="var(--dev)" opacity={0.55} />
          <path d="M0 0v5" stroke="var(--ink)" strokeOpacity={0.55} strokeWidth={1.2} />
        </pattern>
        <pattern
          id="pattern-bad"
          width={5}
          height={5}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={5} height={5} fill="var(--bad-soft)" />
          <path d="M0 0v5" stroke="var(--bad)" strokeWidth={2} />
        </pattern>
        <Head id="arrow-ink" fill="var(--ink)" size={7} />
        <Head id="arrow-quiet" fill="var(--ink3)" size={6.5} />
        <Head id="arrow-bad" fill="var(--bad)" size={6} />
      </defs>
    </svg>
  );
}

interface PatternProps {
  readonly id: string;
  readonly fill: string;
  readonly opacity: number;
}

function Hatch({ id, fill, opacity, turn }: PatternProps & { readonly turn: number }) {
  return (
    <pattern
      id={id}
      width={6}
      height={6}
      patternUnits="userSpaceOnUse"
      patternTransform={`rotate(${turn})`}
    >
      <rect width={6} height={6} fill={fill} opacity={opacity} />
      <path d="M0 0v6" stroke="var(--ink)" strokeOpacity={0.22} strokeWidth={1.4} />
    </pattern>
  );
}

function Dots({ id, fill, opacity, ring = false }: PatternProps & { readonly ring?: boolean }) {
  return (
    <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse">
      <rect width={6} height={6} fill={fill} opacity={opacity} />
      {ring ? (
        <circle
          cx={3}
          cy={3}
          r={1.3}
          fill="none"
          stroke="var(--ink)"
          strokeOpacity={0.35}
          strokeWidth={0.8}
        />
      ) : (
        <circle cx={3} cy={3} r={0.95} fill="var(--ink)" fillOpacity={0.3} />
      )}
    </pattern>
  );
}

function Head({
  id,
  fill,
  size,
}: {
  readonly id: string;
  readonly fill: string;
  readonly size: number;
}) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX={7.2}
      refY={4}
      markerWidth={size}
      markerHeight={size}
      orient="auto-start-reverse"
    >
      <path d="M0 .8 7.4 4 0 7.2Z" fill={fill} />
    </marker>
  );
}
