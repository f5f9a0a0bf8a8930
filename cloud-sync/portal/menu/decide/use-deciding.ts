import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { DisagreementDecision, MenuAnswer, RevokeStorePrice } from '@auraconnect/shared/protocol/portal-api.ts';
import type { ApiFault } from '../../session/api-fault.ts';
import { useSession } from '../../session/use-session.ts';

function useMenuAct<Body extends { storeId: string }>(path: string): UseMutationResult<MenuAnswer, ApiFault, Body> {
  const session = useSession();
  const queries = useQueryClient();
  return useMutation<MenuAnswer, ApiFault, Body>({
    mutationFn: async (body) => {
      const answer = await session.fetch(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as MenuAnswer;
    },
    // Whether it was done or somebody was faster: the list is another one now.
    onSettled: () => queries.invalidateQueries({ queryKey: ['/menu'] }),
  });
}

export const useDecide = (): UseMutationResult<MenuAnswer, ApiFault, DisagreementDecision> =>
  useMenuAct<DisagreementDecision>('/menu/disagreements/decide');
export const useRevoke = (): UseMutationResult<MenuAnswer, ApiFault, RevokeStorePrice> =>
  useMenuAct<RevokeStorePrice>('/menu/store-prices/revoke');
