import { request as httpRequest } from 'node:http';
import type { RequestHandler } from 'express';
import { HttpProblem } from './problems.ts';

/** Headers that belong to one connection and are not passed on (RFC 9110 section 7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
];
const patienceMs = 30_000;

/** Lets the paper screen talk to the virtual printers' own interface, so that a browser needs one address only. */
export function paperProxy(paperUrl: string): RequestHandler {
  const base = new URL(paperUrl);
  return (request, response, next) => {
    const target = new URL(request.url.replace(/^\/+/, '/'), base);
    target.protocol = base.protocol;
    target.host = base.host;
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !hopByHop.includes(name)));
    const outward = httpRequest(target, { method: request.method, headers, timeout: patienceMs }, (answer) => {
      const passed = Object.entries(answer.headers).filter(([name]) => !hopByHop.includes(name));
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(passed));
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    outward.on('timeout', () => outward.destroy(new Error('the virtual printers do not answer')));
    outward.on('error', () => {
      if (response.headersSent) response.destroy();
      else next(new HttpProblem(502, 'paper_unreachable', 'The virtual printers do not answer.'));
    });
    response.on('close', () => outward.destroy());
    request.on('error', () => outward.destroy());
    request.pipe(outward);
  };
}
