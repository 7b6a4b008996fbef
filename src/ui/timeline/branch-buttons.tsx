/** The futures that were left, as buttons: over their grey squares, or in a row where these are small. */
import { actorMark } from '../../picture/actor-mark.ts';
import { actorName } from '../../kernel/actor-name.ts';
import type { Branch } from '../../trace/history.ts';
import type { Lanes } from '../../trace/lanes.ts';
import type { Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
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
    const name = nameOf(run, branch);
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

export function BranchList({
  run,
  lanes,
  breaking,
}: {
  readonly run: Run;
  readonly lanes: Lanes;
  /** First nodes of those that break a rule. */
  readonly breaking: ReadonlySet<number>;
}) {
  const { showBranch } = useActions();
  return (
    <div className="timeline-futures" role="group" aria-label="Other futures">
      {lanes.branches.map((branch) => {
        const id = run.compiled.program.actors[branch.moves[0]?.actor ?? 0]?.id ?? '';
        return (
          <button
            key={branch.node}
            type="button"
            className="button"
            aria-label={nameOf(run, branch)}
            data-breaks={breaking.has(branch.node)}
            onClick={() => {
              showBranch(branch.node);
            }}
          >
            from {branch.from}: <ActorGlyph id={id} size={13} silent /> {actorMark(id).name},{' '}
            {stepsOf(branch)}
          </button>
        );
      })}
    </div>
  );
}

function nameOf(run: Run, branch: Branch): string {
  const actor = run.compiled.program.actors[branch.moves[0]?.actor ?? 0];
  const who = actor === undefined ? '' : actorName(actor);
  return `Other future from step ${branch.from}: ${who} goes, ${stepsOf(branch)}`;
}

function stepsOf({ moves }: Branch): string {
  return moves.length === 1 ? '1 step' : `${moves.length} steps`;
}
