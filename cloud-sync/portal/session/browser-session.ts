import { Session } from './session.ts';

const base = '/api/v1';
const channelName = 'auraconnect.portal.session';
const lockName = 'auraconnect.portal.refresh';

/** The session of this browser: same origin, its cookies, its other tabs. */
export function browserSession(): Session {
  // Neither exists on every browser and address (locks need https or localhost); without them each tab is on its own.
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(channelName);
  const locks = 'locks' in navigator ? navigator.locks : null;
  const session = new Session({
    send: (path, init) =>
      fetch(`${base}${path}`, { ...init, credentials: 'same-origin', cache: 'no-store', redirect: 'error' }),
    ...(locks === null ? {} : { alone: (work) => locks.request(lockName, work) }),
    announceLeft: () => channel?.postMessage('left'),
  });
  channel?.addEventListener('message', () => session.leave('left'));
  return session;
}
