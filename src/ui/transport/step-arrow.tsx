/** The mark of one step in time. */
export function StepArrow({ back = false }: { readonly back?: boolean }) {
  return (
    <svg width={14} height={12} viewBox="0 0 9 10" aria-hidden="true">
      <path d={back ? 'M8 .8.6 5 8 9.2Z' : 'M1 .8 8.4 5 1 9.2Z'} fill="currentColor" />
    </svg>
  );
}
