/** The two equations and the devices in words; the picture shows the same. */
import { actorMark } from '../../picture/actor-mark.ts';
import type { DeviceTold, ReferenceTold, ReferencesTold } from '../../picture/memory-input.ts';

export interface ReferenceWordsProps {
  readonly told: ReferencesTold;
  readonly devices: readonly DeviceTold[];
}

export function ReferenceWords({ told, devices }: ReferenceWordsProps) {
  const { page, refcount, holders, pins, pinCount, countField, perPin, spent } = told;
  return (
    <section className="visually-hidden" aria-label={`References to page ${page}`}>
      <p>{`_refcount of ${page} is ${refcount}:`}</p>
      <ul>
        {holders.map((reference) => (
          <li key={reference.id}>{referenceText(reference)}</li>
        ))}
      </ul>
      <p>{`${pins.length} ${pins.length === 1 ? 'pin is' : 'pins are'} outstanding`}</p>
      {countField !== undefined && (
        <p>
          {pinCount === undefined
            ? `${countField} counts nothing now`
            : `${countField} is ${pinCount}`}
        </p>
      )}
      {perPin !== undefined && <p>{`_refcount / ${perPin} is ${Math.floor(refcount / perPin)}`}</p>}
      {spent !== undefined && (
        <p>{`${actorMark(spent.actor).name} took a pin out of the count at step ${spent.step}`}</p>
      )}
      {devices.map(({ actor, page: into, stage }) => (
        <p key={actor}>{`${actorMark(actor).name} ${stageVerbs[stage]} into ${into}`}</p>
      ))}
    </section>
  );
}

const stageVerbs: Readonly<Record<DeviceTold['stage'], string>> = {
  told: 'may write',
  writing: 'writes next',
  done: 'has written',
};

function referenceText({ kind: of, actor, step, weight }: ReferenceTold): string {
  const kind = weight === undefined ? of : `${of}, ${weight} references at once,`;
  const who = actor === undefined ? '' : ` of ${actorMark(actor).name}`;
  return `${kind}${who}${step === 0 ? ' from the start' : `, taken at step ${step}`}`;
}
