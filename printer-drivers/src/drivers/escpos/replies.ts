/** What a printer says, told apart by its bits (TM-T88III manual, appendix G), whatever else is mixed in. */
export type PrinterReply =
  /** Answer to DLE EOT: 0xx1xx10. Answers come in the order of the questions. */
  | { readonly type: 'real-time'; readonly status: number }
  /** Automatic status (GS a): 0xx1xx00 and three bytes 0xx0xxxx, which must be eaten together or they look like GS r. */
  | { readonly type: 'automatic'; readonly bytes: readonly number[] }
  /** Answer to GS ( H function 48: 37h 22h d1 d2 d3 d4 00h. */
  | { readonly type: 'process-id'; readonly id: string }
  /** Answer to GS ( L function 64: 37h 72h 40h, two characters of each picture that is kept, 00h; 41h when more are to come. */
  | { readonly type: 'picture-keys'; readonly keys: readonly string[]; readonly more: boolean }
  /** Answer to GS r: 0xx0xxxx. */
  | { readonly type: 'queued'; readonly status: number };

const xon = 0x11;
const xoff = 0x13;
const blockHeader = 0x37;
const textHeader = 0x5f;
const processIdIdentifier = 0x22;
const pictureKeysIdentifier = 0x72;
const moreFollow = 0x41;
/** Longer blocks than any printer sends; a lost NUL must not swallow all that follows. */
const maxBlockBytes = 100;

/** Reads a printer's answers. Total: bytes that mean nothing are passed over. */
export class ReplyReader {
  #automatic: number[] = [];
  #block: number[] = [];

  feed(bytes: Uint8Array): PrinterReply[] {
    const replies: PrinterReply[] = [];
    for (const byte of bytes) {
      const reply = this.#step(byte);
      if (reply !== null) replies.push(reply);
    }
    return replies;
  }

  #step(byte: number): PrinterReply | null {
    if (this.#block.length > 0) return this.#blockByte(byte);
    if (byte === xon || byte === xoff) return null;
    if (this.#automatic.length > 0) {
      if ((byte & 0x90) === 0) return this.#automaticByte(byte);
      this.#automatic = [];
    }
    if (byte === blockHeader || byte === textHeader) {
      this.#block = [byte];
      return null;
    }
    if ((byte & 0x93) === 0x12) return { type: 'real-time', status: byte };
    if ((byte & 0x93) === 0x10) return this.#automaticByte(byte);
    if ((byte & 0x90) === 0) return { type: 'queued', status: byte };
    return null;
  }

  #automaticByte(byte: number): PrinterReply | null {
    this.#automatic.push(byte);
    if (this.#automatic.length < 4) return null;
    const bytes = this.#automatic;
    this.#automatic = [];
    return { type: 'automatic', bytes };
  }

  #blockByte(byte: number): PrinterReply | null {
    if (byte !== 0) {
      this.#block.push(byte);
      if (this.#block.length > maxBlockBytes) this.#block = [];
      return null;
    }
    const [header, identifier, ...data] = this.#block;
    this.#block = [];
    if (header !== blockHeader) return null;
    if (identifier === pictureKeysIdentifier) return pictureKeys(data);
    if (identifier !== processIdIdentifier || data.length !== 4) return null;
    return { type: 'process-id', id: String.fromCharCode(...data) };
  }
}

function pictureKeys([more, ...characters]: readonly number[]): PrinterReply {
  const said = String.fromCharCode(...characters);
  return { type: 'picture-keys', keys: said.match(/../gs) ?? [], more: more === moreFollow };
}
