/**
 * A run as reviewers write races into mails: a column per CPU, one step below the other, calls
 * indented, the words that matter before -> after. Plain text of at most 78 columns.
 */
import { designTitle } from '../kernel/edition.ts';
import { pageWords } from '../kernel/page-words.ts';
import type { Actor } from '../listing/program.ts';
import { type Run, type RunStep, stateAt } from '../trace/run.ts';
import { type Call, Calls } from './mail-calls.ts';
import {
  MAIL_WIDTH,
  type MailColumn,
  mailColumns,
  type MailLine,
  wrapped,
} from './mail-columns.ts';
import { ascii, eventText, touchText } from './mail-step.ts';
import { isMemoryTouch, storyWords, type TellsStory } from './story-words.ts';

export interface MailTable {
  /** Up to and including the step that breaks the property. */
  readonly run: Run;
  /** What is wrong at the end: a sentence without a full stop. */
  readonly message: string;
  /** The two steps whose order decides, counted from 0, and a sentence about them. */
  readonly pair?: { readonly first: number; readonly second: number; readonly sentence: string };
  /** An address, or the part of one from `#` on. */
  readonly link?: string;
}

/** The whole text, a line end after each line. */
export function twoColumnTable({ run, message, pair, link }: MailTable): string {
  const { scenario, debug } = run.compiled;
  const columns = columnsOf(run);
  const end = run.steps.length;
  const decided = pair === undefined ? [] : ['', ...paragraph(`(1) before (2): ${pair.sentence}`)];
  const lines = [
    ...paragraph(`${scenario.title}, ${designTitle(run.compiled)}, debug checks: ${debug}`),
    '',
    ...mailColumns(columns, tableLines(run, columns, pair)),
    '',
    wordsLine(run, 'before', 0),
    wordsLine(run, 'after', end),
    '',
    ...paragraph(`Step ${end}: ${message}.`),
    ...decided,
    ...(link === undefined ? [] : ['', link]),
  ];
  return `${lines.map(ascii).join('\n')}\n`;
}

interface Column extends MailColumn {
  readonly actors: readonly number[];
}

/** Devices do little. */
const DEVICE_WIDTH = 20;

/** One per CPU, its interrupt in it, and one for all devices; without those that never move. */
function columnsOf({ compiled, steps }: Run): readonly Column[] {
  const { actors } = compiled.program;
  const moved = new Set(steps.map(({ actor }) => actor));
  const own = (is: (actor: Actor) => boolean): readonly number[] =>
    actors.flatMap((actor, index) => (is(actor) ? [index] : []));
  const cpus = actors
    .filter((actor) => actor.kind === 'cpu')
    .map(({ cpu, role }) => ({
      title: `CPU${cpu}, ${role}`,
      actors: own((actor) => actor.kind !== 'device' && actor.cpu === cpu),
    }));
  const device = {
    title: 'device',
    width: DEVICE_WIDTH,
    actors: own((actor) => actor.kind === 'device'),
  };
  return [...cpus, device].filter((column) => column.actors.some((actor) => moved.has(actor)));
}

type Pair = MailTable['pair'];

function tableLines(run: Run, columns: readonly Column[], pair: Pair): readonly MailLine[] {
  const tells = storyWords(run);
  const writer = new MailWriter(run, columns);
  for (const [index, step] of run.steps.entries()) {
    const mark = index === pair?.first ? ' (1)' : index === pair?.second ? ' (2)' : '';
    writer.step(step, tells, mark);
  }
  return writer.lines;
}

/** Writes steps one after the other; knows which calls stand there already. */
class MailWriter {
  readonly lines: MailLine[] = [];
  readonly #run: Run;
  readonly #columns: readonly Column[];
  readonly #calls: Calls;
  readonly #written = new Set<Call>();
  /** Blanks by which what a call does stands to the right of it. */
  readonly #unit: number;

  constructor(run: Run, columns: readonly Column[]) {
    this.#run = run;
    this.#columns = columns;
    this.#calls = new Calls(run);
    this.#unit = columns.length > 2 ? 1 : 2;
  }

  step({ actor, effects, index }: RunStep, tells: TellsStory, mark: string): void {
    const column = this.#columns.findIndex(({ actors }) => actors.includes(actor));
    let marked = mark;
    for (const effect of effects) {
      if (isMemoryTouch(effect) && (marked !== '' || tells(effect, index))) {
        const text = touchText(this.#run, effect, index) + marked;
        this.#write(column, effect.actor, text, effect.kind !== 'read');
        marked = '';
      }
      const event = eventText(this.#run, effect);
      if (event !== undefined) this.#write(column, effect.actor, event, false);
      this.#calls.follow(effect);
    }
  }

  /** A line below the calls it belongs to: the outermost, and the innermost where it changes something. */
  #write(column: number, actor: number, text: string, isChange: boolean): void {
    const calls = this.#calls.of(actor);
    const [outer] = calls;
    const inner = calls.at(-1);
    if (outer !== undefined) this.#call(column, calls, outer);
    if (inner !== undefined && isChange) this.#call(column, calls, inner);
    this.lines.push({ column, indent: this.#indent(calls), text });
  }

  #call(column: number, calls: readonly Call[], call: Call): void {
    if (this.#written.has(call)) return;
    this.lines.push({ column, indent: this.#indent(calls), text: call.text });
    this.#written.add(call);
  }

  /** Calls that nothing was written of do not count. */
  #indent(calls: readonly Call[]): number {
    return this.#unit * calls.filter((call) => this.#written.has(call)).length;
  }
}

/** `P before: ffffea0000140088 ffffea0000140048, _refcount 2` */
function wordsLine(run: Run, when: string, cursor: number): string {
  const [page] = run.compiled.pages;
  if (page === undefined) return '';
  const { word8, word16, refcount } = pageWords(run.compiled, stateAt(run, cursor), page);
  const words = [word8, word16].map((word) => word.toString(16).padStart(16, '0')).join(' ');
  return `${page.name} ${`${when}:`.padEnd(7)} words ${words}, _refcount ${refcount}`;
}

function paragraph(text: string): readonly string[] {
  return wrapped(text, 0, MAIL_WIDTH).map((line) => line.trimStart());
}
