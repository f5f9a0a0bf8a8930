import { randomInt } from 'node:crypto';
import type { PrintEvidence } from '../../printer.ts';
import type { ByteChannel } from '../../transports/byte-channel.ts';
import { Conversation, type Answer } from '../conversation.ts';
import type { Dialogue, Tongue } from '../tongue.ts';
import type { StarProfile } from './profile.ts';
import { StarReplyReader, type StarReply } from './replies.ts';

/** ESC ACK SOH: carried out the moment it arrives, whatever waits in the receive buffer. */
const statusQuestion = Uint8Array.of(0x1b, 0x06, 0x01);
/** ESC RS a 1 (automatic status on), then ETB: behind the job, counted when it is printed. */
const etbQuestion = Uint8Array.of(0x1b, 0x1e, 0x61, 1, 0x17);
const etbCounts = 32;
const ids = 0x1_0000;

/** Star's line mode and StarPRNT, as one model speaks it. */
export function starTongue(profile: Pick<StarProfile, 'fence' | 'answersStatus'>): Tongue {
  let id = randomInt(ids);
  const nextId = (): number => {
    id = (id + 1) % ids;
    return id;
  };
  return {
    answersStatus: profile.answersStatus,
    isMute: false,
    talkOver: (channel) => starDialogue(channel, profile, nextId),
  };
}

function starDialogue(channel: ByteChannel, { fence }: Pick<StarProfile, 'fence'>, nextId: () => number): Dialogue {
  let etbCounter: number | null = null;
  const reader = new StarReplyReader();
  const conversation = new Conversation<StarReply>(channel, {
    feed: (bytes) => {
      const replies = reader.feed(bytes);
      for (const reply of replies) if (reply.type === 'status') etbCounter = reply.etbCounter ?? etbCounter;
      return replies;
    },
  });
  const documentDone = (timeoutMs: number, signal?: AbortSignal): Promise<Answer<PrintEvidence>> => {
    const id = nextId();
    return conversation.ask(
      Uint8Array.of(0x1b, 0x1d, 0x03, 1, id >> 8, id & 0xff),
      (reply) => (reply.type === 'document-done' && reply.id === id ? 'printed' : undefined),
      timeoutMs,
      signal,
    );
  };
  const etbDone = (timeoutMs: number, signal?: AbortSignal): Promise<Answer<PrintEvidence>> => {
    // Seen in the status that was asked for before the job: an answer to an older job has an older number.
    const wanted = ((etbCounter ?? 0) + 1) % etbCounts;
    return conversation.ask(
      etbQuestion,
      (reply) => (reply.type === 'status' && reply.etbCounter === wanted ? 'printed' : undefined),
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
    askWhetherDone: fence === 'document' ? documentDone : etbDone,
  };
}
