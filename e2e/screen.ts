/**
 * What one moment of the stepper says, read from its accessible text: real lists, words as text,
 * names of regions. The same form is computed by emulator.ts, so a test compares two values.
 */
import type { Page } from '@playwright/test';

export interface PageFacts {
  /** Bytes 8 … 15 and 16 … 23, 16 hex digits each. */
  readonly word8: string;
  readonly word16: string;
  /** `PG_lru`, by bit number. */
  readonly flags: readonly string[];
  readonly refcount: number;
  /** As the word has it: -1 is unmapped. */
  readonly mapcount: number;
  /** Outstanding. */
  readonly pins: number;
}

export interface ReferenceFacts {
  readonly refcount: number;
  /** References that somebody is named for. */
  readonly holders: number;
  readonly pins: number;
  /** What the design counts; null where it counts nothing now. */
  readonly pinCount: number | null;
}

export interface NextLine {
  /** Innermost function; of a script its role. */
  readonly fn: string;
  /** Line of the function, where the line is a step; a line that calls has no number. */
  readonly line: number | null;
  readonly text: string;
}

export interface Screen {
  readonly cursor: number;
  readonly pages: Readonly<Record<string, PageFacts>>;
  /** Pages by following next, of lists that are not empty. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly pagevecs: Readonly<Record<string, readonly string[]>>;
  /** By lock: who holds it, or `free`. */
  readonly locks: Readonly<Record<string, string>>;
  /** By actor; null: it has none, or is a device or interrupt that can not go. */
  readonly next: Readonly<Record<string, NextLine | null>>;
  readonly lens: { readonly page: string; readonly word8: string; readonly word16: string };
  readonly references: ReferenceFacts;
  /** What the timeline says of the moment; empty before the first step. */
  readonly says: string;
  /** The alert; empty where nothing broke. */
  readonly alert: string;
}

/** The screen, once it shows the moment after `cursor` steps. */
export async function readScreen(page: Page, cursor: number): Promise<Screen> {
  return page.evaluate(screenAt, cursor);
}

/** Runs in the page: nothing from outside of it can be used here. */
async function screenAt(cursor: number): Promise<Screen> {
  const all = (from: ParentNode, selector: string): Element[] => [
    ...from.querySelectorAll(selector),
  ];
  const textOf = (element: Element | null): string => (element?.textContent ?? '').trim();
  const named = (prefix: string): Element[] => all(document, `section[aria-label^="${prefix}"]`);
  const nameOf = (element: Element): string => element.getAttribute('aria-label') ?? '';
  const said = (text: string, what: RegExp): string => {
    const found = what.exec(text)?.[1];
    if (found === undefined) throw new Error(`“${text}” does not say ${what.source}`);
    return found;
  };
  const shown = (): number => {
    // Before the first step there is no timeline yet.
    if (named('Start here').length > 0) return 0;
    const slider = document.querySelector('[role="slider"]');
    return Number(slider?.getAttribute('aria-valuenow') ?? -1);
  };
  for (let frames = 0; shown() !== cursor; frames += 1) {
    if (frames > 300) throw new Error(`the page shows step ${shown()}, not ${cursor}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }

  const pages: Record<string, PageFacts> = {};
  for (const item of all(document, 'section li')) {
    const name = /^Page (\w+),/.exec(textOf(item))?.[1];
    const text = [...item.children].map(textOf).find((one) => one.startsWith('word 8 is')) ?? '';
    if (name === undefined || text === '') continue;
    if (pages[name] !== undefined) throw new Error(`page ${name} is told twice`);
    const flags = said(text, /flags are ((?:PG_\w+ ?)+|no flags)/);
    pages[name] = {
      word8: said(text, /word 8 is ([0-9a-f]{16})\b/),
      word16: said(text, /word 16 is ([0-9a-f]{16})\b/),
      flags: flags === 'no flags' ? [] : flags.trim().split(' '),
      refcount: Number(said(text, /_refcount is (-?\d+)/)),
      mapcount: Number(said(text, /_mapcount is (-?\d+)/)),
      pins: Number(said(text, /(\d+) pins? (?:is|are) outstanding/)),
    };
  }
  const pagesIn = (list: Element | null): string[] =>
    list === null ? [] : [...list.children].map((item) => said(textOf(item), /^Page (\w+)/));
  const entries = <Value>(pairs: readonly (readonly [string, Value])[]): Record<string, Value> => {
    const found: Record<string, Value> = {};
    for (const [key, value] of pairs) {
      if (key in found) throw new Error(`${key} is shown twice`);
      found[key] = value;
    }
    return found;
  };
  const lists = named('List ').map((section) => {
    const title = nameOf(section).replace('List ', '');
    return [
      title,
      pagesIn(section.querySelector(`ol[aria-label="Pages of ${title}, by next"]`)),
    ] as const;
  });
  const vectors = all(document, 'section[aria-label*=" of CPU"][aria-label*=" of 15"]').map(
    (section) =>
      [said(nameOf(section), /^(.*), \d+ of \d+$/), pagesIn(section.querySelector('ol'))] as const,
  );
  const locks = all(document, 'ul[aria-label="Locks"] > li').map((item) => {
    const text = textOf(item);
    const holder = /^[\w.]+ is held by (.*?) (?:since|from)/.exec(text)?.[1];
    return [said(text, /^([\w.]+) is /), holder ?? said(text, /^[\w.]+ is (free)/)] as const;
  });
  const next = all(document, 'section[aria-label="CPUs"] section').map((section) => {
    const name = said(nameOf(section), /^([^,]+)/);
    const buttons = all(section, 'button').filter((button) => !nameOf(button).startsWith('Edit '));
    const stepper = buttons.at(-1);
    const isAble = stepper?.getAttribute('aria-disabled') !== 'true';
    // Of many CPUs one listing is unfolded, below them all.
    const line = document.querySelector(
      `ol[aria-label="Listing of ${name}"] > li[aria-current="step"]`,
    );
    const code = line?.querySelector('code') ?? null;
    if (line === null || code === null || (!name.startsWith('CPU') && !isAble)) {
      return [name, null] as const;
    }
    const stack = section.querySelector(`ol[aria-label="Call stack of ${name}"]`);
    const before = document.createRange();
    before.setStart(line, 0);
    before.setEndBefore(code);
    const number = /(\d+)\s*$/.exec(before.toString())?.[1];
    return [
      name,
      {
        fn: textOf(stack?.querySelector('li[aria-current="true"]') ?? null)
          .replace(/^… ›\s*/, '')
          .replace(/\(.*$/, ''),
        line: number === undefined ? null : Number(number),
        text: textOf(code),
      },
    ] as const;
  });
  const wordOf = (offset: 8 | 16): string => {
    const section = document.querySelector(`section[aria-label="Word ${offset}"]`);
    const spans = section === null ? [] : all(section, 'span').map(textOf);
    const word = spans.find((one) => /^[0-9a-f]{16}$/.test(one));
    if (word === undefined) throw new Error(`the lens has no word ${offset}`);
    return word;
  };
  const told = named('References to page ')[0];
  if (told === undefined) throw new Error('nothing tells the references');
  const counts = all(told, 'p').map(textOf).join('\n');
  const pinCount = /\w+_count is (-?\d+)/.exec(counts)?.[1];
  return {
    cursor,
    pages,
    lists: entries(lists.filter(([, members]) => members.length > 0)),
    pagevecs: entries(vectors.filter(([, members]) => members.length > 0)),
    locks: entries(locks),
    next: entries(next),
    lens: {
      page: said(
        textOf(all(document, 'h2').find((one) => textOf(one).startsWith('Page ')) ?? null),
        /^Page (\w+)/,
      ),
      word8: wordOf(8),
      word16: wordOf(16),
    },
    references: {
      refcount: Number(said(counts, /_refcount of \w+ is (-?\d+)/)),
      holders: all(told, 'li').length,
      pins: Number(said(counts, /(\d+) pins? (?:is|are) outstanding/)),
      pinCount: pinCount === undefined ? null : Number(pinCount),
    },
    says: document.querySelector('[role="slider"]')?.getAttribute('aria-valuetext') ?? '',
    alert: textOf(document.querySelector('[role="alert"]')),
  };
}
