import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFault } from '../session/api-fault.ts';
import { heard, unheard } from './contact.ts';

const secondMs = 1000;

/** One more try for what may pass by itself; a refusal stays a refusal. */
const passes = (fault: unknown): boolean => fault instanceof ApiFault && (fault.status === 0 || fault.status >= 500);

/** What was read from the cloud, shared by all views, and whether the cloud answers at all. */
export function cloudClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onSuccess: heard,
      onError: (fault) => {
        if (fault instanceof ApiFault && fault.status === 0) unheard();
        else heard();
      },
    }),
    defaultOptions: {
      queries: {
        // Offline, a question fails at once and says so, instead of waiting in silence.
        networkMode: 'always',
        staleTime: 5 * secondMs,
        retry: (failures, fault) => failures < 1 && passes(fault),
        retryDelay: secondMs,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
