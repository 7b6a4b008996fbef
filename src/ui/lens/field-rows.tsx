/** The fields beside the two words that the story needs: flags, _mapcount, _refcount. */
import { actorMark } from '../../picture/actor-mark.ts';
import { hexTail } from '../../picture/hex-word.ts';
import type { LensPicture } from '../../picture/lens-picture.ts';
import type { Reference } from '../../trace/references.ts';
import css from './lens.module.css';

export interface FieldRowsProps {
  readonly picture: LensPicture;
  readonly holders: readonly Reference[];
  readonly idOf: (actor: number) => string;
}

export function FieldRows({ picture, holders, idOf }: FieldRowsProps) {
  const { words, flags, cues } = picture;
  return (
    <dl className={css['fields']}>
      <Row offset={0} name="flags" value={hexTail(words.flags)} cue={cues.flags}>
        {flags.map(({ name, set }) => (
          <span key={name}>{set ? name : <s>{name}</s>} </span>
        ))}
      </Row>
      <Row offset={48} name="_mapcount" value={String(words.mapcount - 1)} cue={cues.mapcount}>
        {entries(words.mapcount)}
      </Row>
      <Row offset={52} name="_refcount" value={String(words.refcount)} cue={cues.refcount}>
        {holders.length === 0
          ? 'nobody'
          : holders
              .map(({ kind, actor, weight }) => {
                const who = actor === undefined ? kind : actorMark(idOf(actor)).name;
                return weight === 1 ? who : `${who} × ${weight}`;
              })
              .join(', ')}
      </Row>
    </dl>
  );
}

interface RowProps {
  readonly offset: number;
  readonly name: string;
  readonly value: string;
  readonly cue: 'read' | 'write' | undefined;
  readonly children: React.ReactNode;
}

function Row({ offset, name, value, cue, children }: RowProps) {
  return (
    <div className={css['field']} data-field={name}>
      <dt>
        <span className={css['fieldOffset']}>{offset}</span>
        <span className={css['fieldName']}>{name}</span>
      </dt>
      <dd>
        <span className={css['fieldValue']}>
          <span className={css['patch']} {...(cue === undefined ? {} : { 'data-cue': cue })}>
            {value}
          </span>
        </span>
        <span className={css['fieldSays']}>{children}</span>
      </dd>
    </div>
  );
}

function entries(mapcount: number): string {
  if (mapcount <= 0) return 'no page-table entry';
  return mapcount === 1 ? 'one page-table entry' : `${mapcount} page-table entries`;
}
