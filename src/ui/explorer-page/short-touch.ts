/** What a step did, in the few words that a cell of a table has room for. */
import { touchOf } from '../../trace/call-stack.ts';
import { viewAt } from '../../trace/place-name.ts';
import type { Run, RunStep } from '../../trace/run.ts';
import { code, pageName, type SentencePart, text } from '../../trace/sentence.ts';
import { lockName } from '../../trace/touch-sentence.ts';
import { accessText, bitOf, signedValue } from '../../trace/value-text.ts';
import type { Effect } from '../../machine/effect.ts';

type Access = Extract<Effect, { kind: 'read' | 'write' | 'refused' }>;

/** `_refcount 2 → 3`, `takes lru_lock`, `PG_lru is set`. `page`: the one that needs no name. */
export function shortTouch(run: Run, step: RunStep, page: string): readonly SentencePart[] {
  const touch = touchOf(step.effects);
  const said = touch === undefined ? [text('goes on')] : touched(run, touch, page);
  return [...said, ...promises(run, step, page)];
}

function touched(run: Run, effect: Effect, page: string): readonly SentencePart[] {
  switch (effect.kind) {
    case 'read':
    case 'write':
    case 'refused':
      return accessed(run, effect, page);
    case 'lock':
      return [text('takes '), code(lockName(run, effect.address, effect.place))];
    case 'unlock':
      return [text('releases '), code(lockName(run, effect.address, effect.place))];
    case 'trylock': {
      const came = effect.taken ? ' and gets it' : ', but it is held';
      return [text('tries '), code(lockName(run, effect.address, effect.place)), text(came)];
    }
    case 'pause':
      return [text(effect.text)];
    case 'choose':
      return [text('chooses '), code(String(effect.value))];
    case 'fault': {
      const verb = effect.fault.access === 'load' ? 'reads' : 'writes';
      return [text(`${verb} through `), code(effect.fault.place), text(' to nowhere')];
    }
    default:
      return [text('goes on')];
  }
}

function accessed(run: Run, effect: Access, page: string): readonly SentencePart[] {
  const { compiled } = run;
  const value = accessText(compiled, effect, effect.value);
  const bit = bitName(run, effect);
  const place = placed(run, effect, page, bit);
  if (effect.kind === 'refused') return [...place, text(' is '), code(value), text(': no change')];
  if (bit !== undefined) {
    if (effect.kind === 'read') return [...place, text(value === '1' ? ' is set' : ' is clear')];
    return [text(value === '1' ? 'sets ' : 'clears '), ...place];
  }
  if (effect.kind === 'read') return [...place, text(' is '), code(value)];
  if (!effect.atomic) return [...place, text(' ←\u00a0'), code(value)];
  const old = signedValue(effect.old, effect.width);
  const now = signedValue(effect.value, effect.width);
  return [...place, text(' '), code(String(old)), text('\u00a0→\u00a0'), code(String(now))];
}

/** Whose word it is, by the name that the line uses. */
function placed(
  run: Run,
  { address, place }: Access,
  page: string,
  bit: string | undefined,
): readonly SentencePart[] {
  const { compiled } = run;
  for (const head of compiled.lists) {
    if (address === head.address) return [code(`${head.id}.next`)];
    if (address === head.address + 8n) return [code(`${head.id}.prev`)];
  }
  const view = viewAt(compiled, address, place);
  if (view === undefined) return [code(place)];
  const name = bit === undefined ? view.field.name : bit;
  const owner = compiled.pages.find((one) => one.address === view.object.address);
  if (owner === undefined) return [code(`${view.object.name}.${name}`)];
  const own = code(bit === undefined ? name : `PG_${bit}`);
  return owner.name === page ? [own] : [pageName(owner.name), text('’s '), own];
}

function bitName(run: Run, effect: Access): string | undefined {
  const bit = bitOf(run.compiled.program, effect);
  const bits = viewAt(run.compiled, effect.address, effect.place)?.field.bits ?? {};
  return Object.entries(bits).find(([, at]) => at === bit)?.[0];
}

/** Pins that begin or end with the step. */
function promises(run: Run, step: RunStep, page: string): readonly SentencePart[] {
  return step.effects.flatMap((effect): readonly SentencePart[] => {
    if (effect.kind !== 'ghost' || effect.field !== 'pins') return [];
    const owner = run.compiled.pages.find((one) => one.address === effect.object);
    if (owner === undefined) return [];
    const whose = owner.name === page ? 'pin' : `pin of ${owner.name}`;
    return [text(effect.value > effect.old ? `, ${whose} outstanding` : `, ${whose} ends`)];
  });
}
