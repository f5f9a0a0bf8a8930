import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export interface Gauges {
  /** Name, help, and how to read it. */
  name: string;
  help: string;
  read(): number;
}

export interface Metrics {
  /** Times every request by method, route and status class; the route's pattern, never its ids. */
  timing: RequestHandler;
  text(): Promise<{ type: string; body: string }>;
}

/** Prometheus figures of one server; a registry of its own, so that tests may run several. */
export function createMetrics(gauges: readonly Gauges[]): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'aura_cloud_request_seconds',
    help: 'How long requests took.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  for (const { name, help, read } of gauges) {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  }
  return {
    timing(request, response, next) {
      const end = seconds.startTimer();
      response.once('finish', () =>
        end({
          method: request.method,
          route: (request.route as { path?: string } | undefined)?.path ?? 'other',
          status: `${Math.floor(response.statusCode / 100)}xx`,
        }),
      );
      next();
    },
    async text() {
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
