/** Two designs as a difference of their listings: what was added, changed, taken away, and who feels it. */
import { type Design } from '../../kernel/design.ts';
import { type DesignDifference, type FunctionDifference } from '../../kernel/design-difference.ts';
import { DocumentPage } from '../document-page/document-page.tsx';
import { DesignPick } from './design-pick.tsx';
import { FunctionChange } from './function-change.tsx';
import './compare-page.css';

export function ComparePage({
  back,
  designs,
  from,
  to,
  difference,
  onChoose,
}: {
  readonly back: string;
  readonly designs: readonly Design[];
  readonly from: Design;
  readonly to: Design;
  readonly difference: DesignDifference;
  /** Ids of two designs. */
  readonly onChoose: (from: string, to: string) => void;
}) {
  const { functions, callees } = difference;
  return (
    <DocumentPage title={`What ${to.title} changes of ${from.title}`} back={back}>
      <form className="compare-picks">
        <DesignPick
          label="From"
          {...{ designs }}
          chosen={from.id}
          onChoose={(id) => {
            onChoose(id, to.id);
          }}
        />
        <DesignPick
          label="To"
          {...{ designs }}
          chosen={to.id}
          onChoose={(id) => {
            onChoose(from.id, id);
          }}
        />
      </form>
      <p role="status">{summary(difference)}</p>
      {byFile(functions).map(([file, own]) => (
        <section key={file} aria-label={file}>
          <h2>{file}</h2>
          {own.map((change) => (
            <FunctionChange key={change.name} change={change} />
          ))}
        </section>
      ))}
      {callees.length > 0 && (
        <section aria-labelledby="callees">
          <h2 id="callees">The same lines, another behaviour</h2>
          <p>These functions are written as before; what they call is not.</p>
          <ul className="compare-callees">
            {callees.map(({ name, file, through }) => (
              <li key={name}>
                <code>{name}</code> <span>{file}</span> through <code>{through.join(' → ')}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </DocumentPage>
  );
}

/** Under the listing that says so now; what is gone, under the one that said so. */
function byFile(
  functions: readonly FunctionDifference[],
): readonly (readonly [string, readonly FunctionDifference[]])[] {
  const files = new Map<string, FunctionDifference[]>();
  for (const change of functions) {
    const file = (change.after ?? change.before)?.file ?? '';
    files.set(file, [...(files.get(file) ?? []), change]);
  }
  return [...files];
}

/** `5 functions changed, 3 new, 1 gone; 9 behave differently only through what they call.` */
function summary({ functions, callees }: DesignDifference): string {
  if (functions.length === 0) return 'The listings say the same.';
  const added = functions.filter(({ before }) => before === undefined).length;
  const gone = functions.filter(({ after }) => after === undefined).length;
  const changed = functions.length - added - gone;
  const own = [
    `${changed} ${changed === 1 ? 'function' : 'functions'} changed`,
    ...(added > 0 ? [`${added} new`] : []),
    ...(gone > 0 ? [`${gone} gone`] : []),
  ].join(', ');
  if (callees.length === 0) return `${own}.`;
  const others = callees.length === 1 ? '1 behaves' : `${callees.length} behave`;
  return `${own}; ${others} differently only through what they call.`;
}
