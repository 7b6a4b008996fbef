/**
 * The right of the page: one struct page, its two shared words under every name they have, who wrote
 * them last and every write before. Before the first step it says what there is to see.
 */
import { type ComponentType, useMemo } from 'react';
import { hexWord } from '../../kernel/hex-word.ts';
import { lensPicture } from '../../picture/lens-picture.ts';
import { references } from '../../trace/references.ts';
import { type Run, stateAt } from '../../trace/run.ts';
import { lastWriter, wordHistory } from '../../trace/word-history.ts';
import type { PageMenu } from '../memory/memory-words.tsx';
import { useSize } from '../memory/use-size.ts';
import { ByteRuler } from './byte-ruler.tsx';
import { FirstWords } from './first-words.tsx';
import type { LensStoryProps } from './lens-story.tsx';
import css from './lens.module.css';
import { WordSection } from './word-section.tsx';

export interface PageLensProps {
  readonly run: Run;
  readonly cursor: number;
  /** Name of a page of the scenario. */
  readonly page: string;
  /** Shows the moment after that step. */
  readonly onStep: (step: number) => void;
  /** Asks for what can be done to the page, beside the button that asks. */
  readonly onMenu?: PageMenu;
  /** What tells of the steps, once it is loaded. */
  readonly Story: ComponentType<LensStoryProps> | undefined;
}

export function PageLens({ run, cursor, page, onStep, onMenu, Story }: PageLensProps) {
  const [lens, { width, windowHeight }] = useSize<HTMLDivElement>();
  const picture = useMemo(() => {
    const step = run.steps[cursor - 1];
    return lensPicture({
      compiled: run.compiled,
      state: stateAt(run, cursor),
      effects: step?.effects ?? [],
      broken: step?.standing ?? run.start.standing,
      page,
    });
  }, [run, cursor, page]);
  const history = useMemo(() => wordHistory(run, cursor, page), [run, cursor, page]);
  const holders = useMemo(() => references(run, cursor, page).holders, [run, cursor, page]);
  const { actors } = run.compiled.program;
  const idOf = (actor: number): string => actors[actor]?.id ?? '';
  const compact = windowHeight < 860;
  return (
    <div ref={lens} className={css['lens']} data-compact={compact}>
      <header className={css['head']}>
        <h2 className={css['name']}>
          Page {picture.page.name}{' '}
          <span className={css['pfn']}>pfn {picture.page.pfn.toString(16)}</span>
        </h2>
        {onMenu !== undefined && (
          <button
            type="button"
            className={`button ${css['do']}`}
            title={`Let a CPU do something with ${page} from here on (also Shift F10 on its box)`}
            aria-haspopup="dialog"
            onClick={(event) => {
              onMenu(page, event.currentTarget.getBoundingClientRect());
            }}
          >
            Do…<span className="visually-hidden"> something with {page}</span>
          </button>
        )}
        <span className={css['address']}>{hexWord(picture.page.address)}</span>
      </header>
      <div className={css['ruler']}>
        {width > 0 && <ByteRuler compiled={run.compiled} width={width} />}
      </div>
      <p className={css['owner']}>
        These 16 bytes now mean <b>{picture.owner.label}</b>
      </p>
      <p className={css['reason']}>{picture.owner.reason}</p>
      <div className={css['body']}>
        <div>
          <WordSection
            word={picture.word8}
            writer={lastWriter(run, cursor, page, 8)}
            idOf={idOf}
            onStep={onStep}
            pinBit={picture.pinBit}
            bits
          />
          <WordSection
            word={picture.word16}
            writer={lastWriter(run, cursor, page, 16)}
            idOf={idOf}
            onStep={onStep}
            pinBit={picture.pinBit}
            {...(picture.word16.halves ? { left: leftBy(history) } : {})}
          />
        </div>
        <div>
          {cursor === 0 || Story === undefined ? (
            <FirstWords
              page={page}
              design={run.compiled.design.title}
              pinViews={picture.pinBit !== undefined}
              perPin={perPinOf(run)}
            />
          ) : (
            <Story {...{ picture, history, holders, idOf, cursor, onStep }} height={windowHeight} />
          )}
        </div>
      </div>
    </div>
  );
}

function perPinOf({ compiled }: Run): number | undefined {
  const bias = compiled.program.constants['GUP_PIN_COUNTING_BIAS'];
  return bias === undefined ? undefined : Number(bias);
}

/** The write that left the high half of word 16 as it is. */
function leftBy(history: ReturnType<typeof wordHistory>): string {
  const high = (value: bigint): bigint => value >> 32n;
  const last = history.at(-1);
  const first = history.findLastIndex((row, index) => {
    const before = history[index - 1];
    return before === undefined || high(before.word16) !== high(row.word16);
  });
  const row = history[first];
  if (last === undefined || row === undefined) return '';
  return row.step === 0 ? 'left from the start' : `left by ${row.label}`;
}
