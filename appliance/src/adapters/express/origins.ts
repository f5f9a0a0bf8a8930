import { isIP } from 'node:net';
import type { Request } from 'express';

const loopback = /^(::1|127(\.\d{1,3}){3}|::ffff:127(\.\d{1,3}){3})$/;

/** A host name that only means a machine nearby: an address, `localhost`, a bare name, or one of mDNS. */
function isLocalName(host: string | undefined): boolean {
  const name = (host ?? '')
    .replace(/:\d+$/, '')
    .replace(/^\[|\]$/g, '')
    .toLowerCase();
  return (
    name === 'localhost' ||
    isIP(name) !== 0 ||
    (name !== '' && !name.includes('.')) ||
    name.endsWith('.local') ||
    name.endsWith('.localhost')
  );
}

/**
 * Whether the request comes from the box itself. The name it was asked by counts as well: a page on the internet can make a
 * browser on the box call it under a name of its own (DNS rebinding).
 */
export function isOnTheBox(request: Request): boolean {
  return loopback.test(request.socket.remoteAddress ?? '') && isLocalName(request.headers.host);
}

export type OriginCheck = (origin: string | undefined, host: string | undefined) => boolean;

/** Pages of the appliance itself, and origins that were named to it. A caller without an origin is no browser page. */
export function originCheck(allowed: readonly string[]): OriginCheck {
  const named = new Set(allowed);
  return (origin, host) => {
    if (origin === undefined) return true;
    if (named.has(origin)) return true;
    try {
      return host !== undefined && new URL(origin).host === host;
    } catch {
      return false;
    }
  };
}
