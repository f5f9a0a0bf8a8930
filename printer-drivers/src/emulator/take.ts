/** Reads so many bytes of a stream that comes in pieces of any size. */
export function* take(count: number): Generator<undefined, number[], number> {
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(yield);
  return bytes;
}
