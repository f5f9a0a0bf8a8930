import Database from 'better-sqlite3';
import type { CommandAnswer, CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
import { papersElsewhere } from './papers-elsewhere.ts';
import type { World } from './world.ts';

/**
 * What the world was told and the disk does not have: an answer, a row in the cloud, a paper. Asked of the image that a crash left, so
 * that anything shown before it was durable comes to light.
 */
export function promisesBroken(world: World, image: Buffer): string[] {
  const db = new Database(image, { readonly: true });
  try {
    const storage = new SqliteStorage(db);
    const head = storage.journal.head().seq;
    const broken: string[] = [];
    const inCloud = world.cloud.kept(world.first.storeId).rows;
    const byPlace = new Map(inCloud.map((row) => [`${row.epoch} ${row.seq}`, row]));
    // An answer names the command's last event; a refusal, and an answer to what changed nothing, have none.
    const ledToSomething = (deviceId: string, { n }: CommandEnvelope, answer: CommandAnswer): boolean => {
      const row = answer.status === 'accepted' ? byPlace.get(`${answer.epoch} ${answer.seq}`) : undefined;
      return row?.device === deviceId && row.n === n;
    };
    for (const device of [...world.tills, world.screen, world.desk]) {
      for (const { envelope, answer } of device.acknowledged.values()) {
        const record = storage.commands.find(envelope.commandId);
        const { deviceId, incarnation } = device.device;
        const { throughN, seq } = storage.commands.adoptedCommand(deviceId, incarnation, envelope.n);
        // Answered by a box that is gone: what it led to was adopted.
        const isAdopted = envelope.n <= throughN && (answer.status === 'refused' || seq !== null);
        if (record === null && (isAdopted || (world.wasRestored && !ledToSomething(deviceId, envelope, answer))))
          continue;
        if (record === null) broken.push(`${device.name} was answered ${envelope.type} ${envelope.n}, and it is gone`);
        else if ((record.refusal === null) !== (answer.status === 'accepted'))
          broken.push(
            `${device.name} was told ${answer.status} of ${envelope.type} ${envelope.n}, and it is otherwise`,
          );
      }
    }
    const written = storage.journal.rows(0, head);
    const rows = new Map(written.map((row) => [row.seq, row.hash]));
    const elsewhere = papersElsewhere(written);
    for (const { id, type, seq, hash } of inCloud)
      if (rows.get(seq) !== hash && !type.startsWith('epoch.') && storage.commands.adoptedAt(id) === null)
        broken.push(`the cloud has event ${seq}, and the store has lost it`);
    for (const { job, printerId } of world.paper.papers) {
      const state = storage.projections.printJob(job.jobId)?.state;
      if (state === undefined && (world.onlyDevicesHad || elsewhere.has(job.jobId))) continue;
      if (state === undefined || state === 'queued')
        broken.push(`${printerId} has printed ${job.document}, and the journal does not know that it began`);
    }
    return broken.slice(0, 5);
  } finally {
    db.close();
  }
}
