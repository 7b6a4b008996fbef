/**
 * Plays on from the moment shown: an operation chosen for a page is put behind what a CPU does, and the
 * longer scenario is opened with the schedule that led here. The listings are read when this is opened.
 */
import { useEffect, useState } from 'react';
import type { ScenarioOperation } from '../kernel/scenario.ts';
import { withOperation } from '../store/sandbox/appended.ts';
import type { Offer } from '../store/sandbox/checked-draft.ts';
import { type MenuRequest, OperationMenu } from '../ui/sandbox/operation-menu.tsx';
import { operationText } from '../ui/sandbox/operation-words.ts';
import { useActions, usePinscope } from '../ui/store-context.ts';

export function PlayMenu({
  request,
  onClose,
}: {
  readonly request: MenuRequest;
  readonly onClose: () => void;
}) {
  const compiled = usePinscope((state) => state.session.compiled);
  const actor = usePinscope((state) => state.actor);
  const { open, ask } = useActions();
  const [offer, setOffer] = useState<Offer>();
  const { design, debug, edition, scenario } = compiled;
  const overlay = edition?.overlay;
  useEffect(() => {
    let isGone = false;
    import('../store/sandbox/checked-draft.ts').then(
      ({ offerOf }) => {
        const under = { design: design.id, debug, ...(overlay === undefined ? {} : { overlay }) };
        if (!isGone) setOffer(offerOf(under));
      },
      () => {
        ask('The listings could not be loaded. Check the connection and try again.');
        onClose();
      },
    );
    return () => {
      isGone = true;
    };
  }, [design.id, debug, overlay, ask, onClose]);

  const pick = async (use: ScenarioOperation, cpu: number, run: boolean): Promise<void> => {
    const say = `Added ${operationText(use)} to what CPU${cpu} does.`;
    await open(
      { edition: withOperation(compiled, use, cpu) },
      { keep: 'schedule', say, ...(run ? { run: cpu } : {}) },
    );
  };
  return (
    <OperationMenu
      request={request}
      groups={offer?.groups}
      cpus={scenario.cpus.length}
      first={compiled.program.actors[actor]?.cpu ?? 0}
      canRun
      onClose={onClose}
      onPick={(use, cpu, run) => {
        void pick(use, cpu, run);
      }}
    />
  );
}
