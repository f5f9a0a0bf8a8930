/** How ids, dates and times are kept in columns. All of these give back exactly what went in. */

export const uuidToBlob = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');

export function blobToUuid(blob: Uint8Array): string {
  const hex = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export const hexToBlob = (hex: string): Buffer => Buffer.from(hex, 'hex');
export const blobToHex = (blob: Uint8Array): string =>
  Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).toString('hex');

const dayMs = 86_400_000;

/** `YYYY-MM-DD` as days since 1970-01-01. */
export const dateToDay = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);
export const dayToDate = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
