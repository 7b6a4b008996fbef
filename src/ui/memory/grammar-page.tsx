/** Every sign of the page in every state, drawn by the code that draws the page. */
import { designById } from '../../kernel/design.ts';
import { grammarScenes } from '../../picture/grammar-scene.ts';
import { GrammarCues } from './grammar-cues.tsx';
import { GrammarLocks } from './grammar-locks.tsx';
import { GrammarSteps } from './grammar-steps.tsx';
import css from './grammar.module.css';
import { GrammarWord } from './grammar-word.tsx';
import { PictureView } from './picture-view.tsx';

export function GrammarPage() {
  const design = designById('july-2018');
  if (design === undefined) return <p>The listings of July 2018 are not there.</p>;
  const { samples, corrupt, halfLinked } = grammarScenes(design);
  return (
    <main className={css['grammar']}>
      <h1>Visual grammar</h1>
      <section className={css['words']}>
        <h2>What a word can be</h2>
        <ul>
          {samples.map((sample) => (
            <GrammarWord key={sample.title} sample={sample} />
          ))}
        </ul>
      </section>
      <section className={css['lists']}>
        <h2>A corrupt list looks wrong before it is read</h2>
        <div className={css['picture']}>
          <PictureView picture={corrupt} />
        </div>
        <p>A list_del of C would write through that word.</p>
        <h2>Half linked is not corrupt: dashed while the lock is held</h2>
        <div className={css['picture']}>
          <PictureView picture={halfLinked} />
        </div>
        <p>list_add, store 2 of 4: B.prev and A.next are written, the head’s next still skips A.</p>
      </section>
      <GrammarSteps />
      <GrammarLocks />
      <GrammarCues />
    </main>
  );
}
