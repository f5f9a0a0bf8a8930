import { randomInt } from 'node:crypto';
import type { ByteChannel } from '../../transports/byte-channel.ts';
import { Conversation, type Answer } from '../conversation.ts';
import type { Dialogue, Tongue } from '../tongue.ts';
import { CompletionFence } from './fence.ts';
import type { EscPosProfile } from './profile.ts';
import { ReplyReader } from './replies.ts';
import { statusAnswerBytes, statusFrom, statusQuestion } from './status.ts';
import type { StoredPictures } from './stored-pictures.ts';

const ready: Answer<true> = { type: 'answer', value: true };

/** ESC/POS, as one model speaks it. @param pictures that it keeps in its own memory, when there is reason to */
export function escPosTongue(
  profile: Pick<EscPosProfile, 'fence' | 'realTimeStatus'>,
  pictures: StoredPictures | null = null,
): Tongue {
  const fence = new CompletionFence(profile.fence, randomInt(94 ** 4));
  return {
    answersStatus: profile.realTimeStatus,
    isMute: profile.fence === 'none',
    talkOver: (channel) => escPosDialogue(channel, fence, pictures),
  };
}

function escPosDialogue(channel: ByteChannel, fence: CompletionFence, pictures: StoredPictures | null): Dialogue {
  const knownPictures = new Set<string>();
  pictures?.begin();
  const conversation = new Conversation(channel, new ReplyReader());
  return {
    channel,
    get isOpen() {
      return conversation.isOpen;
    },
    askStatus: (timeoutMs, signal) => {
      const answers: number[] = [];
      return conversation.ask(
        statusQuestion,
        (reply) => {
          if (reply.type === 'real-time') answers.push(reply.status);
          return answers.length === statusAnswerBytes ? statusFrom(answers) : undefined;
        },
        timeoutMs,
        signal,
      );
    },
    prepare: async (timeoutMs, signal) => pictures?.keep(conversation, knownPictures, timeoutMs, signal) ?? ready,
    askWhetherDone: (timeoutMs, signal) => fence.confirm(conversation, timeoutMs, signal),
  };
}
