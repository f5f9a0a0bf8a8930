import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { DesktopChannel, DesktopChannels } from '../common/channels.ts';
import { isTillPage } from './window-guards.ts';

export type ChannelHandlers = {
  [C in DesktopChannel]: (
    ...asks: DesktopChannels[C]['asks']
  ) => DesktopChannels[C]['answers'] | Promise<DesktopChannels[C]['answers']>;
};

/** Somebody who is not the till's own page asked for something. */
export class SenderRefused extends Error {
  override readonly name = 'SenderRefused';
  readonly code = 'sender_refused';
}

/** Answers the channels of the map, and only to the main frame of the till's own page at the appliance. */
export function answerChannels(ipcMain: IpcMain, handlers: ChannelHandlers, origin: () => string): void {
  for (const channel of Object.keys(handlers) as DesktopChannel[]) {
    ipcMain.handle(channel, (event, ...asks: unknown[]) => {
      mustBeTill(event, channel, origin());
      if (asks.some((ask) => typeof ask !== 'string')) throw new SenderRefused(`${channel} takes text`);
      const handle = handlers[channel] as (...texts: unknown[]) => unknown;
      return handle(...asks.slice(0, 1));
    });
  }
}

function mustBeTill({ senderFrame }: IpcMainInvokeEvent, channel: string, origin: string): void {
  // A frame that was closed or has navigated away since has no business any more.
  const isMain = senderFrame !== null && senderFrame.parent === null;
  if (!isMain || !isTillPage(senderFrame.url, origin)) throw new SenderRefused(`${channel} was asked by another page`);
}
