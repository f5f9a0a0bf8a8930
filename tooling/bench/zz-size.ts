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
console.log(s.db.prepare("select avg(length(body)) b, count(body) n, count(*) c from journal").get(), s.db.prepare("select avg(length(doc)) d from order_doc").get());
for (const r of s.db.prepare("select * from journal order by seq desc limit 9").all() as any[]) console.log(r.seq, r.place, r.body?.length, s.storage.journal.rows(r.seq-1,1)[0]!.type, s.storage.journal.rows(r.seq-1,1)[0]!.bytes.length);
console.log(s.storage.journal.rows(s.core.durableSeq-9,9).map(r=>r.bytes).join('\n'));
// wal pages of one order
const before = statSync('/dev/shm/apb/p/store.db-wal').size;
await s.terminals[0]!.sell();
const buf = readFileSync('/dev/shm/apb/p/store.db-wal');
const pages: number[] = [];
for (let o = 32; o + 24 + 4096 <= buf.length; o += 24 + 4096) pages.push(buf.readUInt32BE(o));
console.log('pages', pages.length, pages.join(' '));
await s.close();
