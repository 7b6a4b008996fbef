/** Steps on the timeline, by actor and by what they do. */
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { RefusedDot, StepDot } from '../glyph/step-dot.tsx';
import css from './grammar.module.css';

const actors = ['cpu0', 'cpu1', 'cpu2', 'cpu3', 'irq0', 'device'];

const kinds = [
  { kind: 'read', says: 'read' },
  { kind: 'write', says: 'write or atomic' },
  { kind: 'lock', says: 'lock' },
] as const;

export function GrammarSteps() {
  return (
    <section>
      <h2>Steps</h2>
      <ul className={css['rows']}>
        <li>
          <span className={css['sign']}>
            {actors.map((id) => (
              <ActorGlyph key={id} id={id} size={18} />
            ))}
          </span>
          CPU0 to CPU3, interrupt, device
        </li>
        {kinds.map(({ kind, says }) => (
          <li key={kind}>
            <Signs>
              {actors.slice(0, 4).map((id, index) => (
                <StepDot key={id} actor={id} kind={kind} x={10 + index * 24} y={12} r={5.6} />
              ))}
            </Signs>
            {says}
          </li>
        ))}
        <li>
          <Signs>
            {actors.slice(0, 4).map((id, index) => (
              <StepDot key={id} actor={id} kind="write" x={10 + index * 24} y={12} r={5.6} future />
            ))}
          </Signs>
          known future
        </li>
        <li>
          <Signs>
            <RefusedDot x={10} y={12} />
            <RefusedDot x={34} y={12} />
            <path d="M14 12h16" stroke="var(--ink3)" strokeDasharray="3 3" />
          </Signs>
          a future that was left
        </li>
        <li>
          <Signs>
            <StepDot actor="cpu1" kind="write" x={10} y={12} breaks />
          </Signs>
          breaks a property
        </li>
      </ul>
    </section>
  );
}

function Signs({ children }: { readonly children: React.ReactNode }) {
  return (
    <svg className={css['sign']} width={128} height={24} aria-hidden="true">
      {children}
    </svg>
  );
}
