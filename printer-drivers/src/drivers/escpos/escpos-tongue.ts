import { randomInt } from 'node:crypto';
import type { ByteChannel } from '../../transports/byte-channel.ts';
import { Conversation } from '../conversation.ts';
import type { Dialogue, Tongue } from '../tongue.ts';
import { CompletionFence } from './fence.ts';
import type { EscPosProfile } from './profile.ts';
import { ReplyReader } from './replies.ts';
import { statusAnswerBytes, statusFrom, statusQuestion } from './status.ts';

/** ESC/POS, as one model speaks it. */
export function escPosTongue(profile: Pick<EscPosProfile, 'fence' | 'realTimeStatus'>): Tongue {
  const fence = new CompletionFence(profile.fence, randomInt(94 ** 4));
  return {
    answersStatus: profile.realTimeStatus,
    isMute: profile.fence === 'none',
    talkOver: (channel) => escPosDialogue(channel, fence),
  };
}

function escPosDialogue(channel: ByteChannel, fence: CompletionFence): Dialogue {
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
    askWhetherDone: (timeoutMs, signal) => fence.confirm(conversation, timeoutMs, signal),
  };
}
