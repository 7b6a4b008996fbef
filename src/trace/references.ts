/** Told against counted: who holds a page and who has it pinned, beside what its words say. */
import type { PlacedPage } from '../kernel/memory-map.ts';
import { pageWords, type PageWords } from '../kernel/page-words.ts';
import type { ScenarioOperation } from '../kernel/scenario.ts';
import type { Effect } from '../machine/effect.ts';
import {
  type Counted,
  type Reference,
  ReferenceBook,
  type ReferenceKind,
  type Spent,
} from './reference-book.ts';
import { KeptFold } from './kept-fold.ts';
import { type Run, stateAt } from './run.ts';
import { fieldOf, fieldsAt, signedValue } from './value-text.ts';

export type { Reference } from './reference-book.ts';

export interface References {
  readonly page: string;
  readonly refcount: number;
  /** Their weights make `refcount`. */
  readonly holders: readonly Reference[];
  /** Outstanding pins. */
  readonly pins: readonly Reference[];
  /** What the design counts; undefined when it keeps no count, or none is valid now. */
  readonly pinCount: number | undefined;
  readonly saysPinned: boolean;
  /** An outstanding pin that somebody without one took out of the count. */
  readonly spent?: Spent;
  /** What makes the count larger than the references in it: who counted what up, in which function. */
  readonly surplus?: Counted & { readonly fn: string };
}

/** Throws when the scenario has no page of that name. */
export function references(run: Run, cursor: number, page: string): References {
  const placed = run.compiled.pages.find((one) => one.name === page);
  if (placed === undefined) throw new Error(`the scenario has no page ${page}`);
  const book = bookOf(placed).at(run, cursor);
  const words = pageWords(run.compiled, stateAt(run, cursor), placed);
  const { holders, pins, spent } = book;
  const surplus = words.pinCount === undefined ? undefined : book.surplus;
  return {
    page,
    refcount: words.refcount,
    holders,
    pins,
    pinCount: words.pinCount,
    saysPinned: words.saysPinned,
    ...(spent === undefined ? {} : { spent }),
    ...(surplus === undefined ? {} : { surplus: { ...surplus, fn: callOf(run, surplus.step) } }),
  };
}

/** By page of a compiled scenario. */
const books = new WeakMap<PlacedPage, KeptFold<ReferenceBook>>();

function bookOf(page: PlacedPage): KeptFold<ReferenceBook> {
  const known = books.get(page);
  if (known !== undefined) return known;
  const kept = new KeptFold<ReferenceBook>({
    begin(run) {
      const book = new ReferenceBook();
      open(book, run, page.name, pageWords(run.compiled, run.start.state, page));
      return book;
    },
    add(book, run, step) {
      for (const effect of step.effects) {
        record(book, run, page.address, { effect, step: step.index });
      }
    },
    copy: (book) => book.copy(),
  });
  books.set(page, kept);
  return kept;
}

/** The references there are before anybody has moved. */
function open(book: ReferenceBook, run: Run, name: string, words: PageWords): void {
  const { scenario, program } = run.compiled;
  const page = scenario.pages.find((one) => one.name === name);
  const actorOf = (cpu: number): number =>
    program.actors.findIndex((actor) => actor.kind === 'cpu' && actor.cpu === cpu);
  const owed = owedReferences(scenario.cpus, name);
  const pins = Array.from({ length: words.pins }, (_, pin) => owed.pins[pin] ?? 0);
  const first: readonly (readonly [ReferenceKind, number?])[] = [
    ...(page?.cache === true ? [['cache'] as const] : []),
    ...Array.from({ length: words.mapcount }, () => ['pte'] as const),
    ...(page?.flags.includes('PG_private') === true ? [['buffers'] as const] : []),
    ...(page?.pagevec === undefined ? [] : [['pagevec', page.pagevec.cpu] as const]),
    ...pins.map((cpu) => ['pin', cpu] as const),
    ...owed.plain.map((cpu) => ['plain', cpu] as const),
  ];
  const perPin = page?.compound === undefined ? biasOf(run) : 1;
  let left = words.refcount;
  for (const [kind, cpu] of first) {
    const weight = kind === 'pin' ? perPin : 1;
    if (weight > left) break;
    book.add(kind, 0, cpu === undefined ? undefined : actorOf(cpu), weight);
    left -= weight;
  }
  if (left > mostOthers) book.add('other', 0, undefined, left);
  else for (; left > 0; left -= 1) book.add('other', 0);
  book.countFirst(words.pinCount ?? 0);
}

/** References that nobody is named for are told one by one, unless there are more. */
const mostOthers = 16;

/** As how many references the design counts a pin. */
function biasOf({ compiled }: Run): number {
  return Number(compiled.program.constants['GUP_PIN_COUNTING_BIAS'] ?? 1n);
}

/** CPUs whose scripts give back what they never took: they hold it from the start. */
function owedReferences(
  cpus: readonly { readonly operations: readonly ScenarioOperation[] }[],
  page: string,
): { readonly pins: readonly number[]; readonly plain: readonly number[] } {
  const pins: number[] = [];
  const plain: number[] = [];
  cpus.forEach(({ operations }, cpu) => {
    let pinned = 0;
    let held = 0;
    for (const { operation } of operations.filter((one) => one.page === page)) {
      if (/unpin/.test(operation)) {
        if (pinned === 0) pins.push(cpu);
        else pinned -= 1;
      } else if (/(^|_)pin(_|$)|user_pages/.test(operation)) pinned += 1;
      else if (/get|isolate/.test(operation)) held += 1;
      else if (/put|release/.test(operation)) {
        if (held === 0) plain.push(cpu);
        else held -= 1;
      }
    }
  });
  return { pins, plain };
}

interface Event {
  readonly effect: Effect;
  readonly step: number;
}

function record(book: ReferenceBook, run: Run, page: bigint, { effect, step }: Event): void {
  if (effect.kind === 'ghost' && effect.object === page && effect.field === 'pins') {
    const change = signedValue(effect.value - effect.old, 8);
    if (change > 0n) book.pin(effect.actor, step);
    if (change < 0n) book.unpin(effect.actor);
  }
  if (effect.kind !== 'write') return;
  const offset = Number(effect.address - page);
  if (offset < 0 || offset >= 64) return;
  const change = signedValue(effect.value, effect.width) - signedValue(effect.old, effect.width);
  const names = fieldsAt(run.compiled.program, effect.address).map((one) => one.field.name);
  const bias = biasOf(run);
  if (names.includes('_refcount')) {
    if (bias > 1 && isOfPin(book, effect.actor, { change: Number(change), bias, step })) return;
    // More than one at once: a frozen count is thawed, the page cache's reference and the caller's.
    for (let up = change; up > 1n; up -= 1n) book.add('cache', 0);
    if (change > 0n) book.add(kindTaken(run, effect), step, effect.actor);
    for (let down = change; down < 0n; down += 1n) book.drop(effect.actor, kindsGiven(run, effect));
  } else if (offset + effect.width > 16 && offset < 24) {
    const isCount = fieldOf(run.compiled.program, effect)?.kind === 'number';
    if (isCount && effect.atomic) {
      if (change > 0n) book.countUp(effect.actor, step);
      if (change < 0n) book.countDown(effect.actor, step);
    } else {
      book.forgetCount();
      if (isCount && signedValue(effect.value, effect.width) > 0n) book.countUp(effect.actor, step);
    }
  }
}

/** Takes or drops a pin that is many references at once, or the part of it that is not one. */
function isOfPin(
  book: ReferenceBook,
  actor: number,
  { change, bias, step }: { readonly change: number; readonly bias: number; readonly step: number },
): boolean {
  if (change === bias) book.add('plain', step, actor, bias);
  else if (change === bias - 1) book.weigh(actor, 1, bias);
  else if (change === 1 - bias) book.weigh(actor, bias, 1);
  else return change === -bias && book.dropWhole(actor, bias);
  return true;
}

/** What a reference is for, by the functions that take it. */
function kindTaken(run: Run, effect: Effect): ReferenceKind {
  const stack = functionNames(run, effect).join(' ');
  if (/isolate|remove_mapping/.test(stack)) return 'isolated';
  if (/attach_page_buffers/.test(stack)) return 'buffers';
  if (/lru_cache_add|pagevec_add|activate_page|rotate_reclaimable|deactivate_file/.test(stack)) {
    return 'pagevec';
  }
  if (/\bfork\b|copy_one_pte/.test(stack)) return 'pte';
  return /add_to_page_cache/.test(stack) ? 'cache' : 'plain';
}

/** What a reference that is dropped was for, by the functions that drop it. */
function kindsGiven(run: Run, effect: Effect): readonly ReferenceKind[] {
  const stack = functionNames(run, effect).join(' ');
  if (/pagevec_lru_move_fn|lru_add_drain/.test(stack)) return ['pagevec'];
  if (/clear_page_buffers/.test(stack)) return ['buffers'];
  if (/putback_inactive_pages/.test(stack)) return ['isolated'];
  if (/page_ref_freeze/.test(stack)) return ['isolated', 'plain', 'cache'];
  if (/unmap|zap_pte|\bexit\b/.test(stack)) return ['pte'];
  return /delete_from_page_cache/.test(stack) ? ['cache'] : [];
}

/** The function that a step is in, by the name that callers use: `get_page`, not its inner part. */
function callOf(run: Run, step: number): string {
  const effect = run.steps[step - 1]?.effects[0];
  const names = effect === undefined ? [] : functionNames(run, effect);
  return names.findLast((name) => !name.startsWith('__')) ?? '';
}

function functionNames(run: Run, effect: Effect): readonly string[] {
  const { program } = run.compiled;
  const stack = program.actors[effect.actor]?.code.operations[effect.operation]?.stack ?? [];
  return stack.map((frame) => program.functions[frame.fn]?.name ?? '');
}
