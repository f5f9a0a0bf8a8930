import { openBenchStore } from './store/bench-store.ts';
import { rmSync, mkdirSync, statSync, readFileSync } from 'node:fs';
rmSync('/dev/shm/apb', { recursive: true, force: true }); mkdirSync('/dev/shm/apb');
const s = await openBenchStore({ folder: '/dev/shm/apb/p', terminals: 8 });
for (let i = 0; i < 2000; i++) await s.terminals[0]!.sell();
s.db.pragma('wal_checkpoint(TRUNCATE)');
const N=2000;
const rows = s.db.prepare("select m.rootpage, m.name from sqlite_master m where rootpage>0").all() as any[];
try { console.log(s.db.prepare("select name, sum(pgsize) size, sum(payload) payload, count(*) pages from dbstat group by name order by size desc").all()); } catch (e) { console.log(String(e)); 
  for (const t of ['journal','command_record','order_doc','order_key','ticket','session_order','sales_item']) { } }
console.log('db', statSync('/dev/shm/apb/p/store.db').size / N);
console.log(s.db.prepare("select avg(length(pack)) b, count(*) n, sum(count) c from journal").get());
(await import('node:fs')).writeFileSync('/tmp/ap/prof/body.txt', s.storage.journal.rows(s.core.durableSeq-8,8).map(r=>r.bytes).join('\n'));
// wal pages of one order
const before = statSync('/dev/shm/apb/p/store.db-wal').size;
await s.terminals[0]!.sell();
const buf = readFileSync('/dev/shm/apb/p/store.db-wal');
const pages: number[] = [];
for (let o = 32; o + 24 + s.db.pragma("page_size",{simple:true}) <= buf.length; o += 24 + s.db.pragma("page_size",{simple:true})) pages.push(buf.readUInt32BE(o));
console.log('pages', pages.length, pages.join(' '));
await s.close();
