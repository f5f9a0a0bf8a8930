import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ShapeFollower } from '../../../testing/shape-follower.ts';
import type { StoreBox } from '../../../testing/store-box.ts';
import { TestCloud, type SignedIn } from '../../../testing/test-cloud.ts';
import { TestShapeSource } from '../../../testing/test-shape-source.ts';

let source: TestShapeSource;
let cloud: TestCloud;
let owner: SignedIn;
let box: StoreBox;
let follower: ShapeFollower;

beforeAll(async () => {
  source = await TestShapeSource.start(inject('pgUrl'));
  cloud = await TestCloud.start(inject('pgUrl'), {
    databaseUrl: source.database.url,
    electric: { url: new URL(source.url).origin, secret: 'anything' },
  });
  owner = await cloud.owner();
  box = (await cloud.box(owner)).open();
  await box.sync();
});
afterAll(async () => {
  follower.stop();
  await cloud.stop();
  await source.stop();
});

test('the cloud whose ELECTRIC_URL names the shape source brings a store its menu and every edit of it', async () => {
  follower = new ShapeFollower({
    url: `${box.baseUrl}/v1/shape`,
    params: { table: 'feed' },
    headers: { authorization: async () => `Bearer ${await box.token()}` },
  });
  await follower.upToDate();
  expect(follower.rows.size).toBeGreaterThan(50);
  const { body } = await owner.get(`/api/v1/menu?storeId=${box.storeId}`);
  const entries = body.entries as { entity: string; id: string; rev: number; payload: object }[];
  const burgers = entries.find(({ entity, id }) => entity === 'category' && id === 'burgers');
  const published = await owner.post('/api/v1/menu/publish', {
    storeId: box.storeId,
    changes: [
      { entity: 'category', id: 'burgers', baseRev: burgers?.rev, payload: { ...burgers?.payload, name: 'Smash' } },
    ],
  });
  expect(published.status).toBe(200);
  const told = () => [...follower.rows.values()].find(({ id, entity }) => id === 'burgers' && entity === 'category');
  await follower.until(() => told()?.['rev'] === 2);
  expect(told()?.['payload']).toEqual(expect.stringContaining('Smash'));
  expect(follower.anomalies).toEqual([]);
});
