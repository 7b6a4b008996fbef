/**
 * The operations of one script. One of them is in the tab order with its controls; ↑ and ↓ go to the
 * others, with Alt they move the operation, Delete takes it out.
 */
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ScenarioOperation } from '../../kernel/scenario.ts';
import { operationsAt, placeName, type ScriptPlace } from '../../store/sandbox/draft.ts';
import { Cross } from './cross.tsx';
import { dragged } from './dragged-operation.ts';
import { operationText } from './operation-words.ts';
import { useProblemAt } from './problem-at.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function OperationRows({
  place,
  dropAt,
  onDone,
}: {
  readonly place: ScriptPlace;
  /** Something is dragged to before that operation. */
  readonly dropAt: number | undefined;
  readonly onDone: (text: string) => void;
}) {
  const operations = useSandbox((state) => operationsAt(state.history.draft, place));
  const { edit } = useSandboxActions();
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setChosen] = useState(0);
  const inTabOrder = Math.min(chosen, operations.length - 1);
  const name = placeName(place);

  const focusAt = (at: number): void => {
    setChosen(at);
    requestAnimationFrame(() => {
      const rows = list.current?.querySelectorAll<HTMLElement>('[data-operation-name]');
      rows?.[Math.min(at, rows.length - 1)]?.focus();
    });
  };
  const move = (index: number, by: number): void => {
    const to = index + by;
    if (to < 0 || to >= operations.length) return;
    edit({ kind: 'move-operation', from: place, index, to: place, at: to });
    onDone(`Moved to place ${to + 1} of ${operations.length} on ${name}.`);
    setChosen(to);
  };
  const remove = (index: number): void => {
    const use = operations[index];
    edit({ kind: 'remove-operation', in: place, at: index });
    if (use !== undefined)
      onDone(`Removed ${operationText(use)} from ${name}. Undo brings it back.`);
    focusAt(Math.max(0, index - (index === operations.length - 1 ? 1 : 0)));
  };
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    if (event.ctrlKey || event.metaKey) return;
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by !== undefined && event.altKey) {
      move(index, by);
      if (index + by >= 0 && index + by < operations.length) focusAt(index + by);
    } else if (by !== undefined) focusAt(Math.max(0, Math.min(operations.length - 1, index + by)));
    else if (event.key === 'Delete' || event.key === 'Backspace') remove(index);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  if (operations.length === 0) {
    return (
      <p className="script-empty" data-drop={dropAt !== undefined}>
        Nothing yet. Choose an operation to add it here.
      </p>
    );
  }
  return (
    <ol ref={list} className="script-list" aria-label={`Operations of ${name}`}>
      {operations.map((use, index) => (
        <OperationRow
          // oxlint-disable-next-line react/no-array-index-key -- an operation has no other name than its place
          key={index}
          {...{ use, index, place, name }}
          count={operations.length}
          isChosen={index === inTabOrder}
          isDropBefore={dropAt === index}
          isDropBehind={dropAt === operations.length && index === operations.length - 1}
          onChoose={() => {
            setChosen(index);
          }}
          onKeyDown={(event) => {
            onKeyDown(event, index);
          }}
          onMove={(by) => {
            move(index, by);
          }}
          onRemove={() => {
            remove(index);
          }}
        />
      ))}
    </ol>
  );
}

function OperationRow({
  use,
  index,
  place,
  name,
  count,
  isChosen,
  isDropBefore,
  isDropBehind,
  onChoose,
  onKeyDown,
  onMove,
  onRemove,
}: {
  readonly use: ScenarioOperation;
  readonly index: number;
  readonly place: ScriptPlace;
  readonly name: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly isDropBefore: boolean;
  readonly isDropBehind: boolean;
  readonly onChoose: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onMove: (by: number) => void;
  readonly onRemove: () => void;
}) {
  const tabIndex = isChosen ? 0 : -1;
  const text = operationText(use);
  const problem = useProblemAt(
    (where) =>
      where.kind === 'operation' &&
      where.at === index &&
      where.in.kind === place.kind &&
      (where.in.kind === 'before' || (place.kind === 'cpu' && where.in.cpu === place.cpu)),
  );
  const drop = isDropBefore ? 'before' : isDropBehind ? 'behind' : undefined;
  return (
    <li data-operation="" data-drop={drop} data-wrong={problem !== undefined}>
      <div className="script-row" onFocus={onChoose}>
        <span className="script-number" aria-hidden="true">
          {index + 1}
        </span>
        <button
          type="button"
          className="script-operation"
          data-operation-name=""
          tabIndex={tabIndex}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
          title="Alt ↑ and Alt ↓ move it, Delete takes it out; it can be dragged"
          draggable
          onDragStart={(event) => {
            dragged.take(event, { kind: 'move', from: place, index });
          }}
          onKeyDown={onKeyDown}
        >
          <code>{use.operation}</code>
          {use.page === undefined && <code>()</code>}
          <span className="visually-hidden">
            {use.page === undefined ? '' : ` of ${use.page}`}, {index + 1} of {count}
          </span>
        </button>
        {use.page !== undefined && <OperationPage {...{ use, index, place, tabIndex }} />}
        {place.kind === 'before' && <OperationCpu {...{ use, index, tabIndex }} />}
        <span className="script-acts">
          <RowButton
            label={`Move ${text} up on ${name}`}
            isOff={index === 0}
            {...{ tabIndex }}
            path="M6 9.5v-7m-3 3l3-3 3 3"
            onAct={() => {
              onMove(-1);
            }}
          />
          <RowButton
            label={`Move ${text} down on ${name}`}
            isOff={index === count - 1}
            {...{ tabIndex }}
            path="M6 2.5v7m-3-3l3 3 3-3"
            onAct={() => {
              onMove(1);
            }}
          />
          <button
            type="button"
            className="script-act"
            tabIndex={tabIndex}
            aria-label={`Remove ${text} from ${name}`}
            title="Remove (Delete)"
            onClick={onRemove}
          >
            <Cross />
          </button>
        </span>
      </div>
      {problem !== undefined && <p className="sandbox-problem">{problem}</p>}
    </li>
  );
}

function RowButton({
  label,
  isOff,
  tabIndex,
  path,
  onAct,
}: {
  readonly label: string;
  readonly isOff: boolean;
  readonly tabIndex: number;
  readonly path: string;
  readonly onAct: () => void;
}) {
  return (
    <button
      type="button"
      className="script-act"
      tabIndex={tabIndex}
      aria-label={label}
      aria-disabled={isOff}
      title={label}
      onClick={() => {
        if (!isOff) onAct();
      }}
    >
      <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" strokeWidth={1.5} />
      </svg>
    </button>
  );
}

function OperationPage({
  use,
  index,
  place,
  tabIndex,
}: {
  readonly use: ScenarioOperation;
  readonly index: number;
  readonly place: ScriptPlace;
  readonly tabIndex: number;
}) {
  const pages = useSandbox((state) => state.history.draft.pages);
  const { edit } = useSandboxActions();
  const isKnown = pages.some(({ name }) => name === use.page);
  return (
    <select
      className="script-page"
      tabIndex={tabIndex}
      aria-label={`Page of ${use.operation}, operation ${index + 1}`}
      title="The page it is done to"
      value={use.page}
      onChange={(event) => {
        const page = event.target.value;
        edit({ kind: 'change-operation', in: place, at: index, use: { ...use, page } });
      }}
    >
      {!isKnown && <option>{use.page}</option>}
      {pages.map(({ name }) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  );
}

/** Before the start, each operation says which CPU runs it. */
function OperationCpu({
  use,
  index,
  tabIndex,
}: {
  readonly use: ScenarioOperation;
  readonly index: number;
  readonly tabIndex: number;
}) {
  const count = useSandbox((state) => state.history.draft.cpus.length);
  const { edit } = useSandboxActions();
  return (
    <select
      className="script-page"
      tabIndex={tabIndex}
      aria-label={`CPU of ${use.operation}, operation ${index + 1} before the start`}
      title="The CPU that runs it"
      value={use.cpu ?? 0}
      onChange={(event) => {
        const cpu = Number(event.target.value);
        edit({ kind: 'change-operation', in: { kind: 'before' }, at: index, use: { ...use, cpu } });
      }}
    >
      {Array.from({ length: count }, (_, cpu) => (
        <option key={cpu} value={cpu}>
          CPU{cpu}
        </option>
      ))}
    </select>
  );
}
