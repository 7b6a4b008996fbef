/** The palette: which page, where to, and everything the design lets one do. */
import { useId } from 'react';
import { mostCpus } from '../../kernel/scenario.ts';
import { actorMark } from '../../picture/actor-mark.ts';
import { placeName, type ScriptPlace } from '../../store/sandbox/draft.ts';
import { ActorGlyph } from '../glyph/actor-glyph.tsx';
import { OperationSearch } from './operation-search.tsx';
import { operationOn, operationText } from './operation-words.ts';
import { useSandbox, useSandboxActions } from './sandbox-context.ts';

export function PalettePanel({ onAdded }: { readonly onAdded: (text: string) => void }) {
  const offer = useSandbox((state) => state.offer);
  const page = useSandbox((state) => state.page);
  const target = useSandbox((state) => state.target);
  const { edit, undo } = useSandboxActions();
  const id = useId();
  const where = target.kind === 'before' ? 'before the start' : `to ${placeName(target)}`;
  return (
    <section className="sandbox-part" aria-labelledby={`${id}-title`}>
      <div className="sandbox-head palette-head">
        <h2 id={`${id}-title`}>Add an operation</h2>
        <PageChoice />
      </div>
      <TargetChoice />
      <OperationSearch
        groups={offer?.groups}
        page={page}
        label="Operations of the design"
        does={where}
        isOfPage
        onPick={(one) => {
          const use = operationOn(one, page);
          edit({ kind: 'add-operation', to: target, use });
          onAdded(`Added ${operationText(use)} ${where}.`);
        }}
        onTakeBack={() => {
          undo();
          onAdded('Undone.');
        }}
      />
    </section>
  );
}

/** Which page operations are for. */
function PageChoice() {
  const pages = useSandbox((state) => state.history.draft.pages);
  const page = useSandbox((state) => state.page);
  const { look } = useSandboxActions();
  return (
    <label className="palette-page">
      <span>on page</span>
      <select
        className="sandbox-select"
        value={page}
        onChange={(event) => {
          look(event.target.value);
        }}
      >
        {pages.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

/** Where operations go. */
function TargetChoice() {
  const count = useSandbox((state) => state.history.draft.cpus.length);
  const target = useSandbox((state) => state.target);
  const { aim } = useSandboxActions();
  const cpus = Array.from({ length: Math.min(mostCpus, count) }, (_, cpu) => cpu);
  const isAt = (place: ScriptPlace): boolean =>
    place.kind === 'before'
      ? target.kind === 'before'
      : target.kind === 'cpu' && target.cpu === place.cpu;
  const places: readonly ScriptPlace[] = [
    ...cpus.map((cpu): ScriptPlace => ({ kind: 'cpu', cpu })),
    { kind: 'before' },
  ];
  return (
    <fieldset className="header-segments palette-target">
      <legend className="visually-hidden">Add to</legend>
      {places.map((place) => {
        const id = place.kind === 'cpu' ? `cpu${place.cpu}` : 'before';
        const name = place.kind === 'cpu' ? actorMark(id).name : 'Before the start';
        return (
          <label key={id} title={`${name} (${place.kind === 'cpu' ? place.cpu + 1 : 'B'})`}>
            <input
              type="radio"
              name="palette-target"
              className="visually-hidden"
              aria-label={name}
              checked={isAt(place)}
              onChange={() => {
                aim(place);
              }}
            />
            <span>
              {place.kind === 'cpu' ? (
                <>
                  <ActorGlyph id={id} size={16} silent /> CPU{place.cpu}
                </>
              ) : (
                'Before the start'
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
