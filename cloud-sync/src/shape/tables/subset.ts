import { randomInt } from 'node:crypto';
import type { Subset } from './table-log.ts';
import { insertMessage } from './table-messages.ts';
import type { TableShape } from './table-shape.ts';

/** Rows of one moment, and that moment: the client leaves out what the stream tells of it until it has seen `beyond`. */
export function subsetBody(shape: TableShape, { rows, snapshot }: Subset, beyond: number): string {
  const [xmin = '0', xmax = '0', list = ''] = snapshot.split(':');
  const mark = randomInt(2 ** 31);
  const metadata = {
    xmin,
    xmax,
    xip_list: list === '' ? [] : list.split(','),
    snapshot_mark: mark,
    database_lsn: String(beyond),
  };
  const data = rows.map((row) => insertMessage(shape, row, { snapshot_mark: mark }));
  return `{"metadata":${JSON.stringify(metadata)},"data":[${data.join(',')}]}`;
}
