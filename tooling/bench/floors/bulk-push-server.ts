import { createServer } from 'node:http';
import { Superuser } from '@auraconnect/cloud-sync/testing/superuser.ts';

/**
 * A program of its own: takes documents in bulk, as the push handler of a replication is written in most tutorials (RxDB's among
 * them), and puts each into a table by its id. Nothing is checked, folded or counted.
 */
const [databaseUrl = '', port = ''] = process.argv.slice(2);
const database = await Superuser.connect(databaseUrl);
await database.run(
  'create table if not exists public.pushed_document (id text primary key, updated_at timestamptz not null, document jsonb not null)',
);

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const text = Buffer.concat(chunks).toString();
    if (text === '') {
      response.end('ok');
      return;
    }
    database
      .run(
        `insert into public.pushed_document select d.document ->> '_id', now(), d.document from jsonb_array_elements($1::jsonb) as d(document)
         on conflict (id) do update set updated_at = excluded.updated_at, document = excluded.document`,
        [text],
        'push',
      )
      .then(
        () => response.end('[]'),
        () => response.destroy(),
      );
  });
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
