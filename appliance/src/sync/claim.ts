import type { ClaimAnswer } from '@auraconnect/shared/protocol/sync.ts';
import type { Ports } from '../ports.ts';
import type { Core } from '../store/core.ts';
import { CloudClient, CloudFault } from './cloud-client.ts';
import type { DeviceKey } from './device-key.ts';

/**
 * Ties this box to the owner who made the code in the portal. Saying it again with a fresh code after a lost answer is harmless:
 * the cloud knows the box by its key.
 * @throws CloudFault when the cloud does not answer or does not take the code; `store_already_claimed` when it was done before.
 */
export async function claimStore(
  core: Core,
  ports: Ports,
  key: DeviceKey,
  request: { cloudUrl: string; claimCode: string; actor: string },
): Promise<ClaimAnswer> {
  const { claimed, storeName } = await core.read((view) => ({ claimed: view.claimed, storeName: view.storeName }));
  if (claimed)
    throw new CloudFault('store_already_claimed', 'This store already belongs to an account.', { status: 409 });
  const answer = await new CloudClient(ports, key).claim(request.cloudUrl, {
    claimCode: request.claimCode,
    store: core.storeId,
    name: storeName,
    epoch: core.epoch,
    publicKey: key.publicKey,
  });
  await core.appendInternal(
    (view) =>
      view.claimed
        ? []
        : [{ type: 'store.claimed', payload: { tenantId: answer.tenantId, cloudUrl: request.cloudUrl } }],
    { actor: request.actor },
  );
  return answer;
}
