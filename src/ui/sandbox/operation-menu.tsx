/**
 * What can be done to a page, over the page: an operation and the CPU that does it. Opened by the
 * secondary button of the pointer, by the Menu key and by a button that can be seen.
 */
import { useEffect, useId, useRef, useState } from 'react';
import type { PaletteGroup } from '../../kernel/palette.ts';
import { mostCpus, type ScenarioOperation } from '../../kernel/scenario.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { OperationSearch } from './operation-search.tsx';
import { operationOn } from './operation-words.ts';
import './operation-menu.css';

export interface MenuRequest {
  readonly page: string;
  /** What it is asked for at, in px of the window. */
  readonly at: DOMRect;
}

export interface OperationMenuProps {
  /** Undefined: closed. */
  readonly request: MenuRequest | undefined;
  /** Undefined: still on their way. */
  readonly groups: readonly PaletteGroup[] | undefined;
  /** How many CPUs there are; the next one can be chosen, too. */
  readonly cpus: number;
  /** The CPU that is chosen at first. */
  readonly first: number;
  /** In the stepper: whether it is run at once can be chosen. */
  readonly canRun?: boolean;
  readonly onClose: () => void;
  readonly onPick: (use: ScenarioOperation, cpu: number, run: boolean) => void;
}

const WIDTH = 348;
const MOST_HEIGHT = 440;
const GAP = 6;

export function OperationMenu(props: OperationMenuProps) {
  const { request, onClose } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isOpen = request !== undefined;
  useEffect(() => {
    const element = dialog.current;
    if (!isOpen) {
      element?.close();
      return;
    }
    element?.showModal();
    element?.querySelector<HTMLElement>('[type="search"]')?.focus();
  }, [isOpen]);
  return (
    <dialog
      ref={dialog}
      className="operation-menu"
      closedby="any"
      aria-labelledby={`${id}-title`}
      style={request === undefined ? {} : placeBeside(request.at)}
      onClose={onClose}
    >
      {request !== undefined && (
        <MenuBody key={request.page} {...props} page={request.page} titleId={`${id}-title`} />
      )}
    </dialog>
  );
}

function MenuBody({
  page,
  titleId,
  groups,
  cpus,
  first,
  canRun = false,
  onClose,
  onPick,
}: OperationMenuProps & { readonly page: string; readonly titleId: string }) {
  const [cpu, setCpu] = useState(first);
  const [run, setRun] = useState(false);
  const pick = (use: ScenarioOperation): void => {
    onClose();
    onPick(use, cpu, run);
  };
  const count = Math.min(mostCpus, cpus + 1);
  return (
    <div className="operation-menu-body">
      <div className="operation-menu-head">
        <h2 id={titleId}>Do with {page}</h2>
        <fieldset className="header-segments palette-target">
          <legend className="visually-hidden">On which CPU</legend>
          {Array.from({ length: count }, (_, one) => (
            <label key={one} title={one < cpus ? `On CPU${one}` : `On a new CPU${one}`}>
              <input
                type="radio"
                name="menu-cpu"
                className="visually-hidden"
                aria-label={one < cpus ? `CPU${one}` : `new CPU${one}`}
                checked={cpu === one}
                onChange={() => {
                  setCpu(one);
                }}
              />
              <span>
                {one < cpus ? (
                  <ActorGlyph id={`cpu${one}`} size={16} silent />
                ) : (
                  <span className="dim">+</span>
                )}
              </span>
            </label>
          ))}
        </fieldset>
        <button type="button" className="button quiet icon" aria-label="Close" onClick={onClose}>
          <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
            <path d="M2 2l8 8m0-8l-8 8" stroke="currentColor" strokeWidth={1.6} />
          </svg>
        </button>
      </div>
      <OperationSearch
        groups={groups}
        page={page}
        label={`Operations on ${page}`}
        does={`on CPU${cpu}`}
        onPick={(one) => {
          pick(operationOn(one, page));
        }}
      />
      {canRun && (
        <label className="operation-menu-run">
          <input
            type="checkbox"
            checked={run}
            onChange={(event) => {
              setRun(event.target.checked);
            }}
          />
          and run CPU{cpu} to its end at once
        </label>
      )}
    </div>
  );
}

/** Beside the box or below it, inside the window. */
function placeBeside(at: DOMRect): { readonly left: number; readonly top: number } {
  const { innerWidth, innerHeight } = window;
  const width = Math.min(WIDTH, innerWidth - 16);
  const right = at.right + GAP + width <= innerWidth;
  const left = right ? at.right + GAP : Math.max(8, at.left - GAP - width);
  const height = Math.min(MOST_HEIGHT, innerHeight - 16);
  return { left, top: Math.max(8, Math.min(at.top, innerHeight - height - 8)) };
}
