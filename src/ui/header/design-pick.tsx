/**
 * Chooses the design. They are more than a row of buttons could hold: a list, each branch of the
 * history under the design that it began with.
 */
import type { DesignHead } from '../../kernel/design.ts';

export function DesignPick({
  designs,
  chosen,
  isEdited,
  onChoose,
}: {
  /** In the order of their time: each behind the one it is based on. */
  readonly designs: readonly DesignHead[];
  /** Id of a design. */
  readonly chosen: string;
  /** Whether a listing is laid over the chosen one. */
  readonly isEdited: boolean;
  readonly onChoose: (design: string) => void;
}) {
  return (
    <label className="header-pick">
      <span>Design</span>
      <select
        value={chosen}
        title={designs.find(({ id }) => id === chosen)?.from}
        onChange={(event) => {
          onChoose(event.target.value);
        }}
      >
        {branchesOf(designs).map(({ title, members }) => (
          <optgroup key={title} label={title}>
            {members.map((design) => (
              <option key={design.id} value={design.id}>
                {design.title}
                {design.id === chosen && isEdited && ', edited'}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

interface Branch {
  readonly title: string;
  readonly members: readonly DesignHead[];
}

/** The first design by itself, then each that is based on it with all that came of it. */
function branchesOf(designs: readonly DesignHead[]): readonly Branch[] {
  const root = designs.find(({ base }) => base === undefined);
  if (root === undefined) return [];
  const branches: { title: string; members: DesignHead[] }[] = [
    { title: 'Before', members: [root] },
  ];
  for (const design of designs) {
    if (design === root) continue;
    if (design.base === root.id) branches.push({ title: `${design.title} and after`, members: [] });
    branches.at(-1)?.members.push(design);
  }
  return branches;
}
