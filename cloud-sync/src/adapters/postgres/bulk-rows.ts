import { storable } from './json-rows.ts';

type Value = string | number | boolean | null | readonly string[];

/** Columns of a table by name, with the type that Postgres reads each of them as. */
export type BulkColumns<Row> = { readonly [Name in keyof Row & string]: string };

/**
 * Rows of one store on their way into a table as one array per column: a third of the work that the same rows as JSON are, for Postgres
 * reads no names and makes no documents. The statement counts its parameters from `firstPlace`; $1 and $2 are the tenant and the store.
 */
export class BulkTable<Row extends { readonly [Name in keyof Row]: Value }> {
  readonly #table: string;
  readonly #columns: readonly [name: keyof Row & string, type: string][];

  constructor(table: string, columns: BulkColumns<Row>) {
    this.#table = table;
    this.#columns = Object.entries(columns) as [keyof Row & string, string][];
  }

  get width(): number {
    return this.#columns.length;
  }

  /** `insert into ... select ...`, for an `on conflict` to follow. */
  insert(firstPlace: number): string {
    const names = this.#columns.map(([name]) => name).join(', ');
    const read = this.#columns.map(([name, type]) => (type === 'text[]' ? `${name}::text[]` : name)).join(', ');
    // An array of arrays would come apart into single texts: each one stays a text until it is read.
    const arrays = this.#columns.map(
      ([, type], place) => `$${firstPlace + place}::${type === 'text[]' ? 'text' : type}[]`,
    );
    return `insert into ${this.#table} (tenant, store, ${names}) select $1::uuid, $2::uuid, ${read} from unnest(${arrays.join(', ')}) as r(${names})`;
  }

  values(rows: readonly Row[]): string[] {
    return this.#columns.map(([name]) => arrayText(rows.map((row) => row[name])));
  }
}

/** Stands in the text of an array as it is. */
const plain = /^[\w.:+-]+$/;

/** An array as Postgres reads it. A NUL or a lone surrogate becomes a replacement character, as in `jsonRows`. */
export function arrayText(values: readonly Value[]): string {
  const text = `{${values.map(elementText).join(',')}}`;
  return text.isWellFormed() && !text.includes('\0') ? text : storable(text);
}

function elementText(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'object') return quoted(arrayText(value));
  if (typeof value !== 'string') return String(value);
  return plain.test(value) && value.toLowerCase() !== 'null' ? value : quoted(value);
}

const quoted = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
