import pg from 'pg';
import { ShapeRefused, ShapeUnavailable } from '../../../shape/tables/refusals.ts';

/** What Postgres itself said, with its code; null for any other trouble. */
export function databaseErrorOf(
  error: unknown,
): { code: string; message: string; position?: string | undefined } | null {
  return error instanceof pg.DatabaseError && error.code !== undefined
    ? { code: error.code, message: error.message, position: error.position }
    : null;
}

/** Classes 22 and 54: the data, and more than Postgres takes in one statement. */
const isOfTheFilter = (code: string): boolean => /^(?:22|54)/.test(code);

/** Class 42, and what Postgres says when a table or a type goes away in the middle of a statement ("cache lookup failed"). */
export const isOfTheTable = (code: string): boolean => /^(?:42|XX000)/.test(code);

/** Runs what reads rows by a client's filter: a row that the filter fails on is this shape's trouble and nobody else's. */
export async function byFilter<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const known = databaseErrorOf(error);
    if (known !== null && isOfTheFilter(known.code)) throw new ShapeRefused({ where: [known.message] });
    // The table is not what it was a moment ago.
    if (known !== null && isOfTheTable(known.code)) throw new ShapeUnavailable('The table is being changed', 1, error);
    throw error;
  }
}
