import { z } from 'zod';
import { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import type { PrinterSearch } from '../../../printing/printer-search.ts';
import type { Core } from '../../../store/core.ts';
import { route, type Route } from '../route.ts';

export interface PrinterRouteParts {
  core: Core;
  search: PrinterSearch;
}

/** Looking for printers, for whoever sets them up. */
export function printerRoutes({ core, search }: PrinterRouteParts): Route[] {
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
  ];
}
