import type { ByteChannel, OpenChannel } from '../transports/byte-channel.ts';
import { ScaleFault } from './scale.ts';
import type { Scale, Weight, WeightUnit } from './scale.ts';

/**
 * The protocol of Mettler-Toledo's 8217, which most retail scales speak (Viva, Ariva, DIVA, Magellan, and many clones; usually 9600 baud, 7
 * data bits, even parity, 1 stop bit). Asked with `W`, the scale answers
 *
 *     STX  weight  [N]  CR          at rest; N: net, a tare is set
 *     STX  ?  status  CR            otherwise
 *
 * and some clones put an ETX behind it. The weight has no unit: which one the scale is set to is a setting. Status bits (DIVA service manual
 * 6.1.4.3): 0 in motion, 1 over capacity, 2 under zero, 3 outside the zero capture range, 4 at zero, 5 net, 6 always 1.
 */
const stx = 0x02;
const cr = 0x0d;
const questionMark = 0x3f;
const status = { moving: 1, overload: 2, underZero: 4, notZeroed: 8, zero: 16 } as const;
/** The longest answer has nine bytes; what is longer is another protocol. */
const longestAnswer = 32;

export interface Scale8217Settings {
  readonly unit: WeightUnit;
  /** Digits behind the point of a scale that sends none. */
  readonly decimals?: number;
  /** Clones want a CR behind the question; the original takes it for a question that it does not know. */
  readonly question?: 'W' | 'W\r';
  readonly answerTimeoutMs?: number;
}

/** The whole answer in what was received, or null while it is not all there. `unreadable` is no weight of this protocol. */
export function read8217(received: Uint8Array, settings: Scale8217Settings): Weight | 'unreadable' | null {
  // The highest bit is parity where the port was opened with eight bits.
  const bytes = received.map((byte) => byte & 0x7f);
  const from = bytes.lastIndexOf(stx);
  const end = bytes.indexOf(cr, Math.max(from, 0));
  if (from === -1 || end === -1) return bytes.length > longestAnswer ? 'unreadable' : null;
  const body = bytes.subarray(from + 1, end);
  const text = new TextDecoder('latin1').decode(body).trim();
  if (body[0] === questionMark || text.startsWith('?'))
    return text.length < 2 ? 'unreadable' : ofStatus(text.charCodeAt(1));
  const digits = /^(?<whole>\d{1,6})(?:\.(?<part>\d{1,4}))?N?$/.exec(text)?.groups;
  if (digits === undefined) return 'unreadable';
  const { whole = '', part } = digits;
  return weighed(part === undefined ? pointIn(whole, settings.decimals ?? 0) : `${whole}.${part}`, settings.unit);
}

function ofStatus(bits: number): Weight | 'unreadable' {
  if ((bits & status.overload) !== 0) return { state: 'overload' };
  if ((bits & status.underZero) !== 0) return { state: 'under-zero' };
  if ((bits & status.moving) !== 0) return { state: 'moving' };
  if ((bits & status.notZeroed) !== 0) return { state: 'not-zeroed' };
  return (bits & status.zero) === 0 ? 'unreadable' : { state: 'zero' };
}

function pointIn(digits: string, decimals: number): string {
  if (decimals === 0) return digits;
  const padded = digits.padStart(decimals + 1, '0');
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}

function weighed(text: string, unit: WeightUnit): Weight {
  const value = text.replace(/^0+(?=\d)/, '');
  return /[1-9]/.test(value) ? { state: 'stable', value, unit } : { state: 'zero' };
}

/** A scale behind a serial port, or any other wire. The wire is opened with the first question and anew after it broke. */
export function openScale8217(open: OpenChannel, settings: Scale8217Settings): Scale {
  let channel: ByteChannel | null = null;
  let received: Uint8Array = new Uint8Array();
  let told = (): void => {};
  let turn: Promise<unknown> = Promise.resolve();

  const connected = async (): Promise<ByteChannel> => {
    if (channel !== null) return channel;
    const opened = await open(undefined).catch((error: unknown) => {
      throw new ScaleFault('scale.unreachable', 'The scale cannot be reached: look at its cable.', error);
    });
    opened.onBytes((bytes) => {
      const joined = new Uint8Array(received.length + bytes.length);
      joined.set(received);
      joined.set(bytes, received.length);
      received = joined.subarray(-4 * longestAnswer);
      told();
    });
    void opened.closed.then(() => {
      if (channel === opened) channel = null;
      told();
    });
    channel = opened;
    return opened;
  };

  const ask = async (): Promise<Weight> => {
    const wire = await connected();
    // What came late belongs to an earlier question.
    received = new Uint8Array();
    const answered = new Promise<Weight | 'unreadable' | null>((resolve) => {
      const timer = setTimeout(() => resolve(null), settings.answerTimeoutMs ?? 1000);
      told = () => {
        const answer = channel === null ? null : read8217(received, settings);
        if (answer === null && channel !== null) return;
        clearTimeout(timer);
        resolve(answer);
      };
    });
    await wire.write(new TextEncoder().encode(settings.question ?? 'W')).catch((error: unknown) => {
      throw new ScaleFault('scale.unreachable', 'The line to the scale broke.', error);
    });
    const answer = await answered;
    told = () => {};
    if (answer !== null && answer !== 'unreadable') return answer;
    const reason = answer === null ? 'The scale does not answer.' : 'The scale speaks another protocol.';
    throw new ScaleFault('scale.no-answer', reason);
  };

  return {
    weigh: () => {
      const mine = turn.then(ask);
      turn = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await turn;
      channel?.destroy();
      channel = null;
    },
  };
}
