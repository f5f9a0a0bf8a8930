import Database from 'better-sqlite3';
import { SqliteStorage } from '@auraconnect/appliance/adapters/sqlite/sqlite-storage.ts';
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
    for (const device of [...world.tills, world.screen, world.desk]) {
      for (const { envelope, answer } of device.acknowledged.values()) {
        const record = storage.commands.find(envelope.commandId);
        if (record === null) broken.push(`${device.name} was answered ${envelope.type} ${envelope.n}, and it is gone`);
        else if ((record.refusal === null) !== (answer.status === 'accepted'))
          broken.push(
            `${device.name} was told ${answer.status} of ${envelope.type} ${envelope.n}, and it is otherwise`,
          );
      }
    }
    const rows = new Map(storage.journal.rows(0, head).map((row) => [row.seq, row.hash]));
    for (const { seq, hash } of world.cloud.kept(world.first.storeId).rows)
      if (rows.get(seq) !== hash) broken.push(`the cloud has event ${seq}, and the store has lost it`);
    for (const { job, printerId } of world.paper.papers) {
      const state = storage.projections.printJob(job.jobId)?.state;
      if (state === undefined || state === 'queued')
        broken.push(`${printerId} has printed ${job.document}, and the journal does not know that it began`);
    }
    return broken.slice(0, 5);
  } finally {
    db.close();
  }
}
