import type { Database } from 'better-sqlite3';
import type { BoxTables, WrongTries } from '../../store/storage.ts';
import { rowCheck } from './row-check.ts';
import { prepare } from './statement.ts';
import { blobToUuid, hexToBlob, uuidToBlob } from './values.ts';

interface TriesRow {
  failures: number;
  locked_until_ms: number;
  changed_ms: number;
}

/** What stays in the box. Written inside the group's transaction where an event goes with it, on its own otherwise. */
export function sqliteBoxTables(db: Database): BoxTables {
  const byToken = prepare<{ hash: Buffer }, { device_id: Buffer }>(db, (query, param) =>
    query.selectFrom('device_secret').select('device_id').where('token_hash', '=', param('hash')),
  );
  const setToken = prepare<{ id: Buffer; hash: Buffer; sum: number }>(db, (query, param) =>
    query
      .insertInto('device_secret')
      .values({ device_id: param('id'), token_hash: param('hash'), row_check: param('sum') })
      .onConflict((conflict) =>
        conflict.column('device_id').doUpdateSet((row) => ({
          token_hash: row.ref('excluded.token_hash'),
          row_check: row.ref('excluded.row_check'),
        })),
      ),
  );
  const removeToken = prepare<{ id: Buffer }>(db, (query, param) =>
    query.deleteFrom('device_secret').where('device_id', '=', param('id')),
  );
  const pin = prepare<{ id: string }, { hash: string }>(db, (query, param) =>
    query.selectFrom('staff_pin').select('hash').where('staff_id', '=', param('id')),
  );
  const pins = prepare<object, { staff_id: string }>(db, (query) =>
    query.selectFrom('staff_pin').select('staff_id').orderBy('staff_id'),
  );
  const setPin = prepare<{ id: string; hash: string; sum: number }>(db, (query, param) =>
    query
      .insertInto('staff_pin')
      .values({ staff_id: param('id'), hash: param('hash'), row_check: param('sum') })
      .onConflict((conflict) =>
        conflict
          .column('staff_id')
          .doUpdateSet((row) => ({ hash: row.ref('excluded.hash'), row_check: row.ref('excluded.row_check') })),
      ),
  );
  const tries = prepare<{ subject: string }, TriesRow>(db, (query, param) =>
    query
      .selectFrom('wrong_tries')
      .select(['failures', 'locked_until_ms', 'changed_ms'])
      .where('subject', '=', param('subject')),
  );
  const setTries = prepare<{ subject: string; sum: number } & TriesRow>(db, (query, param) =>
    query
      .insertInto('wrong_tries')
      .values({
        subject: param('subject'),
        failures: param('failures'),
        locked_until_ms: param('locked_until_ms'),
        changed_ms: param('changed_ms'),
        row_check: param('sum'),
      })
      .onConflict((conflict) =>
        conflict.column('subject').doUpdateSet((row) => ({
          failures: row.ref('excluded.failures'),
          locked_until_ms: row.ref('excluded.locked_until_ms'),
          changed_ms: row.ref('excluded.changed_ms'),
          row_check: row.ref('excluded.row_check'),
        })),
      ),
  );
  const clearTries = prepare<{ subject: string }>(db, (query, param) =>
    query.deleteFrom('wrong_tries').where('subject', '=', param('subject')),
  );

  return {
    deviceByTokenHash: (hash) => {
      const row = byToken.get({ hash: hexToBlob(hash) });
      return row === undefined ? null : blobToUuid(row.device_id);
    },
    setDeviceToken: (deviceId, tokenHash) => {
      const [id, hash] = [uuidToBlob(deviceId), hexToBlob(tokenHash)];
      setToken.run({ id, hash, sum: rowCheck([id, hash]) });
    },
    removeDeviceToken: (deviceId) => removeToken.run({ id: uuidToBlob(deviceId) }),
    pinHash: (staffId) => pin.get({ id: staffId })?.hash ?? null,
    setPinHash: (staffId, hash) => setPin.run({ id: staffId, hash, sum: rowCheck([staffId, hash]) }),
    staffWithPin: () => pins.all({}).map((row) => row.staff_id),
    wrongTries: (subject): WrongTries | null => {
      const row = tries.get({ subject });
      return row === undefined
        ? null
        : { failures: row.failures, lockedUntilMs: row.locked_until_ms, changedMs: row.changed_ms };
    },
    setWrongTries: (subject, value) => {
      if (value === null) clearTries.run({ subject });
      else
        setTries.run({
          subject,
          failures: value.failures,
          locked_until_ms: value.lockedUntilMs,
          changed_ms: value.changedMs,
          sum: rowCheck([subject, value.failures, value.lockedUntilMs, value.changedMs]),
        });
    },
  };
}
