import express, { type Express } from 'express';
import type { StoreFault } from '../../store/store-fault.ts';
import { apiHeaders } from './http-server.ts';
import { problemOfFault, sendProblem } from './problems.ts';
import { mountScreens, type Screen } from './screens.ts';

export interface DamagedDoorParts {
  fault: StoreFault;
  screens: readonly Screen[];
  allowedOrigins: readonly string[];
  version: string;
}

/**
 * What answers in the place of a store whose record is damaged: every question gets the sentence that says so, the screens load, and
 * nothing of the data is touched. Tills sell on by themselves meanwhile.
 */
export function damagedDoor({ fault, screens, allowedOrigins, version }: DamagedDoorParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use('/api', apiHeaders({ allowedOrigins }));
  app.get('/health', (_request, response) => {
    response.status(503).json({ status: 'failed', version, code: fault.code, message: fault.message });
  });
  app.get('/', (_request, response) => void response.status(503).type('text').send(`${fault.message}\n`));
  app.use(['/api', '/metrics', '/openapi.json'], (_request, response) => {
    const { problem, headers } = problemOfFault(fault);
    sendProblem(response, problem, headers);
  });
  mountScreens(app, screens);
  return app;
}
