/** Sixteen nibbles in groups of four; those that the step touched are lit, one patch per group. */
import { hexWord } from '../../kernel/hex-word.ts';
import type { LensDigit } from '../../picture/lens-picture.ts';
import css from './lens.module.css';

export interface HexDigitsProps {
  readonly groups: readonly (readonly LensDigit[])[];
  readonly value: bigint;
}

export function HexDigits({ groups, value }: HexDigitsProps) {
  return (
    <span className={css['hex']}>
      <span className="visually-hidden">{hexWord(value)}</span>
      {groups.map((group, index) => (
        <span key={index} className={css['group']} aria-hidden="true">
          {patches(group).map(({ text, cue }, place) => (
            <span
              key={place}
              className={css['patch']}
              {...(cue === undefined ? {} : { 'data-cue': cue })}
            >
              {text}
            </span>
          ))}
        </span>
      ))}
    </span>
  );
}

interface Patch {
  text: string;
  readonly cue: LensDigit['cue'];
}

/** Neighbouring digits of the same cue together. */
function patches(group: readonly LensDigit[]): readonly Patch[] {
  const found: Patch[] = [];
  for (const { digit, cue } of group) {
    const last = found.at(-1);
    if (last !== undefined && last.cue === cue) last.text += digit;
    else found.push({ text: digit, cue });
  }
  return found;
}
