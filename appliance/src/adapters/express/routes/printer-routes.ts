import { z } from 'zod';
import { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import { DrawerReading } from '@auraconnect/shared/protocol/printing-api.ts';
import { Key } from '@auraconnect/shared/time/ids.ts';
import type { PrinterSight } from '../../../printing/print-machine.ts';
import type { PrinterSearch } from '../../../printing/printer-search.ts';
import type { Core } from '../../../store/core.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

export interface PrinterRouteParts {
  core: Core;
  /** Asks one printer of the settings how it is now; null when there is none of that id. */
  sightOf(printerId: string): Promise<PrinterSight | null>;
  search: PrinterSearch;
}

/** Looking for printers and at their drawers, for whoever sets them up. */
export function printerRoutes({ core, search, sightOf }: PrinterRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/printers/found',
      access: { permission: 'store.edit' },
      summary: 'What the search for printers has found so far',
      answer: { description: 'The search that runs, or the last one since the start.', schema: PrinterSearchState },
      async handle() {
        return { body: search.state };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/printers/searches',
      access: { permission: 'store.edit' },
      summary: 'Looks for printers on USB, serial ports and the network',
      body: z.strictObject({}),
      answer: {
        description: 'The search as it begins, or the one that runs already; ask for `printers/found` as it goes on.',
        schema: PrinterSearchState,
        status: 202,
      },
      async handle() {
        const printers = await core.read((view) => view.catalogue().printers);
        return { status: 202, body: search.start(printers) };
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/printers/:id/drawer',
      access: { permission: 'store.edit' },
      summary: 'Asks a printer for the level of its drawer wire now',
      params: { id: Key },
      answer: { description: 'What it says at this moment.', schema: DrawerReading },
      async handle({ params }) {
        const sight = await sightOf(params['id'] ?? '');
        if (sight === null) throw new HttpProblem(404, 'printer_unknown', 'There is no printer of this name.');
        return { body: { level: sight.drawerPin, problem: sight.problem } };
      },
    }),
  ];
}
