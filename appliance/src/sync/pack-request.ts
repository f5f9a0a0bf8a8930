import { setImmediate as letTillsIn } from 'node:timers/promises';
import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';
import { journalDictionary, journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { packedRowsForm, packUpRequest, type PackedUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import { dictionaryHeader, type UpRequest } from '@auraconnect/shared/protocol/sync.ts';

export interface PackedBody {
  headers: Record<string, string>;
  bytes: Buffer;
}

/** Written at a time, with the tills let in between. */
const rowsPerSlice = 100;

const gzipped = promisify(gzip);
const zstandard = promisify(zstdCompress);
const dictionary = Buffer.from(journalDictionary, 'base64');
const zstdOptions = { dictionary, params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/** What every cloud reads. Packed on the thread pool, as all here. */
export const packPlainly = (body: unknown): Promise<PackedBody> => packText(Buffer.from(JSON.stringify(body)));

async function packText(text: Buffer): Promise<PackedBody> {
  return { headers: { 'content-encoding': 'gzip' }, bytes: await gzipped(text, { level: 1 }) };
}

/** Rows of the journal in the smallest way that this cloud said it reads. */
export async function packRows(request: UpRequest, accepts: ReadonlySet<string>): Promise<PackedBody> {
  const packed = accepts.has(packedRowsForm) ? packUpRequest(request) : null;
  const text = packed === null ? Buffer.from(JSON.stringify(request)) : await jsonInSlices(packed);
  if (!accepts.has(`zstd.${journalDictionaryId}`)) return packText(text);
  return {
    headers: { 'content-encoding': 'zstd', [dictionaryHeader]: String(journalDictionaryId) },
    bytes: await zstandard(text, zstdOptions),
  };
}

/** The same JSON as in one piece, which would hold up an order for as long as it takes to write a thousand rows. */
async function jsonInSlices({ columns, bytes, ...request }: PackedUpRequest): Promise<Buffer> {
  const pieces = [Buffer.from(`${JSON.stringify(request).slice(0, -1)},"columns":`)];
  for (const [name, list] of [
    ['', columns],
    [',"bytes":', bytes],
  ] as const) {
    for (let place = 0; place < list.length; place += rowsPerSlice) {
      const slice = JSON.stringify(list.slice(place, place + rowsPerSlice)).slice(1, -1);
      pieces.push(Buffer.from(`${place === 0 ? `${name}[` : ','}${slice}`));
      await letTillsIn();
    }
    pieces.push(Buffer.from(']'));
  }
  return Buffer.concat([...pieces, Buffer.from('}')]);
}
