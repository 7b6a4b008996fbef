/** Writes what packed-data.ts reads. Runs when the page is built, not in it. */

import type { PackedColumn, PackedData, PackedLists, PackedTable } from './packed-data.ts';

/** The text of some plain data. Throws where it is none. */
export function packed(data: unknown): string {
  const packer = new DataPacker();
  const { table, row } = packer.pack(data);
  const result: PackedData = { tables: packer.tables(), whole: [table, row] };
  return JSON.stringify(result);
}

/** Where a value stands. Equal values stand at the same place. */
interface Place {
  /** Different for every value. */
  readonly id: number;
  readonly table: number;
  readonly row: number;
}

type Form = 'plain' | 'bigints' | 'lists' | readonly string[];
type Row = string | number | boolean | null | readonly Place[];

interface GrowingTable {
  readonly form: Form;
  readonly rows: Row[];
}

class DataPacker {
  readonly #tables: GrowingTable[] = [];
  readonly #tableNumbers = new Map<string, number>();
  readonly #places = new Map<string, Place>();

  pack(data: unknown): Place {
    switch (typeof data) {
      case 'string':
        return this.#place(`"${data}`, 'text', 'plain', data);
      case 'number':
        if (!Number.isFinite(data) || Object.is(data, -0)) {
          throw new Error(`${Object.is(data, -0) ? '-0' : data} cannot be packed`);
        }
        return this.#place(String(data), 'number', 'plain', data);
      case 'boolean':
        return this.#place(String(data), 'number', 'plain', data);
      case 'bigint':
        return this.#place(`${data}n`, 'bigint', 'bigints', String(data));
      case 'object':
        if (data === null) return this.#place('null', 'number', 'plain', data);
        return Array.isArray(data) ? this.#list(data) : this.#object(data);
      default:
        throw new Error(`${typeof data} cannot be packed`);
    }
  }

  tables(): readonly PackedTable[] {
    return this.#tables.map(({ form, rows }): PackedTable => {
      const parts = rows.map((row) => (isPlaces(row) ? row : []));
      if (form === 'lists') return { lists: packedLists(parts) };
      if (form === 'bigints') return { bigints: rows.map(String) };
      if (form === 'plain') return { plain: rows.flatMap((row) => (isPlaces(row) ? [] : [row])) };
      const columns = form.map((_, key) =>
        packedColumn(parts.flatMap((values) => values.slice(key, key + 1))),
      );
      return { keys: form, columns };
    });
  }

  /** Lists of the like stand together. */
  #list(data: readonly unknown[]): Place {
    const parts = Array.from(data, (part) => this.pack(part));
    const key = `[${parts.map(({ id }) => id).join()}`;
    return this.#place(key, `list of ${parts[0]?.table ?? 'nothing'}`, 'lists', parts);
  }

  #object(data: object): Place {
    const keys = Object.keys(data);
    const parts = Object.values(data).map((part) => this.pack(part));
    const table = JSON.stringify(keys);
    return this.#place(`${table}${parts.map(({ id }) => id).join()}`, table, keys, parts);
  }

  #place(key: string, tableName: string, form: Form, row: Row): Place {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const table = this.#tableNumbers.get(tableName) ?? this.#tables.length;
    const rows = this.#tables[table]?.rows ?? [];
    if (rows.length === 0) {
      this.#tableNumbers.set(tableName, table);
      this.#tables.push({ form, rows });
    }
    const place = { id: this.#places.size, table, row: rows.length };
    rows.push(row);
    this.#places.set(key, place);
    return place;
  }
}

function isPlaces(row: Row): row is readonly Place[] {
  return typeof row === 'object' && row !== null;
}

function packedColumn(places: readonly Place[]): PackedColumn {
  const last = new Map<number, number>();
  const rows = places.map(({ table, row }) => {
    const step = row - (last.get(table) ?? 0);
    last.set(table, row);
    return step;
  });
  const tables = places.map(({ table }) => table);
  const [first = 0] = tables;
  return { tables: tables.every((table) => table === first) ? first : tables, rows };
}

/** The lists so far as a tree of beginnings; a node is known by its parent and the value after it. */
class Beginnings {
  readonly #nodes = new Map<string, { readonly node: number; readonly list: number }>();

  /** The earlier list that agrees longest with this one, and how long; then this one is known, too. */
  longest(parts: readonly Place[], list: number): { readonly list: number; readonly keep: number } {
    let node = 0;
    let best = { list, keep: 0 };
    for (const [index, { id }] of parts.entries()) {
      const key = `${node} ${id}`;
      const known = this.#nodes.get(key) ?? { node: this.#nodes.size + 1, list };
      if (known.list !== list) best = { list: known.list, keep: index + 1 };
      this.#nodes.set(key, known);
      node = known.node;
    }
    return best;
  }
}

function packedLists(lists: readonly (readonly Place[])[]): PackedLists {
  const beginnings = new Beginnings();
  const begun = lists.map((parts, list) => beginnings.longest(parts, list));
  return {
    back: begun.map(({ list }, index) => index - list),
    keep: begun.map(({ keep }) => keep),
    more: lists.map((parts, index) => parts.length - (begun[index]?.keep ?? 0)),
    values: packedColumn(lists.flatMap((parts, index) => parts.slice(begun[index]?.keep ?? 0))),
  };
}
