import type { CustomerPicture } from './customer-picture.ts';

/**
 * How a till's page tells the customer's page of the same machine what to show: inside the browser, so that it goes on when the appliance is
 * away. Whoever opens a display asks, and the till answers.
 */
const channelName = 'auraconnect-customer';

type Said = { type: 'asks' } | { type: 'picture'; picture: CustomerPicture } | { type: 'gone' };

/** A till that was closed by force says no more: then the display forgets what it showed. A page that is not in sight may speak once a minute. */
const sayAgainMs = 20_000;
const forgetAfterMs = 90_000;

export interface CustomerTeller {
  show(picture: CustomerPicture): void;
  end(): void;
}

/** The till's side. */
export function tellCustomer(): CustomerTeller {
  const channel = new BroadcastChannel(channelName);
  let latest: CustomerPicture | null = null;
  const post = (said: Said): void => channel.postMessage(said);
  const say = (): void => {
    if (latest !== null) post({ type: 'picture', picture: latest });
  };
  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data.type === 'asks') say();
  });
  const again = setInterval(say, sayAgainMs);
  const leave = (): void => post({ type: 'gone' });
  addEventListener('pagehide', leave);
  return {
    show(picture) {
      latest = picture;
      say();
    },
    end() {
      clearInterval(again);
      removeEventListener('pagehide', leave);
      leave();
      channel.close();
    },
  };
}

/** The display's side; null when no till of this machine shows anything. The returned function stops it. */
export function hearTill(onPicture: (picture: CustomerPicture | null) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  let silence: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => onPicture(null);
  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if (data.type === 'asks') return;
    clearTimeout(silence);
    if (data.type === 'gone') return forget();
    silence = setTimeout(forget, forgetAfterMs);
    onPicture(data.picture);
  });
  channel.postMessage({ type: 'asks' } satisfies Said);
  return () => {
    clearTimeout(silence);
    channel.close();
  };
}
