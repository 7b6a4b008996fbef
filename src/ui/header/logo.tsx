/** Two words of a page, one of them filled: the name's mark. */
export function Logo() {
  return (
    <span className="logo">
      <svg width={18} height={18} viewBox="0 0 18 18" aria-hidden="true">
        <rect x={1} y={4} width={16} height={5} fill="none" stroke="var(--ink)" strokeWidth={1.5} />
        <rect
          x={1}
          y={9}
          width={16}
          height={5}
          fill="var(--ink)"
          stroke="var(--ink)"
          strokeWidth={1.5}
        />
      </svg>
      Pinscope
    </span>
  );
}
