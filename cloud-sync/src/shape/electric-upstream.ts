import { feedFilter, type ShapeKey } from './feed/feed-shape.ts';

export interface ElectricService {
  url: string;
  secret: string | null;
}

/** Protocol parameters that a client may set; every other one is set here or left out. */
const passedOn = ['offset', 'handle', 'live', 'cursor', 'expired_handle', 'cache-buster'] as const;

/**
 * The address at which the real Electric service serves this store's shape. Which table and which rows is said here, from
 * what the box proved to be; nothing of it comes from the request.
 */
export function electricShapeUrl(
  service: ElectricService,
  { tenantId, storeId }: ShapeKey,
  query: Readonly<Record<string, unknown>>,
): URL {
  const url = new URL(`${service.url.replace(/\/+$/, '')}/v1/shape`);
  for (const name of passedOn) {
    const value = query[name];
    if (typeof value === 'string') url.searchParams.set(name, value);
  }
  url.searchParams.set('table', 'aura.feed');
  url.searchParams.set('where', feedFilter);
  url.searchParams.set('params[1]', tenantId);
  url.searchParams.set('params[2]', storeId);
  url.searchParams.set('replica', 'full');
  if (service.secret !== null) url.searchParams.set('secret', service.secret);
  return url;
}
