/** The middle of the page: lists, pagevecs, locks, devices and references, drawn from the words. */
import { useMemo, useState } from 'react';
import { densities, type Density } from '../../picture/density.ts';
import { boxesOf } from '../../picture/drawing.ts';
import { memoryPicture } from '../../picture/memory-picture.ts';
import type { Run } from '../../trace/run.ts';
import { memoryInputOf } from './memory-input-of.ts';
import { MemoryWords, type PageMenu } from './memory-words.tsx';
import css from './memory.module.css';
import { PictureView } from './picture-view.tsx';
import { ReferenceWords } from './reference-words.tsx';
import { StepButtons } from './step-buttons.tsx';
import { useSize } from './use-size.ts';

export interface MemoryPanelProps {
  readonly run: Run;
  /** Step shown; 0 is the start. */
  readonly cursor: number;
  /** Name of the page under the lens. */
  readonly page: string;
  readonly onPage: (name: string) => void;
  /** Shows the moment after that step. */
  readonly onStep: (step: number) => void;
  /** Asks for what can be done to a page, beside its box. */
  readonly onMenu?: PageMenu;
}

export function MemoryPanel({ run, cursor, page, onPage, onStep, onMenu }: MemoryPanelProps) {
  const [panel, { width, windowHeight }] = useSize<HTMLDivElement>();
  const input = useMemo(() => memoryInputOf(run, cursor, page), [run, cursor, page]);
  const [tooTall, setTooTall] = useState<Frame>();
  const frame = { compiled: run.compiled, width, windowHeight };
  const squeezed =
    windowHeight < roomyHeight || (tooTall !== undefined && sameFrame(tooTall, frame));
  const picture = useMemo(
    () =>
      width === 0
        ? undefined
        : memoryPicture({ ...input, width, density: densityAt(width, squeezed) }),
    [input, width, squeezed],
  );
  // One moment that does not fit makes the whole scenario compact: boxes must not change size per step.
  if (
    picture !== undefined &&
    !squeezed &&
    width >= roomyWidth &&
    picture.height > windowHeight - around
  ) {
    setTooTall(frame);
  }
  return (
    <div ref={panel} className={css['panel']}>
      <h2 className="visually-hidden">Memory</h2>
      {picture !== undefined && (
        <div className={css['frame']} style={{ height: picture.height }}>
          <PictureView key={`${width} ${squeezed}`} picture={picture} />
          <MemoryWords
            compiled={run.compiled}
            state={input.state}
            scene={picture.scene}
            boxes={boxesOf(picture)}
            locks={input.locks}
            page={page}
            onPage={onPage}
            {...(onMenu === undefined ? {} : { onMenu })}
          />
          <StepButtons picture={picture} onStep={onStep} />
        </div>
      )}
      <ReferenceWords told={input.references} devices={input.devices} />
    </div>
  );
}

/** Height of header, footer and padding around the panel where the page does not scroll. */
const around = 267;

/** Width from which boxes have room; below 440 px there is room for letters only. */
const roomyWidth = 560;

/** Height of the window from which there is room for high boxes. */
const roomyHeight = 820;

/** What a density was chosen for. */
interface Frame {
  readonly compiled: Run['compiled'];
  readonly width: number;
  readonly windowHeight: number;
}

function sameFrame(one: Frame, other: Frame): boolean {
  return (
    one.compiled === other.compiled &&
    one.width === other.width &&
    one.windowHeight === other.windowHeight
  );
}

function densityAt(width: number, squeezed: boolean): Density {
  if (width < 440) return densities.phone;
  return squeezed || width < roomyWidth ? densities.compact : densities.roomy;
}
