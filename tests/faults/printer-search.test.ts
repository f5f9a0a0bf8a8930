import { expect } from 'vitest';
import { faultTest, needsRoot, needsTool, seen } from './support/fault-test.ts';
import { PrinterStreet } from './support/printer-street.ts';

faultTest(
  'A search in a network of its own finds every printer, and leaves the one that prints alone',
  [needsRoot, needsTool('ip', 'iproute2')],
  async () => {
    const street = new PrinterStreet('192.168.177.5', [
      '192.168.177.20',
      '192.168.177.21',
      '192.168.177.22',
      '192.168.177.23',
    ]);
    try {
      await street.open();
      const startedMs = performance.now();
      const { printers, asked, toAsk, ways } = await street.search([
        { id: 'bar', host: '192.168.177.23', port: 9100, connection: { type: 'network' } },
      ]);
      seen('printer search', `254 addresses in ${Math.round(performance.now() - startedMs)} ms`);
      expect(
        printers.map(({ host, makerAndModel, modelSuggestion, evidence }) => [
          host,
          makerAndModel,
          modelSuggestion,
          [...evidence].toSorted(),
        ]),
      ).toStrictEqual([
        ['192.168.177.20', 'Epson TM-T88V', 'epson-tm-t88v', ['epson', 'mdns', 'port-9100']],
        ['192.168.177.21', 'Star TSP143 (STR_T-001)', 'star-tsp100-futureprnt', ['port-9100', 'star']],
        ['192.168.177.22', null, null, ['port-9100']],
      ]);
      // 254 addresses without its own and without the printer that is in use.
      expect([asked, toAsk]).toStrictEqual([252, 252]);
      expect(ways.map(({ state }) => state)).toStrictEqual(ways.map(() => 'done'));
      expect(street.heard).toContain('connected 192.168.177.22');
      expect(street.heard).not.toContain('connected 192.168.177.23');
      expect(street.heard).not.toContain('bytes');
    } finally {
      await street.close();
    }
  },
);
