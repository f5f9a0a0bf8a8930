import { createServer } from 'node:http';
import type { CommandEnvelope } from '@auraconnect/shared/protocol/command.ts';
import { cashier, openBenchStore } from '../store/bench-store.ts';
import { applianceFolder } from '../store/seed-store.ts';

/**
 * A program of its own: bare node:http in front of the same core with the same durability. It trusts whatever arrives: no routes,
 * no schemas, no keys, no tokens, no headers, no metrics.
 */
const [dataDir = '', port = ''] = process.argv.slice(2);
const store = await openBenchStore({ folder: applianceFolder(dataDir), terminals: 0 });

createServer((request, response) => {
  const deviceId = String(request.headers['x-device']);
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    if (text === '') {
      response.end('ok');
      return;
    }
    const envelopes = JSON.parse(text) as CommandEnvelope[];
    Promise.all(
      envelopes.map((envelope) =>
        store.core.submit({
          envelope,
          deviceId,
          staffId: cashier,
          approvedBy: null,
          correlationId: envelope.commandId,
        }),
      ),
    ).then(
      (outcomes) => {
        const answers = outcomes.map((outcome) =>
          'answer' in outcome ? { ...outcome.answer, order: null } : outcome.problem,
        );
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(answers));
      },
      () => response.destroy(),
    );
  });
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => void store.close().then(() => process.exit(0)));
