import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip, zstdDecompress } from 'node:zlib';
import { journalDictionary, journalDictionaryId } from '@auraconnect/shared/protocol/journal-dictionary.ts';
import { dictionaryHeader } from '@auraconnect/shared/protocol/sync.ts';
import { Refused } from './refused.ts';

interface UnpackOptions {
  maxOutputLength: number;
  dictionary?: Buffer;
}

/** Every dictionary that a store may still use, by its id. */
const dictionaries = new Map([[String(journalDictionaryId), Buffer.from(journalDictionary, 'base64')]]);

const unpackers: Record<string, (packed: Buffer, options: UnpackOptions) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  zstd: promisify(zstdDecompress),
  identity: (plain) => Promise.resolve(plain),
};

/**
 * A JSON body, packed with gzip or zstd or not at all. Neither what arrives nor what it unpacks to may be larger than `limit`:
 * a few kilobytes can unpack to gigabytes.
 */
export async function readJsonBody(request: IncomingMessage, limit: number): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refused(415, 'bad_request', 'Send JSON (content-type: application/json).');
  const unpack = unpackers[(request.headers['content-encoding'] ?? 'identity').toLowerCase()];
  if (unpack === undefined) throw new Refused(415, 'bad_request', 'Send it as it is, or packed with gzip or zstd.');
  const dictionary = dictionaryOf(request);
  const packed = await readAll(request, limit);
  const plain = await unpack(packed, { maxOutputLength: limit, ...dictionary }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      throw new Refused(400, 'bad_request', 'The body cannot be unpacked.');
    },
  );
  if (plain.length > limit) throw tooLarge();
  try {
    // Fatal: a byte that is no UTF-8 would otherwise become another character, and a hash another hash.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plain)) as unknown;
  } catch {
    throw new Refused(400, 'bad_request', 'The body is not JSON.');
  }
}

function dictionaryOf({ headers }: IncomingMessage): { dictionary?: Buffer } {
  const id = headers[dictionaryHeader];
  if (id === undefined) return {};
  const dictionary = dictionaries.get(String(id));
  if (dictionary === undefined)
    throw new Refused(415, 'dictionary_unknown', 'This cloud does not know the dictionary with which that was packed.');
  return { dictionary };
}

const tooLarge = (): Refused => new Refused(413, 'body_too_large', 'That is too much at once.');

async function readAll(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
