/** One word: sixteen nibbles, its low bits, and what it says under each of its names. */
import { hexWord } from '../../kernel/hex-word.ts';
import type { LensWord } from '../../picture/lens-picture.ts';
import type { WordView } from '../../picture/word-view.ts';
import type { WordWrite } from '../../trace/word-history.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { WitnessCross } from '../glyph/witness-cross.tsx';
import { HexDigits } from './hex-digits.tsx';
import css from './lens.module.css';
import { LowBits } from './low-bits.tsx';

export interface WordSectionProps {
  readonly word: LensWord;
  readonly writer: WordWrite | undefined;
  /** Id of an actor by its index. */
  readonly idOf: (actor: number) => string;
  readonly onStep: (step: number) => void;
  /** The bit that says "pinned" in this design, if one does. */
  readonly pinBit: number | undefined;
  /** Show the four low bits as cells. */
  readonly bits?: boolean;
  /** What left the high half as it is; shown with a bracket under each half. */
  readonly left?: string;
}

export function WordSection({
  word,
  writer,
  idOf,
  onStep,
  pinBit,
  bits = false,
  left,
}: WordSectionProps) {
  return (
    <section
      className={css['word']}
      data-witness={word.witness}
      data-word={word.offset}
      data-value={hexWord(word.value)}
      aria-label={`Word ${word.offset}`}
    >
      <div className={css['wordHead']}>
        <span className={css['offset']}>
          {word.witness && <WitnessCross size={14} />} byte {word.offset}
        </span>
        <Writer writer={writer} idOf={idOf} onStep={onStep} />
      </div>
      <div className={css['digits']}>
        <HexDigits groups={word.groups} value={word.value} />
        {bits && (
          <LowBits
            value={word.value}
            label={
              pinBit === undefined ? { bit: 0, text: 'tail' } : { bit: pinBit, text: 'pinned' }
            }
          />
        )}
      </div>
      {left !== undefined && (
        <div className={css['halves']} aria-hidden="true">
          <span>{left}</span>
          <span>32-bit count</span>
        </div>
      )}
      <dl className={css['views']} data-owned={word.views.some(({ valid }) => valid)}>
        {word.views.map((view) => (
          <View key={view.name} view={view} />
        ))}
      </dl>
    </section>
  );
}

function View({ view }: { readonly view: WordView }) {
  const { name, valid, text, denies } = view;
  return (
    <div className={css['view']} data-valid={valid} data-points={text.startsWith('→')}>
      <dt>
        <span className={css['mark']} aria-hidden="true">
          {valid ? '●' : '×'}
        </span>
        {valid ? (
          <b className={css['viewName']}>{name}</b>
        ) : (
          <s className={css['viewName']}>
            <span className="visually-hidden">not valid now: </span>
            {name}
          </s>
        )}
      </dt>
      <dd className={denies ? css['denies'] : undefined}>{text}</dd>
    </div>
  );
}

function Writer({ writer, idOf, onStep }: Pick<WordSectionProps, 'writer' | 'idOf' | 'onStep'>) {
  if (writer?.actor === undefined)
    return <span className={css['quiet']}>before the first step</span>;
  return (
    <span className={css['writer']}>
      <ActorGlyph id={idOf(writer.actor)} size={14} />
      <span className={css['where']}>
        {writer.fn}
        {writer.line === undefined ? '' : `:${writer.line}`}
      </span>
      <button
        type="button"
        className={css['atStep']}
        title={`Go to step ${writer.step}`}
        onClick={() => {
          onStep(writer.step);
        }}
      >
        step {writer.step}
      </button>
    </span>
  );
}
