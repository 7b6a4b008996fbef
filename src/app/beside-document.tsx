/** What is open in the stepper, beside the same schedule under another design. */
import { useEffect, useMemo, useState } from 'react';
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import { choiceOf } from '../store/session.ts';
import { besideSchedule } from '../trace/beside-schedule.ts';
import { pageDifferences } from '../trace/page-differences.ts';
import { replaySchedule } from '../trace/run.ts';
import { BesidePage } from '../ui/beside-page/beside-page.tsx';
import { useActions, usePinscope } from '../ui/store-context.ts';
import { pageLibrary } from './page-library.ts';
import { besideHash } from './route.ts';
import type { StartedApp } from './start-app.ts';

export function BesideDocument({
  started,
  design,
}: {
  readonly started: StartedApp;
  /** Id of the other design as the address has it; none: the base of the open one. */
  readonly design: string | undefined;
}) {
  const session = usePinscope((state) => state.session);
  const page = usePinscope((state) => state.page);
  const { seek, look } = useActions();
  const { run, compiled } = session;
  const { designs } = pageLibrary.catalogue;
  const known = designs.find(({ id }) => id === design);
  const chosen = known?.id ?? compiled.design.base ?? designs.at(-1)?.id ?? '';
  const other = useCompiled(compiled, chosen);

  const beside = useMemo(() => {
    if (typeof other !== 'object') return undefined;
    const followed = besideSchedule(run, other);
    const moment = { ...followed, run: replaySchedule(other, followed.moves).run };
    const first = followed.cursors.findIndex(
      (cursor, step) =>
        pageDifferences({ run, cursor: step }, { run: moment.run, cursor }).length > 0,
    );
    return { ...moment, first: first < 0 ? undefined : first };
  }, [run, other]);

  const steps = beside === undefined ? run.steps.length : beside.cursors.length - 1;
  const cursor = Math.min(session.cursor, steps);
  const one = { run, cursor };
  const otherMoment =
    beside === undefined ? undefined : { run: beside.run, cursor: beside.cursors[cursor] ?? 0 };
  // The moment moves here, too: the way back is the one of now.
  const back = started.link();
  return (
    <BesidePage
      {...{ back, designs, one, chosen, steps, page }}
      other={otherMoment}
      onChoose={(id) => {
        window.location.hash = besideHash(id);
      }}
      onSeek={seek}
      onPage={look}
      differences={otherMoment === undefined ? [] : pageDifferences(one, otherMoment)}
      first={beside?.first}
      problem={problemOf(design, known !== undefined, other, beside?.end)}
    />
  );
}

/** The open scenario under another design; a sentence where that can not be; undefined until it is there. */
function useCompiled(
  compiled: CompiledScenario,
  design: string,
): CompiledScenario | string | undefined {
  const [found, setFound] = useState<{
    readonly of: CompiledScenario;
    readonly design: string;
    readonly value: CompiledScenario | string;
  }>();
  useEffect(() => {
    let isAsked = true;
    const choice = choiceOf({ compiled });
    void pageLibrary.compiled({ ...choice, design }).then((opened) => {
      if (!isAsked) return;
      setFound({ of: compiled, design, value: opened.ok ? opened.value : opened.error });
    });
    return () => {
      isAsked = false;
    };
  }, [compiled, design]);
  return found?.of === compiled && found.design === design ? found.value : undefined;
}

function problemOf(
  asked: string | undefined,
  isKnown: boolean,
  other: CompiledScenario | string | undefined,
  end: { readonly step: number; readonly text: string } | undefined,
): string | undefined {
  if (asked !== undefined && !isKnown) return `There is no design “${asked}” here.`;
  if (typeof other === 'string') return other;
  return end === undefined ? undefined : `At step ${end.step}: ${end.text}`;
}
