import type { DeviceKeys } from '../../../devices/device-tokens.ts';
import type { HealthReport } from '../../../health.ts';
import type { Metrics } from '../metrics.ts';
import { bearerOf } from '../mount-routes.ts';
import { route, type Route } from '../route.ts';

export interface SystemRouteParts {
  deviceKeys: DeviceKeys;
  health(): Promise<HealthReport>;
  metrics: Metrics;
  openApi(): Promise<object>;
}

export function systemRoutes({ deviceKeys, health, metrics, openApi }: SystemRouteParts): Route[] {
  return [
    route({
      method: 'get',
      path: '/health',
      access: 'public',
      summary: 'Whether the appliance serves; with a device key, how each part of it is',
      answer: { description: '200 while orders are taken, 503 when they are not.' },
      async handle({ request }) {
        const report = await health();
        const token = bearerOf(request);
        const isDevice = token !== null && deviceKeys.deviceOf(token) !== null;
        return { status: report.status === 'failed' ? 503 : 200, body: isDevice ? report : { status: report.status } };
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      access: 'device',
      summary: 'Figures for Prometheus',
      answer: { description: 'Prometheus’ text format.' },
      async handle() {
        return { body: await metrics.text(), contentType: metrics.contentType };
      },
    }),
    route({
      method: 'get',
      path: '/openapi.json',
      access: 'device',
      summary: 'This API as an OpenAPI 3.1 document',
      answer: { description: 'The document.' },
      async handle() {
        return { body: await openApi() };
      },
    }),
  ];
}
