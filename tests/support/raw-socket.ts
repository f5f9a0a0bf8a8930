import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A WebSocket made by hand, so that what no client would send can be sent. */
export interface RawSocket {
  socket: Socket;
  /** First line of the answer to the handshake. */
  status: string;
  /** Text of the frames that came, unparsed. */
  heard(): string;
  /** Resolves with true when the server closed it. */
  closedWithin(timeoutMs: number): Promise<boolean>;
}

export interface Handshake {
  port: number;
  path?: string;
  deviceToken: string | null;
  origin?: string;
}

export function openRawSocket({ port, path = '/api/v1/stream', deviceToken, origin }: Handshake): Promise<RawSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port });
    let heard = Buffer.alloc(0);
    const closed = new Promise<void>((done) => socket.once('close', () => done()));
    socket.on('error', () => undefined);
    socket.once('close', () => reject(new Error('closed before an answer')));
    socket.on('data', (chunk: Buffer) => {
      heard = Buffer.concat([heard, chunk]);
      const text = heard.toString('latin1');
      if (!text.includes('\r\n\r\n')) return;
      resolve({
        socket,
        status: text.slice(0, text.indexOf('\r\n')),
        heard: () => heard.toString('latin1'),
        closedWithin: (timeoutMs) =>
          new Promise((done) => {
            const timer = setTimeout(() => done(false), timeoutMs);
            void closed.then(() => {
              clearTimeout(timer);
              done(true);
            });
          }),
      });
    });
    const lines = [
      `GET ${path} HTTP/1.1`,
      `Host: 127.0.0.1:${port}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...(deviceToken === null ? [] : [`Sec-WebSocket-Protocol: aura.v1, token.${deviceToken}`]),
      ...(origin === undefined ? [] : [`Origin: ${origin}`]),
    ];
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  });
}

export interface FrameShape {
  opcode?: number;
  fin?: boolean;
  reserved?: number;
  masked?: boolean;
  /** What the head says instead of the payload's real length. */
  claimedLength?: bigint;
}

/** One frame as RFC 6455 has it, or not. */
export function frame(
  payload: Buffer | string,
  { opcode = 1, fin = true, reserved = 0, masked = true, claimedLength }: FrameShape = {},
): Buffer {
  const data = Buffer.from(payload);
  const length = claimedLength ?? BigInt(data.length);
  const maskBit = masked ? 0x80 : 0;
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode;
  let head: Buffer;
  if (length < 126n) head = Buffer.from([first, maskBit | Number(length)]);
  else if (length < 65_536n) {
    head = Buffer.from([first, maskBit | 126, 0, 0]);
    head.writeUInt16BE(Number(length), 2);
  } else {
    head = Buffer.concat([Buffer.from([first, maskBit | 127]), Buffer.alloc(8)]);
    head.writeBigUInt64BE(length, 2);
  }
  if (!masked) return Buffer.concat([head, data]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, data.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}
