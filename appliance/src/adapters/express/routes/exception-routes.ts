import type { ExceptionList } from '@auraconnect/shared/protocol/store-api.ts';
import type { Core } from '../../../store/core.ts';
import { route, type Route } from '../route.ts';

export function exceptionRoutes({ core }: { core: Core }): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/exceptions',
      access: 'device',
      summary: 'What a person has to settle after a till was on its own',
      answer: { description: 'Open exceptions, oldest first. They are settled with the command `exception.settle`.' },
      async handle() {
        const exceptions = await core.read((view) => [...view.openExceptions()]);
        return { body: { exceptions } satisfies ExceptionList };
      },
    }),
  ];
}
