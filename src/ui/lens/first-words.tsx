/** Before the first step: what the two words are about, and what to expect of the page. */
import css from './lens.module.css';

export interface FirstWordsProps {
  readonly page: string;
  /** Title of the design: `July 2018`. */
  readonly design: string;
  /** The design puts pin state over the list words. */
  readonly pinViews: boolean;
  /** As how many references the design counts a pin; undefined: as one, like any other. */
  readonly perPin: number | undefined;
}

export function FirstWords({ page, design, pinViews, perPin }: FirstWordsProps) {
  return (
    <div className={css['first']}>
      {pinViews ? (
        <p>
          <b>One pair of words, two meanings.</b> While {page} is on a list, they hold its
          neighbours. When {page} gets pinned, the {design} patch takes {page} off the list and
          stores a flag and a count in the same 16 bytes.
        </p>
      ) : perPin !== undefined ? (
        <p>
          <b>One pair of words, one meaning.</b> They hold the neighbours of {page} on its list, and{' '}
          {page} stays there when it gets pinned: in {design} a pin is {perPin} references at once,
          so that <span className="mono">_refcount</span> says whether there may be one.
        </p>
      ) : (
        <p>
          <b>One pair of words, one meaning.</b> They hold the neighbours of {page} on its list. In{' '}
          {design} a pin leaves no trace in the page but one more reference, and a reference looks
          like any other.
        </p>
      )}
      <p>Each line of a listing touches memory at most once. What it touches lights up here.</p>
    </div>
  );
}
