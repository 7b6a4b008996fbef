/** Back, forward and play beside the narration; speed, random scheduler, number and reset at its end. */
import { useId } from 'react';
import { speeds, type Speed } from '../../store/pinscope-state.ts';
import { useShown } from '../shown-moment.tsx';
import { useActions, usePinscope, useStateNow } from '../store-context.ts';
import { NumberField } from './number-field.tsx';
import { StepArrow } from './step-arrow.tsx';
import './transport.css';

const SPEED_NAMES = ['slow', 'normal', 'fast'] as const;

/** Back, forward, play. */
export function Transport() {
  const cursor = useShown((moment) => moment.session.cursor);
  const steps = useShown((moment) => moment.session.run.steps.length);
  const playback = usePinscope((state) => state.playback);
  const { back, forward, togglePlay } = useActions();
  const playing = playback !== 'paused';
  return (
    <div className="transport" role="group" aria-label="Move in time">
      <button
        type="button"
        className="button"
        aria-label="Back one step"
        title="Back one step (←)"
        aria-disabled={cursor === 0}
        onClick={back}
      >
        <StepArrow back />
        <kbd aria-hidden="true">←</kbd>
      </button>
      <button
        type="button"
        className="button"
        aria-label="Forward one step"
        title="Forward one step of what is recorded (→)"
        aria-disabled={cursor >= steps}
        onClick={forward}
      >
        <StepArrow />
        <kbd aria-hidden="true">→</kbd>
      </button>
      <button
        type="button"
        className="button"
        aria-label={playing ? 'Pause' : 'Play'}
        title={
          playing
            ? 'Pause (Space)'
            : cursor < steps
              ? 'Play what is recorded (Space)'
              : 'Play on: the random scheduler chooses (Space)'
        }
        onClick={togglePlay}
      >
        <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden="true">
          <path d={playing ? 'M2 1h3v10H2zM7 1h3v10H7z' : 'M2 1l9 5-9 5z'} fill="currentColor" />
        </svg>
        <span>{playing ? 'Pause' : 'Play'}</span>
      </button>
    </div>
  );
}

/** Step number, speed, random scheduler, reset. */
export function TransportMore() {
  const playback = usePinscope((state) => state.playback);
  const speed = usePinscope((state) => state.speed);
  const { setSpeed, play, reset } = useActions();
  const isRandom = playback === 'random';
  return (
    <div className="transport" role="group" aria-label="Playback">
      <StepField />
      <select
        className="field"
        aria-label="Speed of playing"
        title="Speed of playing ([ and ])"
        value={speed}
        onChange={(event) => {
          const next = Number(event.target.value);
          if (next === 0 || next === 1 || next === 2) setSpeed(next satisfies Speed);
        }}
      >
        {speeds.map((ms, index) => (
          <option key={ms} value={index}>
            {SPEED_NAMES[index]}
          </option>
        ))}
      </select>
      <span className="transport-random">
        <button
          type="button"
          className="button"
          aria-pressed={isRandom}
          title="Let a die choose who goes, from here on. The same seed throws the same."
          onClick={() => {
            play(isRandom ? 'paused' : 'random');
          }}
        >
          Random
        </button>
        <SeedField />
      </span>
      <button
        type="button"
        className="button icon"
        aria-label="Reset"
        title="Reset: back to the start, without a schedule (R)"
        onClick={reset}
      >
        <svg width={14} height={14} viewBox="0 0 14 14" aria-hidden="true">
          <path
            d="M2.6 4.4A5.2 5.2 0 1 1 1.9 8M2.2 1.2v3.6h3.6"
            fill="none"
            stroke="currentColor"
            strokeWidth={1.5}
          />
        </svg>
      </button>
    </div>
  );
}

function StepField() {
  const cursor = useShown((moment) => moment.session.cursor);
  const steps = useShown((moment) => moment.session.run.steps.length);
  const { seek } = useActions();
  const stateNow = useStateNow();
  const id = useId();
  return (
    <span className="transport-step">
      <label htmlFor={id}>step</label>
      <NumberField
        id={id}
        value={cursor}
        now={() => stateNow().session.cursor}
        max={steps}
        onValue={seek}
        title={`0 to ${steps}`}
      />
      <span>/ {steps}</span>
    </span>
  );
}

function SeedField() {
  const seed = usePinscope((state) => state.seed);
  const { setSeed } = useActions();
  return (
    <NumberField
      value={seed}
      max={999999}
      onValue={setSeed}
      label="Seed of the random scheduler"
      title="Seed: what the die is thrown with"
    />
  );
}
