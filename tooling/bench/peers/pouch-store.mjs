// A program of its own: a store that keeps its orders in PouchDB, in memory, and replicates them. It reads them from the file that it is
// told (a JSON list) and then, for each line on its standard input, replicates to that address and says how many milliseconds it took.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import http from 'pouchdb-adapter-http';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

const InMemory = PouchDB.plugin(memory).plugin(http).plugin(replication);
const store = new InMemory('store', { adapter: 'memory' });
const documents = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (let from = 0; from < documents.length; from += 500) await store.bulkDocs(documents.slice(from, from + 500));
console.log('ready');

for await (const address of createInterface({ input: process.stdin })) {
  const startedMs = performance.now();
  // Five times what it sends at once unless it is told: the fastest that was found.
  const result = await store.replicate.to(new InMemory(address, { adapter: 'http' }), {
    batch_size: 500,
    batches_limit: 10,
  });
  if (!result.ok || result.docs_written !== documents.length) throw new Error(JSON.stringify(result).slice(0, 500));
  console.log(String(performance.now() - startedMs));
}
process.exit(0);
