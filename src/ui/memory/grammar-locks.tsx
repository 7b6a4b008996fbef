/** Locks: a padlock, and a rail along what it guards. */
import { Padlock } from '../glyph/padlock.tsx';
import css from './grammar.module.css';
import { Item } from './picture-view.tsx';

export function GrammarLocks() {
  return (
    <section>
      <h2>Lock</h2>
      <ul className={css['rows']}>
        <li>
          <span className={css['narrow']}>
            <Padlock />
          </span>
          free
        </li>
        {['cpu0', 'cpu1'].map((id) => (
          <li key={id}>
            <span className={css['narrow']}>
              <Padlock holder={id} />
            </span>
            held by {id.toUpperCase()}
          </li>
        ))}
        <li>
          <svg className={css['narrow']} width={24} height={56} aria-hidden="true">
            <Item item={{ kind: 'rail', id: 'free', x: 6, from: 0, to: 52 }} />
          </svg>
          free: dotted rail along what it guards
        </li>
        <li>
          <svg className={css['narrow']} width={24} height={56} aria-hidden="true">
            <Item item={{ kind: 'rail', id: 'held', x: 6, from: 0, to: 52, holder: 'cpu1' }} />
          </svg>
          held: rail in the holder’s fill, in picture and listing
        </li>
      </ul>
    </section>
  );
}
