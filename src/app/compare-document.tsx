/** The difference of two designs, as the address names them. */
import { designById, designs } from '../kernel/design.ts';
import { designDifference } from '../kernel/design-difference.ts';
import { firstChoice } from '../kernel/scenario-library.ts';
import { ComparePage } from '../ui/compare-page/compare-page.tsx';
import { compareHash } from './route.ts';
import { UnknownPage } from './unknown-page.tsx';

export function CompareDocument({
  back,
  pair,
}: {
  readonly back: string;
  /** Ids as the address has them; none: the first design opened, and what it builds on. */
  readonly pair: { readonly from: string; readonly to: string } | undefined;
}) {
  const to = designById(pair?.to ?? firstChoice.design);
  const from = designById(pair?.from ?? to?.base ?? firstChoice.design);
  if (from === undefined || to === undefined) {
    return <UnknownPage path={`/compare/${pair?.from ?? ''}/${pair?.to ?? ''}`} back={back} />;
  }
  return (
    <ComparePage
      {...{ back, designs, from, to }}
      difference={designDifference(from, to)}
      onChoose={(one, other) => {
        window.location.hash = compareHash(one, other);
      }}
    />
  );
}
