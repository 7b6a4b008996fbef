/** The cross of a button that takes something away. */
export function Cross() {
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
      <path d="M2.5 2.5l7 7m0-7l-7 7" stroke="currentColor" strokeWidth={1.5} />
    </svg>
  );
}
