import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { changedSchemas, fingerprintFiles, type Fingerprints, unrecordedSchemas } from './schema-fingerprints.ts';

/**
 * Records the schemas that are new: `npx node shared/testing/record-schemas.ts`. A recorded schema that changed under the same
 * version is refused: raise its version first. `--unreleased` overwrites it, for forms that no store has ever written.
 */
const mayOverwrite = process.argv.includes('--unreleased');
let refused = 0;
for (const { url, current } of fingerprintFiles) {
  const recorded = existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as Fingerprints) : {};
  const now = current();
  const changed = changedSchemas(recorded, now);
  const added = unrecordedSchemas(recorded, now);
  const file = url.pathname.split('/').slice(-2).join('/');
  if (changed.length > 0 && !mayOverwrite) {
    refused += changed.length;
    console.error(`${file}: changed without a new version: ${changed.join(', ')}`);
    continue;
  }
  const merged: Fingerprints = { ...recorded, ...now };
  const sorted = Object.fromEntries(
    Object.keys(merged)
      .sort()
      .map((name) => [name, merged[name]]),
  );
  writeFileSync(url, `${JSON.stringify(sorted, null, 2)}\n`);
  console.log(`${file}: ${added.length} added, ${changed.length} overwritten, ${Object.keys(sorted).length} in all`);
}
process.exitCode = refused > 0 ? 1 : 0;
