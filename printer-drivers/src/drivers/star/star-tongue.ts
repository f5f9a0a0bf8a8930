import { randomInt } from 'node:crypto';
import type { PrintEvidence } from '../../printer.ts';
import type { ByteChannel } from '../../transports/byte-channel.ts';
import { Conversation, type Answer } from '../conversation.ts';
import type { Dialogue, Tongue } from '../tongue.ts';
import type { StarFence, StarProfile } from './profile.ts';
import { StarReplyReader, type StarReply } from './replies.ts';

/** ESC ACK SOH: carried out the moment it arrives, whatever waits in the receive buffer. */
const statusQuestion = Uint8Array.of(0x1b, 0x06, 0x01);
/** ESC RS a 1 (automatic status on), then ETB: behind the job, counted when it is printed. */
const etbQuestion = [0x1b, 0x1e, 0x61, 1, 0x17];
/** ESC GS ETX: answered with its id once everything before it is printed. */
const documentQuestion = (id: number): number[] => [0x1b, 0x1d, 0x03, 1, id >> 8, id & 0xff];
const etbCounts = 32;
const ids = 0x1_0000;

/** Star's line mode, StarPRNT and graphic mode, as one model speaks it. */
export function starTongue(profile: Pick<StarProfile, 'fence' | 'answersStatus'>): Tongue {
  let id = randomInt(ids);
  let { fence } = profile;
  const learns: Learns = {
    nextId() {
      id = (id + 1) % ids;
      return id;
    },
    // From then on nothing is counted: a late count of one job could be taken for the next one's.
    answersDocuments() {
      fence = 'document';
    },
    get fence() {
      return fence;
    },
  };
  return {
    answersStatus: profile.answersStatus,
    isMute: false,
    talkOver: (channel) => starDialogue(channel, learns),
  };
}

/** What one printer has shown of itself, over all its connections. */
interface Learns {
  readonly fence: StarFence;
  nextId(): number;
  answersDocuments(): void;
}

function starDialogue(channel: ByteChannel, learns: Learns): Dialogue {
  let etbCounter: number | null = null;
  const reader = new StarReplyReader();
  const conversation = new Conversation<StarReply>(channel, {
    feed: (bytes) => {
      const replies = reader.feed(bytes);
      for (const reply of replies) if (reply.type === 'status') etbCounter = reply.etbCounter ?? etbCounter;
      return replies;
    },
  });
  const askWhetherDone = (timeoutMs: number, signal?: AbortSignal): Promise<Answer<PrintEvidence>> => {
    const id = learns.nextId();
    // Seen in the status that was asked for before the job: an answer to an older job has an older number.
    const wanted = ((etbCounter ?? 0) + 1) % etbCounts;
    const byDocument = learns.fence !== 'etb';
    const byEtb = learns.fence !== 'document';
    return conversation.ask(
      Uint8Array.from([...(byDocument ? documentQuestion(id) : []), ...(byEtb ? etbQuestion : [])]),
      (reply) => {
        if (byEtb && reply.type === 'status' && reply.etbCounter === wanted) return 'printed';
        if (!byDocument || reply.type !== 'document-done' || reply.id !== id) return undefined;
        learns.answersDocuments();
        return 'printed';
      },
      timeoutMs,
      signal,
    );
  };
  return {
    channel,
    get isOpen() {
      return conversation.isOpen;
    },
    askStatus: (timeoutMs, signal) =>
      conversation.ask(
        statusQuestion,
        (reply) => (reply.type === 'status' ? reply.status : undefined),
        timeoutMs,
        signal,
      ),
    askWhetherDone,
  };
}
