import { promisify } from 'node:util';
import { constants, gzip, zstdCompress } from 'node:zlib';
import { journalDictionary, journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { packedRowsForm, packUpRequest } from '@auraconnect/shared/protocol/journal-wire.ts';
import { dictionaryHeader, type UpRequest } from '@auraconnect/shared/protocol/sync.ts';

export interface PackedBody {
  headers: Record<string, string>;
  bytes: Buffer;
}

const gzipped = promisify(gzip);
const zstandard = promisify(zstdCompress);
const dictionary = Buffer.from(journalDictionary, 'base64');
const zstdOptions = { dictionary, params: { [constants.ZSTD_c_compressionLevel]: 3 } };

/** What every cloud reads. Packed on the thread pool, as all here. */
export async function packPlainly(body: unknown): Promise<PackedBody> {
  return { headers: { 'content-encoding': 'gzip' }, bytes: await gzipped(JSON.stringify(body), { level: 1 }) };
}

/** Rows of the journal in the smallest way that this cloud said it reads. */
export async function packRows(request: UpRequest, accepts: ReadonlySet<string>): Promise<PackedBody> {
  const packed = accepts.has(packedRowsForm) ? packUpRequest(request) : null;
  if (!accepts.has(`zstd.${journalDictionaryId}`)) return packPlainly(packed ?? request);
  return {
    headers: { 'content-encoding': 'zstd', [dictionaryHeader]: String(journalDictionaryId) },
    bytes: await zstandard(JSON.stringify(packed ?? request), zstdOptions),
  };
}
