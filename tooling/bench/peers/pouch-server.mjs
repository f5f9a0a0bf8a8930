// A program of its own: PouchDB's own HTTP server, its databases in memory. It listens on the port that it is given last.
import express from 'express';
import expressPouch from 'express-pouchdb';
import memory from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';

const port = process.argv.at(-1);
const InMemory = PouchDB.plugin(memory).plugin(replication).defaults({ adapter: 'memory' });
// What replication needs and nothing beside it.
const pouch = expressPouch(InMemory, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: '/dev/null' });
express().use('/', pouch).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
