import { KeptLook, type KeptLookAnswer, KeptOffer } from '@auraconnect/shared/protocol/kept-rows.ts';
import type { OfferedRows } from '../../../store/offered-rows.ts';
import { HttpProblem } from '../problems.ts';
import { route, type Route } from '../route.ts';

export function keptRowsRoutes(offered: OfferedRows): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/kept-rows/look',
      access: 'device',
      summary: 'What has become of rows that a device keeps',
      body: KeptLook,
      bodyLimit: '1mb',
      answer: {
        description: 'For each place, in order: `replicated` (need not be kept), `here`, or `missing` (offer it).',
      },
      async handle({ body, device }) {
        return { body: { states: offered.look(device.deviceId, body) } satisfies KeptLookAnswer };
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/kept-rows/offer',
      access: 'device',
      summary: 'Rows that the appliance has lost, from a device that kept them',
      body: KeptOffer,
      bodyLimit: '8mb',
      answer: {
        description: 'How many were adopted, and how many wait for what other devices offer: offer those again.',
      },
      async handle({ body, device }) {
        const answer = await offered.offer(device.deviceId, body.rows);
        if (answer === 'history_incomplete')
          throw new HttpProblem(503, answer, 'This box gets what it lost from the cloud first.');
        if (answer === 'rows_invalid')
          throw new HttpProblem(422, answer, 'These rows are not what this device was answered.');
        return { body: answer };
      },
    }),
  ];
}
