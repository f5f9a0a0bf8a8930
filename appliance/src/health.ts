import type { DamageRecord } from './integrity/damage.ts';
import type { ScrubRecord } from './integrity/scrub-record.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';

export type PartHealth = { status: 'ok' | 'degraded' | 'failed'; detail: Record<string, unknown> };

/** `failed`: no order can be taken. `degraded`: orders are taken and something needs a person. */
export interface HealthReport {
  status: 'ok' | 'degraded' | 'failed';
  version: string;
  uptimeSeconds: number;
  storeId: string;
  epoch: string;
  boot: string;
  parts: Record<'journal' | 'scrub' | 'disk' | 'printers' | 'cloud' | 'screens', PartHealth>;
}

export interface HealthFacts {
  version: string;
  uptimeSeconds: number;
  storeId: string;
  epoch: string;
  boot: string;
  durability: 'ok' | 'failed';
  durableSeq: number;
  headHash: string;
  /** The last group that could not be written, until one could. */
  lastFault: { code: string; message: string } | null;
  freeBytes: number | null;
  /** Damage that was found; nothing is taken any more. */
  damage: DamageRecord | null;
  scrub: ScrubRecord & { lastFault: string | null };
  status: StoreStatus;
}

/** Less than this is a day or two of a busy store: somebody should be told. */
const littleRoomBytes = 200_000_000;

export function healthOf(facts: HealthFacts): HealthReport {
  const { status: store } = facts;
  const parts: HealthReport['parts'] = {
    journal: {
      status: facts.durability === 'failed' ? 'failed' : facts.lastFault === null ? 'ok' : 'degraded',
      detail: {
        durability: facts.durability,
        durableSeq: facts.durableSeq,
        headHash: facts.headHash,
        lastFault: facts.lastFault,
      },
    },
    scrub: {
      status:
        facts.damage !== null
          ? 'failed'
          : facts.scrub.projections === 'differ' || facts.scrub.lastFault !== null
            ? 'degraded'
            : 'ok',
      detail: { damage: facts.damage, ...facts.scrub },
    },
    disk: {
      status: facts.freeBytes === null || facts.freeBytes < littleRoomBytes ? 'degraded' : 'ok',
      detail: { freeBytes: facts.freeBytes },
    },
    printers: {
      status: store.printers.some(({ state }) => state !== 'ok') ? 'degraded' : 'ok',
      detail: { printers: store.printers },
    },
    // A store without internet is a store as it is meant to be.
    cloud: { status: store.cloud.state === 'refused' ? 'degraded' : 'ok', detail: { ...store.cloud } },
    screens: {
      status: store.unacknowledgedTickets > 0 ? 'degraded' : 'ok',
      detail: { screens: store.screens, unacknowledgedTickets: store.unacknowledgedTickets },
    },
  };
  const states = Object.values(parts).map((part) => part.status);
  const status = states.includes('failed') ? 'failed' : states.includes('degraded') ? 'degraded' : 'ok';
  const { version, uptimeSeconds, storeId, epoch, boot } = facts;
  return { status, version, uptimeSeconds, storeId, epoch, boot, parts };
}
