const esc = 0x1b;
const ack = 0x06;
const extraDot = 0x08;

/** ESC ACK is carried out wherever it stands, so no picture may have it: one dot more, and it has not. Changes what it is given. */
export function harmless(dots: Uint8Array): Uint8Array {
  for (let index = dots.indexOf(esc); index >= 0; index = dots.indexOf(esc, index + 1))
    if (dots[index + 1] === ack) dots[index + 1]! |= extraDot;
  return dots;
}
