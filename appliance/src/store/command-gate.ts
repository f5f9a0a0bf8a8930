import type { CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import type { Problem } from '@auraconnect/shared/protocol/problem.ts';
import type { SubmittedCommand } from './core.ts';
import type { DeviceStreams } from './device-streams.ts';
import { problemOf } from './jobs.ts';
import { sha256 } from './ledger.ts';
import type { DeviceState } from './state.ts';
import type { RecordedCommand } from './storage.ts';

export type Passage =
  | { type: 'next'; bodyHash: string }
  | { type: 'repeat'; record: RecordedCommand }
  /** Another history has answered it; what it led to there was adopted, up to `seq`. Null: it led to nothing. */
  | { type: 'adopted'; seq: number | null }
  /** `isFurther`: the device has gone on where this history has not. */
  | { type: 'problem'; problem: Problem; isFurther: boolean };

export interface GateState {
  /** @param isNext it is the next of its stream: then it can only be known if the same id was used in another place. */
  find(commandId: string, isNext: boolean): RecordedCommand | null;
  streams: DeviceStreams;
  /** What was adopted of a command; null when that stream was not adopted as far as that. */
  adopted(deviceId: string, incarnation: string, n: number): { seq: number | null } | null;
  device(deviceId: string): DeviceState | null;
  /** Nobody has said yet whether this history lacks what such a device did: see `Core.expectLost` and `AwaitedDevices`. */
  mayLack(deviceId: string, lastN: number): boolean;
}

/**
 * What makes a command the same command. Tokens are left out: a person who signed in again may send again what waited,
 * without it becoming another command. So is the fact: a till tells it from the second try on, when nobody answered the first, and
 * whichever came first is what counts. A device keeps exact bytes, so the members come in the same order again. Eight bytes of
 * the hash are enough: they are only compared for one and the same command id.
 */
export function bodyHashOf({ commandId, incarnation, n, sentAt, type, payload }: CommandEnvelope): string {
  const body = [commandId, incarnation, n, sentAt, type, payload];
  return sha256(JSON.stringify(body)).slice(0, 16);
}

/** DESIGN rule 9: a gap waits, a repeat is answered from the record, the same n or id with other bytes is refused. */
export function passGate({ envelope, deviceId }: SubmittedCommand, state: GateState): Passage {
  const { commandId, incarnation, n } = envelope;
  const device = state.device(deviceId);
  if (device === null || device.revokedAt !== null) {
    return stop(401, 'device_revoked', 'This device is no longer part of the store; pair it again.');
  }
  if (incarnation !== device.incarnation) {
    return stop(422, 'incarnation_unknown', 'This device was set up again since; pair it again.', {
      incarnation: device.incarnation,
    });
  }
  const bodyHash = bodyHashOf(envelope);
  const lastN = state.streams.lastN(deviceId, incarnation);
  const record = state.find(commandId, n === lastN + 1);
  if (record !== null) {
    const same =
      record.deviceId === deviceId &&
      record.incarnation === incarnation &&
      record.n === n &&
      record.bodyHash === bodyHash;
    return same ? { type: 'repeat', record } : conflict(commandId, n, lastN);
  }
  if (n <= lastN) {
    const adopted = state.adopted(deviceId, incarnation, n);
    return adopted === null ? conflict(commandId, n, lastN) : { type: 'adopted', seq: adopted.seq };
  }
  if (n > lastN + 1) {
    const problem = state.mayLack(deviceId, lastN)
      ? stop(
          503,
          'history_incomplete',
          'This box does not have yet what this device did before; it gets it from the cloud first.',
          { commandId, n, lastN },
        )
      : stop(409, 'stream_gap', 'Something this device did before has not arrived yet; it is sent again.', {
          commandId,
          n,
          expectedN: lastN + 1,
        });
    return { ...problem, isFurther: true };
  }
  return { type: 'next', bodyHash };
}

const conflict = (commandId: string, n: number, lastN: number): Passage =>
  stop(422, 'command_conflict', 'This was already sent with another content; nothing was changed.', {
    commandId,
    n,
    lastN,
  });

type Stop = Extract<Passage, { type: 'problem' }>;

const stop = (status: number, code: string, title: string, data: Record<string, unknown> = {}): Stop => ({
  type: 'problem',
  problem: problemOf(status, code, title, data),
  isFurther: false,
});
