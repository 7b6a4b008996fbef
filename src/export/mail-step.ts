/** A step as a reviewer would write it into a mail: plain ASCII, words before -> after. */
import type { CompiledScenario } from '../kernel/compiled-scenario.ts';
import type { Effect } from '../machine/effect.ts';
import { lockWords } from '../trace/held-locks.ts';
import { viewAt } from '../trace/place-name.ts';
import type { Run } from '../trace/run.ts';
import { accessText, bitOf } from '../trace/value-text.ts';
import type { MemoryTouch } from './story-words.ts';

/** `P._refcount: 2 -> 3`, `reads P.dma_pinned_flags: 2`, `lock lru_lock`. Steps are counted from 1. */
export function touchText(run: Run, touch: MemoryTouch, step: number): string {
  const { compiled } = run;
  switch (touch.kind) {
    case 'lock':
      return `lock ${lockText(compiled, touch)}`;
    case 'unlock':
      return `unlock ${lockText(compiled, touch)}`;
    case 'trylock':
      return `trylock ${lockText(compiled, touch)}: ${touch.taken ? 'taken' : 'held'}`;
    case 'read':
      return `reads ${placeText(compiled, touch)}: ${valueText(compiled, touch, touch.value)}`;
    case 'refused':
      return `${placeText(compiled, touch)}: is ${valueText(compiled, touch, touch.value)}, not exchanged`;
    case 'write': {
      const value = valueText(compiled, touch, touch.value);
      return `${placeText(compiled, touch)}: ${oldText(run, touch, step)} -> ${value}`;
    }
  }
}

/** What a step does besides, where a reader of the story has to know it; undefined for the rest. */
export function eventText(run: Run, effect: Effect): string | undefined {
  const { pages } = run.compiled;
  switch (effect.kind) {
    case 'ghost': {
      const page = pages.find(({ address }) => address === effect.object);
      if (page === undefined || effect.field !== 'pins' || effect.value === effect.old) {
        return undefined;
      }
      return effect.value > effect.old ? `(${page.name} is pinned)` : `(pin of ${page.name} ends)`;
    }
    case 'choose':
      return `chooses ${effect.value}`;
    case 'warn':
      return `WARN: ${ascii(effect.text)}`;
    case 'bug':
    case 'bound':
      return `BUG: ${ascii(effect.text)}`;
    case 'fault':
      return `${effect.fault.access} through ${hex(effect.fault.address)}`;
    default:
      return undefined;
  }
}

/** Our own signs in the characters that every mail reader has; what others wrote stays theirs. */
export function ascii(text: string): string {
  return text
    .replaceAll('−', '-')
    .replaceAll(/[‘’]/g, "'")
    .replaceAll(/[“”]/g, '"')
    .replaceAll('→', '->')
    .replaceAll('…', '...')
    .replaceAll(/[–—]/g, '-');
}

type Access = Extract<MemoryTouch, { kind: 'read' | 'write' | 'refused' }>;

/** `P._refcount`, `P PG_lru`, `inactive_file.next`, `CPU1 lru_add_pvec.nr`. */
function placeText(compiled: CompiledScenario, touch: Access): string {
  for (const { id, address } of compiled.lists) {
    if (touch.address === address) return `${id}.next`;
    if (touch.address === address + 8n) return `${id}.prev`;
  }
  const view = viewAt(compiled, touch.address, touch.place);
  if (view === undefined) return hex(touch.address);
  const { object, field } = view;
  const bit = bitOf(compiled.program, touch);
  const flag = Object.entries(field.bits).find(([, at]) => at === bit)?.[0];
  const { kind, cpu } = compiled.program.actors[touch.actor] ?? {};
  const isOwn = object.cpu === undefined || object.cpu === cpu || kind === 'device';
  const owner = isOwn ? object.name : `CPU${object.cpu} ${object.name}`;
  if (flag !== undefined) return `${owner} ${object.struct === 'page' ? 'PG_' : ''}${flag}`;
  const index = (Number(touch.address - object.address) - field.offset) / field.width;
  return `${owner}.${field.name}${field.length > 1 ? `[${index}]` : ''}`;
}

function valueText(compiled: CompiledScenario, touch: Access, value: bigint): string {
  return ascii(accessText(compiled, touch, value));
}

/** A number that was written as something else is bare bytes: half of a pointer is no count. */
function oldText(run: Run, touch: Extract<MemoryTouch, { kind: 'write' }>, step: number): string {
  const { compiled } = run;
  const name = fieldName(compiled, touch);
  const before = run.steps
    .slice(0, step - 1)
    .flatMap(({ effects }) => effects)
    .findLast((effect) => effect.kind === 'write' && effect.address === touch.address);
  const isOther = before?.kind === 'write' && fieldName(compiled, before) !== name;
  if (!isOther || touch.width === 8) return valueText(compiled, touch, touch.old);
  return `0x${touch.old.toString(16).padStart(touch.width * 2, '0')}`;
}

function fieldName(
  compiled: CompiledScenario,
  { address, place }: { readonly address: bigint; readonly place: string },
): string | undefined {
  return viewAt(compiled, address, place)?.field.name;
}

function lockText(
  { program }: CompiledScenario,
  { address, place }: { readonly address: bigint; readonly place: string },
): string {
  const lock = lockWords(program).find((one) => one.address === address);
  const name = lock?.name ?? place;
  return name.slice(name.lastIndexOf('.') + 1);
}

const hex = (word: bigint): string => word.toString(16).padStart(16, '0');
