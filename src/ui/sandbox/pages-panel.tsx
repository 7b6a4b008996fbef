/** The pages at the start: which there are, and everything about the one that is looked at. */
import { type ReactNode, useId } from 'react';
import { lruLists } from '../../kernel/lru-list.ts';
import { mostPages } from '../../kernel/scenario.ts';
import type { ScenarioPage } from '../../kernel/scenario-page.ts';
import { entries, ownerOf, type PageChange, whereOf } from '../../store/sandbox/page-edit.ts';
import { kindOf, plainOf, tailsOf } from '../../store/sandbox/page-kind.ts';
import { pagesOn } from '../../store/sandbox/page-order.ts';
import { NumberField } from '../transport/number-field.tsx';
import { PageFlags } from './page-flags.tsx';
import { PageKindRow } from './page-kind-row.tsx';
import { PageName } from './page-name.tsx';
import { useProblemAt } from './problem-at.ts';
import { PteBits } from './pte-bits.tsx';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';
import './pages-panel.css';

export function PagesPanel({ onDone }: { readonly onDone: (text: string) => void }) {
  const pages = useSandbox((state) => state.history.draft.pages);
  const chosen = useSandbox((state) => state.page);
  const { edit, look } = useSandboxActions();
  const id = useId();
  const page = pages.find(({ name }) => name === chosen);
  return (
    <section className="sandbox-part pages" aria-labelledby={`${id}-title`}>
      <div className="sandbox-head">
        <h2 id={`${id}-title`}>Pages at the start</h2>
        <fieldset className="header-segments pages-tabs">
          <legend className="visually-hidden">Page</legend>
          {pages.map(({ name }) => (
            <label key={name}>
              <input
                type="radio"
                name="pages-page"
                className="visually-hidden"
                aria-label={`Page ${name}`}
                checked={name === chosen}
                onChange={() => {
                  look(name);
                }}
              />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
        <button
          type="button"
          className="button quiet"
          disabled={pages.length >= mostPages}
          title={
            pages.length >= mostPages ? `A scenario has up to ${mostPages} pages` : 'One more page'
          }
          onClick={() => {
            edit({ kind: 'add-page' });
            onDone(`Added a page; there are ${pages.length + 1} now.`);
          }}
        >
          Add a page
        </button>
        {page !== undefined && canGo(pages, page) && (
          <button
            type="button"
            className="button quiet"
            title={`Remove ${page.name} and everything that is done to it`}
            onClick={() => {
              edit({ kind: 'remove-page', page: page.name });
              onDone(`Removed ${page.name} and what was done to it. Undo brings it back.`);
            }}
          >
            Remove {page.name}
          </button>
        )}
      </div>
      {page !== undefined && <PageFields key={page.name} page={page} />}
    </section>
  );
}

/** A tail goes with its head; some page stays. */
function canGo(pages: readonly ScenarioPage[], page: ScenarioPage): boolean {
  const kind = kindOf(page);
  return kind !== 'tail' && pages.length > (kind === 'huge' ? 4 : 1);
}

function PageFields({ page }: { readonly page: ScenarioPage }) {
  const pages = useSandbox((state) => state.history.draft.pages);
  const cpus = useSandbox((state) => state.history.draft.cpus.length);
  const { edit } = useSandboxActions();
  const id = useId();
  const { name } = page;
  const change = (what: PageChange): void => {
    edit({ kind: 'change-page', page: name, change: what });
  };
  const problem = useProblemAt(
    (where) => where.kind === 'page' && pages[where.page]?.name === name,
  );
  const where = whereOf(page);
  const kind = kindOf(page);
  const isTail = kind === 'tail';
  const isCounted = page.device === undefined;
  const order = page.list === undefined ? [] : pagesOn(pages, page.list);
  const place = order.findIndex((one) => one.name === name);
  const move = (by: number): void => {
    edit({ kind: 'move-page', page: name, by });
  };
  return (
    <div className="page-fields">
      {problem !== undefined && <p className="sandbox-problem">{problem}</p>}
      <Row label="Name" for={`${id}-name`}>
        <PageName id={`${id}-name`} page={page} />
        <span className="page-note">
          pfn <code>{page.pfn.toString(16)}</code>
        </span>
      </Row>
      {isTail && <p className="page-part">{tailText(page)}</p>}
      {!isTail && isCounted && (
        <Row label="Lies" for={`${id}-where`}>
          <select
            id={`${id}-where`}
            className="sandbox-select"
            value={
              where.kind === 'list' ? where.list : where.kind === 'pagevec' ? `vec${where.cpu}` : ''
            }
            onChange={({ target: { value } }) => {
              const list = lruLists.find((one) => one === value);
              const vec = /^vec(\d)$/.exec(value)?.[1];
              if (list !== undefined) change({ kind: 'where', where: { kind: 'list', list } });
              else if (vec !== undefined) {
                change({ kind: 'where', where: { kind: 'pagevec', cpu: Number(vec) } });
              } else change({ kind: 'where', where: { kind: 'none' } });
            }}
          >
            {lruLists.map((list) => (
              <option key={list} value={list}>
                on {list}
              </option>
            ))}
            {Array.from({ length: cpus }, (_, cpu) => (
              <option key={cpu} value={`vec${cpu}`}>
                in lru_add_pvec of CPU{cpu}
              </option>
            ))}
            <option value="">on no list</option>
          </select>
          {order.length > 1 && (
            <span className="page-place">
              <span>
                {place + 1} of {order.length}
              </span>
              <button
                type="button"
                className="script-act"
                aria-label={`Move ${name} towards the head`}
                title="Towards the head"
                aria-disabled={place === 0}
                onClick={() => {
                  move(-1);
                }}
              >
                <Arrow d="M9.5 6h-7m3-3l-3 3 3 3" />
              </button>
              <button
                type="button"
                className="script-act"
                aria-label={`Move ${name} towards the tail`}
                title="Towards the tail"
                aria-disabled={place === order.length - 1}
                onClick={() => {
                  move(1);
                }}
              >
                <Arrow d="M2.5 6h7m-3-3l3 3-3 3" />
              </button>
            </span>
          )}
        </Row>
      )}
      {kind === 'plain' && (
        <Row label="Belongs to" for={`${id}-owner`}>
          <select
            id={`${id}-owner`}
            className="sandbox-select"
            value={ownerOf(page)}
            onChange={({ target: { value } }) => {
              if (value === 'file' || value === 'anonymous' || value === 'nothing') {
                change({ kind: 'owner', owner: value });
              }
            }}
          >
            <option value="file">a file, in the page cache</option>
            <option value="anonymous">a process, anonymous</option>
            <option value="nothing">nothing any more</option>
          </select>
        </Row>
      )}
      <Row label="Mapped by" for={`${id}-map`}>
        <NumberField
          id={`${id}-map`}
          value={entries(page)}
          max={isCounted ? 1000 : 1}
          title={
            isCounted
              ? 'Page-table entries that map it; each holds a reference'
              : 'Page-table entries that map it; nobody counts them'
          }
          onValue={(count) => {
            change({ kind: 'mapcount', count });
          }}
        />
        <span className="page-note">{entries(page) === 1 ? 'page table' : 'page tables'}</span>
        {page.pte !== undefined && <PteBits pte={page.pte} onChange={change} />}
      </Row>
      {!isTail && (
        <Row label="Other refs" for={`${id}-plain`}>
          <NumberField
            id={`${id}-plain`}
            value={Math.max(0, plainOf(pages, page))}
            max={1000}
            title="References that nothing named here holds"
            onValue={(count) => {
              change({ kind: 'plain', count });
            }}
          />
          <span className="page-note">{holdersText(page, pages)}</span>
        </Row>
      )}
      <Row label="Pins" for={`${id}-pins`}>
        <NumberField
          id={`${id}-pins`}
          value={page.pins}
          max={15}
          title="Taken before the start by running the design’s own slow_pin"
          onValue={(count) => {
            change({ kind: 'pins', count });
          }}
        />
        <span className="page-note">
          {page.pins === 0 ? 'before the start' : 'by slow_pin, a reference each'}
        </span>
      </Row>
      {!isTail && <PageFlags page={page} onChange={change} />}
      {!isTail && <PageKindRow page={page} />}
    </div>
  );
}

function Row({
  label,
  for: target,
  children,
}: {
  readonly label: string;
  readonly for: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="page-row">
      <label htmlFor={target}>{label}</label>
      <div>{children}</div>
    </div>
  );
}

/** Who holds the page at the start, and how many that makes. */
function holdersText(page: ScenarioPage, pages: readonly ScenarioPage[]): string {
  const { cache, pagevec, flags, refcount } = page;
  const mapcount = tailsOf(pages, page.name).reduce(
    (sum, one) => sum + one.mapcount,
    page.mapcount,
  );
  const parts = [
    ...(cache ? ['cache'] : []),
    ...(mapcount === 0 ? [] : [mapcount === 1 ? 'page table' : `${mapcount} page tables`]),
    ...(pagevec === undefined ? [] : ['pagevec']),
    ...(flags.includes('PG_private') ? ['buffers'] : []),
  ];
  return parts.length === 0 ? `= ${refcount}` : `+ ${parts.join(', ')} = ${refcount}`;
}

/** Where the rest of what belongs to a tail stands. */
function tailText({ compound }: ScenarioPage): string {
  const head = compound !== undefined && 'head' in compound ? compound.head : '';
  return `A part of the huge page ${head}: its list, flags and references are ${head}’s.`;
}

function Arrow({ d }: { readonly d: string }) {
  return (
    <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
      <path d={d} fill="none" stroke="currentColor" strokeWidth={1.5} />
    </svg>
  );
}
