/**
 * The memory panel in words: one real list per list, per pagevec and for the pages on none. Each page
 * is a button over its box in the picture; the rest is read aloud and not seen.
 */
import type { SyntheticEvent } from 'react';
import { hexWord } from '../../kernel/hex-word.ts';
import type { CompiledScenario } from '../../kernel/compiled-scenario.ts';
import { type PageWords, pageWords } from '../../kernel/page-words.ts';
import type { State } from '../../machine/state.ts';
import type { PageBox } from '../../picture/drawing.ts';
import { lockSentence } from '../../picture/lock-line.ts';
import type { LockTold } from '../../picture/memory-input.ts';
import type { MemoryScene } from '../../picture/memory-scene.ts';
import type { SceneNode, SceneWord } from '../../picture/scene-node.ts';
import { queuedId } from '../../picture/pagevec-block.ts';
import { meaningInWords } from '../../picture/word-in-words.ts';
import css from './memory.module.css';

export interface MemoryWordsProps {
  readonly compiled: CompiledScenario;
  readonly state: State;
  readonly scene: MemoryScene;
  readonly boxes: readonly PageBox[];
  readonly locks: readonly LockTold[];
  readonly page: string;
  readonly onPage: (name: string) => void;
  readonly onMenu?: PageMenu;
}

/** Asks for what can be done to a page; `at`: where that is to be shown. */
export type PageMenu = (page: string, at: DOMRect) => void;

export function MemoryWords(props: MemoryWordsProps) {
  const { scene, locks } = props;
  const elsewhere = new Set(
    [
      ...scene.loose,
      ...scene.chains.flatMap(({ nodes, hanging }) => [
        ...nodes,
        ...hanging.map(({ node }) => node),
      ]),
    ].map(({ name }) => name),
  );
  return (
    <div className={css['lists']}>
      <ul className="visually-hidden" aria-label="Locks">
        {locks.map((lock) => (
          <li key={String(lock.address)} data-lock={lock.name} data-holder={lock.holder ?? ''}>
            {lockSentence(lock)}
          </li>
        ))}
      </ul>
      {scene.chains.map(({ head, nodes, reached, hanging, closed }) => (
        <section key={head.id} aria-label={`List ${head.title}`} data-list={head.id}>
          <p className="visually-hidden">{headSentence(head.title, nodes, closed)}</p>
          <ol aria-label={`Pages of ${head.title}, by next`}>
            {nodes.slice(1, reached + 1).map((node) => (
              <PageRow key={node.id} node={node} {...props} />
            ))}
          </ol>
          {nodes.length > reached + 1 && (
            <ol aria-label={`Met only by prev of ${head.title}`}>
              {nodes.slice(reached + 1).map((node) => (
                <PageRow key={node.id} node={node} {...props} />
              ))}
            </ol>
          )}
          {hanging.length > 0 && (
            <ol aria-label={`Half linked to ${head.title}`} data-half-linked="">
              {hanging.map(({ node }) => (
                <PageRow key={node.id} node={node} {...props} />
              ))}
            </ol>
          )}
        </section>
      ))}
      {scene.loose.length > 0 && (
        <section aria-label="On no list">
          <ol>
            {scene.loose.map((node) => (
              <PageRow key={node.id} node={node} {...props} />
            ))}
          </ol>
        </section>
      )}
      {scene.pagevecs.map((pagevec) => (
        <section
          key={`${pagevec.name}:${pagevec.cpu}`}
          aria-label={`${pagevec.name} of CPU${pagevec.cpu}, ${pagevec.queued.length} of ${pagevec.slots}`}
          data-pagevec={pagevec.cpu}
        >
          <ol>
            {pagevec.queued.map(({ name }, slot) => (
              <QueuedRow
                key={`${slot}:${name}`}
                name={name}
                ownId={queuedId(pagevec, name)}
                again={elsewhere.has(name)}
                {...props}
              />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function headSentence(title: string, nodes: readonly SceneNode[], closed: boolean): string {
  const [head] = nodes;
  if (nodes.length <= 1 || head === undefined) return `${title} is empty`;
  const [next, prev] = head.words;
  const whole = closed ? '' : ', and following next does not lead back to the head';
  return `${title}: the head's next is ${meaningInWords(next.meaning, next.value)}, its prev is ${meaningInWords(prev.meaning, prev.value)}${whole}`;
}

function PageRow({ node, ...props }: { readonly node: SceneNode } & MemoryWordsProps) {
  const { compiled, state } = props;
  const placed = compiled.pages.find(({ name }) => name === node.name);
  if (placed === undefined) return null;
  const words = pageWords(compiled, state, placed);
  return (
    <li>
      <PageButton name={node.name} id={node.id} {...props}>
        Page {node.name}, pfn {placed.pfn.toString(16)}
      </PageButton>
      <span className="visually-hidden">{factsOf(words, node)}</span>
    </li>
  );
}

function QueuedRow({
  name,
  ownId,
  again,
  ...props
}: { readonly name: string; readonly ownId: string; readonly again: boolean } & MemoryWordsProps) {
  const placed = props.compiled.pages.find((page) => page.name === name);
  if (placed === undefined) return <li className="visually-hidden">a pointer to no page</li>;
  const words = pageWords(props.compiled, props.state, placed);
  const id = props.boxes.some((box) => box.id === ownId) ? ownId : `page:${name}`;
  return (
    <li>
      <PageButton name={name} id={id} {...props}>
        Page {name}, waiting
      </PageButton>
      {!again && <span className="visually-hidden">{factsOf(words)}</span>}
    </li>
  );
}

/** The words of a page, to the last digit, and what they mean as links where it is drawn as linked. */
function factsOf(words: PageWords, node?: SceneNode): string {
  const [next, prev] = node?.words ?? [];
  const read = (name: string, word: SceneWord | undefined): string =>
    word === undefined ? '' : ` (${name}: ${meaningInWords(word.meaning, word.value)})`;
  const flags = words.flagNames.length === 0 ? 'no flags' : words.flagNames.join(' ');
  const pins = words.pins === 1 ? '1 pin is outstanding' : `${words.pins} pins are outstanding`;
  return [
    `word 8 is ${hexWord(words.word8)}${read('next', next)}`,
    `word 16 is ${hexWord(words.word16)}${read('prev', prev)}`,
    `flags are ${flags}`,
    `_refcount is ${words.refcount}`,
    `_mapcount is ${words.mapcount - 1}`,
    pins,
  ].join(', ');
}

interface PageButtonProps extends MemoryWordsProps {
  readonly name: string;
  /** Id of the box it lies over. */
  readonly id: string;
  readonly children: React.ReactNode;
}

function PageButton({ name, id, boxes, page, onPage, onMenu, children }: PageButtonProps) {
  const box = boxes.find((candidate) => candidate.id === id);
  if (box === undefined) return <span className="visually-hidden">{children}</span>;
  const menu = (event: SyntheticEvent<HTMLElement>): void => {
    if (onMenu === undefined) return;
    event.preventDefault();
    onMenu(name, event.currentTarget.getBoundingClientRect());
  };
  return (
    <button
      type="button"
      className={css['page']}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
      aria-pressed={name === page}
      title={`Look at page ${name}`}
      onClick={() => onPage(name)}
      onContextMenu={menu}
      onKeyDown={(event) => {
        const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
        if (isMenu) menu(event);
      }}
    >
      <span className="visually-hidden">{children}</span>
    </button>
  );
}
