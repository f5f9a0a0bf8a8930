import { z } from 'zod';
import { PaperPage, VirtualPrinter, type PrinterFaults } from '@auraconnect/shared/receipt/paper.ts';

/** The control interface beside this page, wherever the page is served. */
const base = './api';

const Printers = z.object({ printers: z.array(VirtualPrinter) });

/** The virtual printers did not answer, or not as they should. */
export class EmulatorFault extends Error {
  override readonly name = 'EmulatorFault';
  readonly code = 'paper.emulator_unreachable';
}

export async function fetchPrinters(): Promise<VirtualPrinter[]> {
  return (await ask('/printers', Printers)).printers;
}

/** Papers of a printer, oldest first: the newest, or those right behind `after` or right before `before`. */
export async function fetchPapers(
  printerId: string,
  query: { limit: number; after?: number; before?: number },
): Promise<PaperPage> {
  const parameters = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  return ask(`/printers/${printerId}/papers?${parameters}`, PaperPage);
}

export async function postFaults(printerId: string, changes: Partial<PrinterFaults>): Promise<VirtualPrinter> {
  return ask(`/printers/${printerId}/faults`, VirtualPrinter, changes);
}

export async function postDrawer(printerId: string, open: boolean): Promise<VirtualPrinter> {
  return ask(`/printers/${printerId}/drawer`, VirtualPrinter, { open });
}

export function openEvents(): EventSource {
  return new EventSource(`${base}/events`);
}

async function ask<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
  try {
    const response = await (body === undefined ? fetch(base + path) : fetch(base + path, posting(body)));
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
    return schema.parse(await response.json());
  } catch (error) {
    throw new EmulatorFault('The virtual printers do not answer.', { cause: error });
  }
}

function posting(body: object): RequestInit {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
