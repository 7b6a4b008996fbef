/** The 64 bytes of struct page; bytes 8 to 23 open into the lens below. */
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { pageRuler } from '../../picture/lens-picture.ts';
import { textWidth } from '../../picture/text-width.ts';

export function ByteRuler({
  compiled,
  width,
}: {
  readonly compiled: CompiledScenario;
  readonly width: number;
}) {
  const unit = width / 64;
  const round = (value: number): number => Math.round(value * 100) / 100;
  return (
    <svg
      width={width}
      height={50}
      role="img"
      aria-label="struct page, 64 bytes: bytes 8 to 23 are enlarged below"
    >
      {pageRuler(compiled).map(({ offset, width: bytes, label, shared }) => (
        <g key={offset}>
          <rect
            x={round(offset * unit)}
            y={14}
            width={round(bytes * unit)}
            height={20}
            fill={shared ? 'var(--ink)' : 'var(--paper)'}
            stroke="var(--ink)"
            strokeWidth={1.1}
          />
          {textWidth(label, 11) <= bytes * unit - (shared ? 1 : 5) && (
            <text
              x={round((offset + bytes / 2) * unit)}
              y={28}
              fontSize={11}
              textAnchor="middle"
              style={{ fill: shared ? 'var(--paper)' : 'var(--ink2)' }}
            >
              {label}
            </text>
          )}
        </g>
      ))}
      {[0, 8, 16, 24, 32, 40, 48, 56, 64].map((byte) => (
        <text
          key={byte}
          className="mono"
          x={round(byte * unit)}
          y={9}
          fontSize={10.5}
          textAnchor={byte === 0 ? 'start' : byte === 64 ? 'end' : 'middle'}
          style={{ fill: 'var(--ink3)' }}
        >
          {byte}
        </text>
      ))}
      <path d={tickPath(unit, false)} stroke="var(--ink)" strokeWidth={0.6} opacity={0.7} />
      <path d={tickPath(unit, true)} stroke="var(--paper)" strokeWidth={0.6} opacity={0.7} />
      <path
        d={`M${8 * unit} 34L0 50M${24 * unit} 34L${width} 50`}
        stroke="var(--line)"
        strokeWidth={1}
      />
    </svg>
  );
}

/** A tick per byte, on the dark part or on the rest. */
function tickPath(unit: number, dark: boolean): string {
  return Array.from({ length: 64 }, (_, byte) => byte)
    .filter((byte) => byte >= 8 && byte < 24 === dark)
    .map((byte) => `M${Math.round(byte * unit * 100) / 100} ${byte % 4 === 0 ? 30 : 31.5}V34`)
    .join('');
}
