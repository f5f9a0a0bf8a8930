import {
  keepPreviousData,
  useMutation,
  useQuery,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useSession } from '../session/use-session.ts';
import { hrefOf, type Parameters } from '../place/place.ts';
import type { ApiFault } from '../session/api-fault.ts';

export interface CloudQueryOptions<T> {
  enabled?: boolean | undefined;
  /** Asked again so often while the page is in sight. May look at the last answer. */
  everyMs?: number | ((answer: T | undefined) => number | false) | undefined;
  /** Shows the last answer until the next one is there: for a page, a sort, a range of the same view. */
  keepLast?: boolean | undefined;
}

/** Reads from the cloud. `path` begins with a slash, below `/api/v1`. */
export function useCloud<T>(
  path: string,
  parameters: Parameters = {},
  { enabled = true, everyMs, keepLast = false }: CloudQueryOptions<T> = {},
): UseQueryResult<T, ApiFault> {
  const session = useSession();
  const interval =
    typeof everyMs === 'function' ? (query: { state: { data: T | undefined } }) => everyMs(query.state.data) : everyMs;
  return useQuery<T, ApiFault>({
    queryKey: [path, parameters],
    queryFn: async ({ signal }) => (await (await session.fetch(hrefOf(path, parameters), { signal })).json()) as T,
    enabled,
    ...(interval === undefined ? {} : { refetchInterval: interval }),
    ...(keepLast ? { placeholderData: keepPreviousData } : {}),
  });
}

/** Asks the cloud to do something; an answer without a body is null. */
export function useCloudAction<Request, Answer>(
  pathOf: (request: Request) => string,
  bodyOf: (request: Request) => unknown = () => undefined,
): UseMutationResult<Answer, ApiFault, Request> {
  const session = useSession();
  return useMutation<Answer, ApiFault, Request>({
    mutationFn: async (request) => {
      const body = bodyOf(request);
      const response = await session.fetch(pathOf(request), {
        method: 'POST',
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      return (response.status === 204 ? null : await response.json()) as Answer;
    },
  });
}
