/** The answers of network cards as people recorded them, for responders that answer as the real ones do. */

const put = (bytes: Uint8Array, text: string, at: number): void => bytes.set(new TextEncoder().encode(text), at);

/** A TM-T88V's answer to the first question (147 bytes, escpos-php issue 923), with another model in its place. */
export function enpcPrinterAnswer(model: string): Uint8Array {
  const bytes = new Uint8Array(147);
  put(bytes, 'EPSONq', 0);
  bytes.set([3, 0, 0, 0, 0, 0, 0, 0x85, 0, 5, 0x20, 2, 0x64], 6);
  put(bytes, model, 19);
  return bytes;
}

/** A card's answer to the second question: 184 bytes, the hardware address, the name. */
export function enpcCardAnswer(name: string): Uint8Array {
  const bytes = new Uint8Array(184);
  put(bytes, 'EPSONq', 0);
  bytes.set([3, 0, 0, 1, 0, 0, 0, 170, 0x00, 0x26, 0xab, 0x12, 0x34, 0x56], 6);
  put(bytes, name, 56);
  return bytes;
}

/** The 302 bytes of a TSP100LAN. */
export function starAnswer(model: string): Uint8Array {
  const bytes = new Uint8Array(302);
  put(bytes, 'STR_BCAST', 0);
  put(bytes, 'RS1.0.1', 16);
  bytes.set([1, 0x2e], 24);
  put(bytes, 'TSP100LAN', 36);
  put(bytes, 'V2.1', 52);
  put(bytes, 'DHCP', 92);
  put(bytes, 'Star', 140);
  put(bytes, 'STAR', 172);
  put(bytes, model, 204);
  put(bytes, 'PRINTER', 268);
  return bytes;
}
