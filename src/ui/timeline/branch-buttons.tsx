/** The futures that were left, as buttons over their grey squares. */
import { actorName } from '../../trace/actor-name.ts';
import type { Lanes } from '../../trace/lanes.ts';
import type { Run } from '../../trace/run.ts';
import { useActions } from '../store-context.ts';
import type { TimelineGeometry } from './timeline-geometry.ts';

export function BranchButtons({
  run,
  lanes,
  geometry,
}: {
  readonly run: Run;
  readonly lanes: Lanes;
  readonly geometry: TimelineGeometry;
}) {
  const { showBranch } = useActions();
  return lanes.branches.map((branch) => {
    const actor = run.compiled.program.actors[branch.moves[0]?.actor ?? 0];
    if (actor === undefined) return null;
    const many = branch.moves.length === 1 ? '1 step' : `${branch.moves.length} steps`;
    const name = `Other future from step ${branch.from}: ${actorName(actor)} goes, ${many}`;
    return (
      <button
        key={branch.node}
        type="button"
        className="timeline-branch"
        aria-label={name}
        title={name}
        style={{
          left: geometry.x(branch.from + 1) - 8,
          top: geometry.y(branch.moves[0]?.actor ?? 0) - 22,
          width: Math.max(24, Math.min(3, branch.moves.length) * 9 + 8),
        }}
        onClick={() => {
          showBranch(branch.node);
        }}
      />
    );
  });
}
