import { afterAll, beforeAll, describe, inject } from 'vitest';
import { createIdSource } from '@auraconnect/shared/time/uuid-v7.ts';
import { journalsKeepTheirWord } from '../../testing/store-journal.contract.ts';
import { TestCloud } from '../../testing/test-cloud.ts';
import { Database } from '../adapters/postgres/database.ts';
import { postgresJournals } from '../adapters/postgres/store-journals.ts';
import { systemClock, systemRandom } from '../adapters/system/system-ports.ts';

describe('journals in Postgres', () => {
  const ids = createIdSource(systemClock, systemRandom);
  let cloud: TestCloud;
  let database: Database;
  beforeAll(async () => {
    cloud = await TestCloud.start(inject('pgUrl'));
    const options = { connectionString: cloud.database.url, poolSize: 2, statementTimeoutMs: 10_000 };
    database = new Database(options, () => undefined);
  });
  afterAll(async () => {
    await database.close();
    await cloud.stop();
  });

  journalsKeepTheirWord(async () => {
    const owner = await cloud.owner();
    const box = (await cloud.box(owner)).open();
    return {
      journals: postgresJournals(database, { newId: () => ids.next(), nowMs: () => Date.now(), heldBy: 'test' }),
      tenantId: owner.tenantId,
      box,
    };
  });
});
