/**
 * Steps that the picture mentions, as buttons over their texts. One of them is in the tab order, the
 * arrow keys go to the others.
 */
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Picture, PictureText } from '../../picture/drawing.ts';
import { textWidth } from '../../picture/text-width.ts';
import css from './memory.module.css';

export interface StepButtonsProps {
  readonly picture: Picture;
  /** Shows the moment after that step. */
  readonly onStep: (step: number) => void;
}

export function StepButtons({ picture, onStep }: StepButtonsProps) {
  const [chosen, setChosen] = useState(0);
  const all = useRef<HTMLDivElement>(null);
  const told = picture.items.filter(
    (item): item is Told => item.kind === 'text' && item.step !== undefined,
  );
  const inTabOrder = Math.min(chosen, told.length - 1);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const to = Math.max(0, Math.min(told.length - 1, inTabOrder + by));
    setChosen(to);
    all.current?.querySelectorAll('button')[to]?.focus();
  };
  if (told.length === 0) return null;
  return (
    <div ref={all} role="group" aria-label="Steps told of">
      {told.map(({ id, x, y, text, size, weight, step }, index) => (
        <button
          key={id}
          type="button"
          className={css['step']}
          style={{ left: x - 17, top: y - 16, width: textWidth(text, size, weight) + 19 }}
          tabIndex={index === inTabOrder ? 0 : -1}
          aria-label={`Go to step ${step}: ${text}`}
          onKeyDown={onKeyDown}
          title={`Go to step ${step}`}
          onFocus={() => {
            setChosen(index);
          }}
          onClick={() => {
            onStep(step);
          }}
        />
      ))}
    </div>
  );
}

type Told = PictureText & { readonly step: number };
