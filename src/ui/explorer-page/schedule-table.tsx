/**
 * The schedule as a table with a column per CPU, the page's numbers beside it, and the critical pair
 * joined by an arrow. On a phone the columns of the CPUs are one.
 */
import { Fragment } from 'react';
import type { Actor } from '../../listing/program.ts';
import { actorName } from '../../kernel/actor-name.ts';
import type { Run } from '../../trace/run.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { useLayoutKind } from '../use-layout-kind.ts';
import { type Pair, type ScheduleRow, scheduleRows } from './schedule-rows.ts';
import { Breakable, Sentence } from './sentence.tsx';
import './schedule-table.css';

interface Column {
  readonly title: string;
  /** Of the glyph; absent where the rows have their own. */
  readonly id?: string;
  readonly actors: readonly number[];
  /** Devices do little and need little room. */
  readonly isDevice?: boolean;
}

export function ScheduleTable({
  run,
  page,
  pair,
}: {
  readonly run: Run;
  readonly page: string;
  readonly pair?: Pair;
}) {
  const kind = useLayoutKind();
  const rows = scheduleRows(run, page, pair);
  const columns = kind === 'phone' ? [oneColumn(run)] : columnsOf(run);
  const rail = railOf(rows, columns);
  return (
    <table className="schedule">
      <caption className="visually-hidden">
        The steps in their order, and page {page} after each: its reference count, the count of its
        pins, and whether it says that it is pinned
      </caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">Steps</span>
          </th>
          {columns.map((column, index) => (
            <Fragment key={column.title}>
              {index === rail?.before && <td className="schedule-rail" aria-hidden="true" />}
              <th scope="col" className={column.isDevice ? 'schedule-device' : 'schedule-actor'}>
                {column.id !== undefined && <ActorGlyph id={column.id} size={17} silent />}{' '}
                {column.title}
              </th>
            </Fragment>
          ))}
          <th scope="col" className="schedule-fact">
            ref
          </th>
          <th scope="col" className="schedule-fact">
            count
          </th>
          <th scope="col" className="schedule-fact">
            pinned?
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={row.from} className={rowClass(row)}>
            <td className="schedule-number">
              {row.from === row.to ? row.to : `${row.from}–${row.to}`}
            </td>
            {columns.map((column, at) => (
              <Fragment key={column.title}>
                {at === rail?.before && <Rail part={rail.parts[index]} />}
                <td className="schedule-actor">
                  {column.actors.includes(row.actor) && (
                    <Done
                      run={run}
                      row={row}
                      isNamed={column.id === undefined || !isOwn(run, row, column)}
                    />
                  )}
                </td>
              </Fragment>
            ))}
            <Fact row={row} fact="refcount">
              {row.facts.refcount}
            </Fact>
            <Fact row={row} fact="count">
              {row.facts.count ?? '–'}
            </Fact>
            <Fact row={row} fact="saysPinned">
              {row.facts.saysPinned ? 'yes' : 'no'}
            </Fact>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Done({
  run,
  row,
  isNamed,
}: {
  readonly run: Run;
  readonly row: ScheduleRow;
  readonly isNamed: boolean;
}) {
  const actor = run.compiled.program.actors[row.actor];
  const id = actor?.id ?? '';
  return (
    <>
      <span className="schedule-call">
        {isNamed && <ActorGlyph id={id} size={15} />}{' '}
        {/* What a device runs is named after its model; the column says that it is the device. */}
        {row.fn !== '' && actor?.kind !== 'device' && (
          <code>
            <Breakable text={row.fn} />
          </code>
        )}
      </span>{' '}
      <span className="schedule-did">
        <Sentence parts={row.parts} />
      </span>
      {row.pair !== undefined && (
        <span className="visually-hidden"> ({row.pair} step of the critical pair)</span>
      )}
      {row.breaks.map((message) => (
        <strong key={message} className="schedule-broken">
          {message}
        </strong>
      ))}
    </>
  );
}

function Fact({
  row,
  fact,
  children,
}: {
  readonly row: ScheduleRow;
  readonly fact: keyof ScheduleRow['facts'];
  readonly children: React.ReactNode;
}) {
  return (
    <td className="schedule-fact" data-changed={row.changed.has(fact)}>
      {children}
    </td>
  );
}

function rowClass({ pair, breaks }: ScheduleRow): string | undefined {
  if (breaks.length > 0) return 'schedule-breaking';
  return pair === undefined ? undefined : 'schedule-critical';
}

/** Whether a row is the column's CPU itself, not its interrupt. */
function isOwn(run: Run, { actor }: ScheduleRow, { id }: Column): boolean {
  return run.compiled.program.actors[actor]?.id === id;
}

/** One per CPU with its interrupt, one for the devices; without those that never move. */
function columnsOf({ compiled, steps }: Run): readonly Column[] {
  const { actors } = compiled.program;
  const indexes = (isIn: (actor: Actor) => boolean): readonly number[] =>
    actors.flatMap((actor, index) => (isIn(actor) ? [index] : []));
  const cpus = actors
    .filter(({ kind }) => kind === 'cpu')
    .map((own): Column => ({
      title: `${actorName(own)}, ${own.role}`,
      id: own.id,
      actors: indexes(({ kind, cpu }) => kind !== 'device' && cpu === own.cpu),
    }));
  const devices = indexes(({ kind }) => kind === 'device');
  const device: Column = { title: 'Device', actors: devices, isDevice: true };
  const moved = new Set(steps.map(({ actor }) => actor));
  return [...cpus, device].filter((column) => column.actors.some((actor) => moved.has(actor)));
}

function oneColumn({ compiled }: Run): Column {
  return { title: 'Who does what', actors: [...compiled.program.actors.keys()] };
}

/** What a rail shows in a row: where it turns to the step's column, or passes by. */
interface RailPart {
  readonly kind: 'begins' | 'passes' | 'ends';
  readonly toward: 'left' | 'right';
}

interface RailPlace {
  /** The column that it stands before. */
  readonly before: number;
  readonly parts: readonly (RailPart | undefined)[];
}

/** Between the columns of the two steps; undefined where there is no pair, or one column. */
function railOf(rows: readonly ScheduleRow[], columns: readonly Column[]): RailPlace | undefined {
  const [first, second] = (['first', 'second'] as const).map((pair) =>
    rows.findIndex((row) => row.pair === pair),
  );
  if (first === undefined || second === undefined || first < 0 || second < 0) return undefined;
  const columnOf = (row: number): number =>
    columns.findIndex(({ actors }) => actors.includes(rows[row]?.actor ?? -1));
  const before = Math.max(columnOf(first), columnOf(second));
  if (before === Math.min(columnOf(first), columnOf(second))) return undefined;
  const parts = rows.map((_, row): RailPart | undefined => {
    if (row < first || row > second) return undefined;
    const kind = row === first ? 'begins' : row === second ? 'ends' : 'passes';
    return { kind, toward: columnOf(row) < before ? 'left' : 'right' };
  });
  return { before, parts };
}

/** A piece of the arrow, as high as its row. */
function Rail({ part }: { readonly part: RailPart | undefined }) {
  return (
    <td className="schedule-rail" aria-hidden="true">
      {part !== undefined && (
        <span className="schedule-arrow" data-kind={part.kind} data-toward={part.toward} />
      )}
    </td>
  );
}
