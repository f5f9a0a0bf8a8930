/** Reads so many bytes of a stream that comes in pieces of any size. */
export function* take(count: number): Generator<undefined, number[], number> {
  const bytes: number[] = [];
  while (bytes.length < count) bytes.push(yield);
  return bytes;
}

/** As `take`; of what is longer than any code or row only the beginning is kept. */
export function* keep(count: number, most: number): Generator<undefined, number[], number> {
  const bytes: number[] = [];
  for (let read = 0; read < count; read += 1) {
    const byte = yield;
    if (bytes.length < most) bytes.push(byte);
  }
  return bytes;
}
