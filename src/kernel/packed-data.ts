/**
 * Plain data as a text in which every distinct value stands once: a compiled program repeats the
 * same call stacks, places and expressions thousands of times. Unpacking makes one object of each,
 * so that what was equal is the same. data-packer.ts writes it.
 *
 * Values stand in tables by their form, objects with the same keys in one table, column by column:
 * what stands below each other is alike, which the compression on the way to the browser likes. A
 * list begins like an earlier one of its table, as far as they agree: call stacks do.
 */

/** What can be packed. No cycles, no undefined, no -0, NaN or infinity. */
export type PlainData =
  | string
  | number
  | boolean
  | null
  | bigint
  | readonly PlainData[]
  | { readonly [key: string]: PlainData };

/** References to values, one per row. */
export interface PackedColumn {
  /** Number of the table: one for all, or one each. */
  readonly tables: number | readonly number[];
  /** Row in that table, as the distance from the last reference of this column into that table. */
  readonly rows: readonly number[];
}

/** Lists, by number: the first `keep` values of the list `back` before, then `more` of `values`. */
export interface PackedLists {
  readonly back: readonly number[];
  readonly keep: readonly number[];
  readonly more: readonly number[];
  readonly values: PackedColumn;
}

export type PackedTable =
  | { readonly plain: readonly (string | number | boolean | null)[] }
  /** In decimal. */
  | { readonly bigints: readonly string[] }
  | { readonly keys: readonly string[]; readonly columns: readonly PackedColumn[] }
  | { readonly lists: PackedLists };

/** The JSON of a packed text. */
export interface PackedData {
  readonly tables: readonly PackedTable[];
  /** The whole: its table and row. */
  readonly whole: readonly [number, number];
}

/** The data of a packed text. Throws where the text is none. */
export function unpacked(text: string): PlainData {
  const json: unknown = JSON.parse(text);
  if (!isPacked(json)) throw new Error('this is no packed data');
  const made: PlainData[][] = [];
  const at = (table: number, row: number): PlainData => {
    const rows = (made[table] ??= []);
    const known = rows[row];
    if (known !== undefined) return known;
    const maker = makers[table];
    if (maker === undefined) throw new Error(`packed data has no table ${table}`);
    const value = maker(row);
    rows[row] = value;
    return value;
  };
  const makers = json.tables.map((table) => makerOf(table, at));
  return at(...json.whole);
}

/** Enough to tell packed data from whatever else a server may answer with. */
function isPacked(json: unknown): json is PackedData {
  if (typeof json !== 'object' || json === null) return false;
  return 'tables' in json && Array.isArray(json.tables) && 'whole' in json;
}

type At = (table: number, row: number) => PlainData;

/** What makes the value in a row of the table. */
function makerOf(table: PackedTable, at: At): (row: number) => PlainData {
  if ('plain' in table) return (row) => present(table.plain[row]);
  if ('bigints' in table) return (row) => BigInt(present(table.bigints[row]));
  if ('lists' in table) return listMaker(table.lists, at);
  const columns = table.columns.map((column) => columnReader(column, at));
  return (row) =>
    Object.fromEntries(table.keys.map((key, index) => [key, present(columns[index])(row)]));
}

function listMaker({ back, keep, more, values }: PackedLists, at: At): (row: number) => PlainData {
  const valueAt = columnReader(values, at);
  const starts: number[] = [];
  let start = 0;
  for (const count of more) {
    starts.push(start);
    start += count;
  }
  const list = (row: number): PlainData[] => {
    const kept = keep[row] === 0 ? [] : list(row - present(back[row])).slice(0, keep[row]);
    for (let index = 0; index < present(more[row]); index += 1) {
      kept.push(valueAt(present(starts[row]) + index));
    }
    return kept;
  };
  return list;
}

function columnReader({ tables, rows }: PackedColumn, at: At): (index: number) => PlainData {
  const tableAt = (index: number): number =>
    typeof tables === 'number' ? tables : present(tables[index]);
  const last: number[] = [];
  const places = rows.map((step, index) => {
    const table = tableAt(index);
    const row = (last[table] ?? 0) + step;
    last[table] = row;
    return row;
  });
  return (index) => at(tableAt(index), present(places[index]));
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('packed data refers to something that is not there');
  return value;
}
