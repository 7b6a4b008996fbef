/** The functions an actor is in, outermost first; each can be run until it has returned. */
import type { ActorView, CallFrame } from '../../trace/call-stack.ts';
import { overlayFile } from '../../kernel/edition.ts';
import type { Run } from '../../trace/run.ts';
import { useActions } from '../store-context.ts';
import { functionOfFrame } from './function-at.ts';
import type { Listing } from './listing-rows.ts';

export function CallStack({
  run,
  view,
  listing,
  name,
  onEdit,
}: {
  readonly run: Run;
  readonly view: ActorView;
  readonly listing: Listing;
  readonly name: string;
  /** Opens the text of a function; undefined where the line has no room for that. */
  readonly onEdit: ((fn: string) => void) | undefined;
}) {
  const { stepOut } = useActions();
  const innermost = listing.frames.at(-1);
  const isAble = view.status.kind === 'ready';
  // The script is the actor's role, which stands above already.
  const calls = listing.frames.length > 1 ? listing.frames.slice(1) : listing.frames;
  const shown = shortened(calls, (frame) => label(run, view, frame, frame === innermost));
  const left = calls.slice(1, calls.length - shown.length + 1);
  const edited = onEdit === undefined ? undefined : functionOfFrame(run, innermost);
  return (
    <div className="stack">
      <ol className="stack-frames" aria-label={`Call stack of ${name}`}>
        {shown.map((frame, place) => (
          <li key={`${frame.fn}@${frame.entered}`} aria-current={frame === innermost}>
            {place === 1 && left.length > 0 && (
              <span className="stack-left" title={left.map((one) => nameOf(run, one)).join(' › ')}>
                {'… ›\u00a0'}
              </span>
            )}
            {isAble && view.frames.includes(frame) ? (
              <button
                type="button"
                className="stack-frame"
                title={`Finish ${nameOf(run, frame)}: run until it has returned`}
                onClick={() => {
                  stepOut(view.actor, view.frames.indexOf(frame));
                }}
              >
                {label(run, view, frame, frame === innermost)}
              </button>
            ) : (
              <span className="stack-frame">{label(run, view, frame, frame === innermost)}</span>
            )}
          </li>
        ))}
      </ol>
      {edited !== undefined && (
        <button
          type="button"
          className="button quiet stack-edit"
          aria-label={`Edit ${edited}, ${name}`}
          title={`Edit the text of ${edited} (L for the CPU stepped last)`}
          onClick={() => {
            onEdit?.(edited);
          }}
        >
          Edit
        </button>
      )}
    </div>
  );
}

/** Characters that a call stack has room for. */
const ROOM = 45;

/** The outermost call and as many of the innermost as fit on a line. */
function shortened(
  calls: readonly CallFrame[],
  labelOf: (frame: CallFrame) => string,
): readonly CallFrame[] {
  const [operation, ...inner] = calls;
  if (operation === undefined) return calls;
  const lengthOf = (frames: readonly CallFrame[]): number =>
    frames.reduce((sum, frame) => sum + labelOf(frame).length + 3, 0);
  while (inner.length > 1 && lengthOf([operation, ...inner]) > ROOM) inner.shift();
  return [operation, ...inner];
}

function nameOf(run: Run, frame: CallFrame): string {
  return run.compiled.program.functions[frame.fn]?.name ?? '';
}

function label(run: Run, view: ActorView, frame: CallFrame, isInnermost: boolean): string {
  if (isScript(run, view, frame)) return view.role;
  const args = isInnermost && frame.args.length > 0 ? `(${frame.args.join(', ')})` : '';
  return `${nameOf(run, frame)}${args}`;
}

/** Whether a frame is the actor's script, which a scenario makes and no kernel has. */
function isScript(run: Run, view: ActorView, frame: CallFrame): boolean {
  const code = run.compiled.program.actors[view.actor]?.code;
  return code?.operations[code.start]?.stack[0]?.fn === frame.fn;
}

/** Kernel file and version of the innermost function; a CPU's own script has none. */
export function sourceOf(run: Run, view: ActorView, frame: CallFrame | undefined): string {
  if (frame === undefined) return '';
  if (isScript(run, view, frame)) return 'scenario script';
  const fn = run.compiled.program.functions[frame.fn];
  const from = (fn?.from ?? '').replace(/, message-id \S+$/, '');
  return fn?.file === overlayFile ? `edited${from === '' ? '' : `; before: ${from}`}` : from;
}
