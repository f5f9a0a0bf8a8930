import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { bodyDictionary } from './body-dictionary.ts';

/**
 * How texts are kept in a blob: one byte says how, the rest is the texts joined by line feeds (canonical JSON never contains
 * one). Deflate with a fixed dictionary halves the time of zstd at this size and packs as well; the dictionary belongs to
 * its number for ever.
 */
const plain = 0;
const deflated = 1;

const options = { dictionary: bodyDictionary, level: 3, memLevel: 8, windowBits: 14, chunkSize: 4096 } as const;
const separator = '\n';
/** A damaged blob must not become gigabytes. */
const mostBytes = 64_000_000;

export function packTexts(texts: readonly string[]): Buffer {
  const joined = Buffer.from(texts.join(separator), 'utf8');
  const packed = deflateRawSync(joined, options);
  const [code, bytes] = packed.length < joined.length ? [deflated, packed] : [plain, joined];
  const blob = Buffer.allocUnsafe(bytes.length + 1);
  blob[0] = code;
  bytes.copy(blob, 1);
  return blob;
}

export function unpackTexts(blob: Buffer): string[] {
  const bytes = blob.subarray(1);
  switch (blob[0]) {
    case plain:
      return bytes.toString('utf8').split(separator);
    case deflated:
      return inflateRawSync(bytes, { ...options, maxOutputLength: mostBytes })
        .toString('utf8')
        .split(separator);
    default:
      throw new Error(`a body is packed in a way that this version does not know (${String(blob[0])})`);
  }
}
