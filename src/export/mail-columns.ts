/** Lines under each other in columns, wrapped where they are too long for theirs. */

/** A line of one column. */
export interface MailLine {
  readonly column: number;
  /** Blanks before the text; what is wrapped is set two further. */
  readonly indent: number;
  readonly text: string;
}

/** As wide as a mail may be without being wrapped by others. */
export const MAIL_WIDTH = 78;

const GAP = 2;

export interface MailColumn {
  readonly title: string;
  /** Characters that are enough for it; absent: an even share of what the others leave. */
  readonly width?: number;
}

/** A line of text each, no blanks at its end. */
export function mailColumns(
  columns: readonly MailColumn[],
  lines: readonly MailLine[],
): readonly string[] {
  const widths = widthsOf(columns);
  const starts = widths.map((_, at) => sum(widths.slice(0, at)) + GAP * at);
  const titles = columns.map(({ title }, at) => title.slice(0, widths[at]));
  const head = [titles, titles.map((title) => '-'.repeat(title.length))].map((texts) =>
    texts.reduce((line, text, at) => line.padEnd(starts[at] ?? 0) + text, ''),
  );
  const body = lines.flatMap(({ column, indent, text }) => {
    const blanks = ' '.repeat(starts[column] ?? 0);
    return wrapped(text, indent, widths[column] ?? MAIL_WIDTH).map((line) => blanks + line);
  });
  return [...head, ...body].map((line) => line.trimEnd());
}

function widthsOf(columns: readonly MailColumn[]): readonly number[] {
  const room = MAIL_WIDTH - GAP * (columns.length - 1);
  const even = Math.floor(room / columns.length);
  const narrow = columns.map(({ width }) =>
    width === undefined ? undefined : Math.min(width, even),
  );
  const sharing = narrow.filter((width) => width === undefined).length;
  const taken = sum(narrow.map((width) => width ?? 0));
  return narrow.map((width) => width ?? Math.floor((room - taken) / sharing));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Between words that stay on one line. */
const TIED = '\u00a0';

/** Words into lines of a width; a word that is longer than a line is cut. An arrow stays with its value. */
export function wrapped(text: string, indent: number, width: number): readonly string[] {
  const further = Math.min(indent + 2, width - 1);
  const lines: string[] = [];
  let line = ' '.repeat(indent);
  let start = indent;
  const feed = (): void => {
    lines.push(line);
    line = ' '.repeat(further);
    start = further;
  };
  const tied = text.replaceAll('-> ', `->${TIED}`).replaceAll(/ (\(\d\))$/g, `${TIED}$1`);
  for (const word of tied.split(' ')) {
    if (line.length > start && line.length + 1 + word.length > width) feed();
    let rest = word;
    while (line.length === start && rest.length > width - start) {
      const room = width - start;
      line += rest.slice(0, room);
      rest = rest.slice(room);
      feed();
    }
    line += line.length === start ? rest : ` ${rest}`;
  }
  return [...lines, line].map((one) => one.replaceAll(TIED, ' '));
}
