import { randomUUID } from 'node:crypto';
import pg from 'pg';

export const templateDatabase = 'aura_template';

export interface TestDatabase {
  /** As the cluster's superuser, who sees every tenant: for looking behind the server's back. */
  url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own for a test file, or a copy of another that nobody is connected to. */
export async function newDatabase(clusterUrl: string, template: string = templateDatabase): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onCluster(clusterUrl, `create database ${name} template ${template} strategy file_copy`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onCluster(clusterUrl, `drop database ${name} with (force)`) };
}

async function onCluster(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
