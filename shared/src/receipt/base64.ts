const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;

/** The bytes of base64 text, which a schema has checked; neither Node nor a browser is needed for it. */
export function bytesOfBase64(text: string): Uint8Array {
  const length = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let kept = 0;
  let bits = 0;
  let place = 0;
  for (let index = 0; index < length; index += 1) {
    kept = ((kept << 6) | values[text.charCodeAt(index) & 0x7f]!) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[place] = (kept >> bits) & 0xff;
    place += 1;
  }
  return bytes;
}
