/** The four low bits of word 8 as cells: addresses leave them clear, so each of them can mean something. */
import css from './lens.module.css';

export interface LowBitsProps {
  readonly value: bigint;
  /** The bit that has a meaning in this design. */
  readonly label: { readonly bit: number; readonly text: string };
}

export function LowBits({ value, label }: LowBitsProps) {
  const bits = [3, 2, 1, 0].map((bit) => ({ bit, on: ((value >> BigInt(bit)) & 1n) === 1n }));
  const labelled = bits.find(({ bit }) => bit === label.bit)?.on ?? false;
  return (
    <svg
      className={css['bits']}
      width={82}
      height={46}
      viewBox="-1 0 82 46"
      role="img"
      aria-label={`bit ${label.bit}, ${label.text}, is ${labelled ? 'set' : 'clear'}`}
    >
      {bits.map(({ bit, on }, index) => {
        const marked = bit === label.bit && on;
        return (
          <g key={bit}>
            <rect
              x={index * 20}
              y={12}
              width={20}
              height={18}
              fill={marked ? 'var(--ink)' : 'var(--paper)'}
              stroke="var(--ink)"
              strokeWidth={1.1}
            />
            <text
              className="mono"
              x={index * 20 + 10}
              y={25.5}
              fontSize={13}
              fontWeight={600}
              textAnchor="middle"
              style={{ fill: marked ? 'var(--paper)' : on ? 'var(--ink)' : 'var(--ink3)' }}
            >
              {on ? 1 : 0}
            </text>
            <text
              className="mono"
              x={index * 20 + 10}
              y={9}
              fontSize={10.5}
              textAnchor="middle"
              style={{ fill: 'var(--ink3)' }}
            >
              {bit}
            </text>
          </g>
        );
      })}
      <path d={`M${(3 - label.bit) * 20 + 10} 30v4`} stroke="var(--ink)" strokeWidth={1.2} />
      <text
        x={(3 - label.bit) * 20 + 10}
        y={44}
        fontSize={11}
        textAnchor="middle"
        fontWeight={labelled ? 600 : 400}
        style={{ fill: labelled ? 'var(--ink)' : 'var(--ink3)' }}
      >
        {label.text}
      </text>
    </svg>
  );
}
