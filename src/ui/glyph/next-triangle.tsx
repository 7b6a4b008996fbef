/** Points at the line that an actor runs next, in the actor's colour. */
import { actorMark } from '../../picture/actor-mark.ts';

export function NextTriangle({ id, size = 12 }: { readonly id: string; readonly size?: number }) {
  const { token } = actorMark(id);
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      style={{ display: 'inline-block', verticalAlign: '-1px' }}
      aria-hidden="true"
    >
      <path
        d="M2 1 11 6 2 11Z"
        fill={`var(--${token})`}
        stroke="var(--ink)"
        strokeWidth={1.2}
        strokeLinejoin="round"
      />
    </svg>
  );
}
