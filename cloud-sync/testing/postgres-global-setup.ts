import type { TestProject } from 'vitest/node';
import { startTestCluster } from './test-cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The test cluster's superuser; `newDatabase` takes it. */
    pgUrl: string;
  }
}

/** One cluster for all `.pg.test.ts` files, with a migrated template that each file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startTestCluster();
  project.provide('pgUrl', url);
  return stop;
}
