import { demoCatalogueEntries, demoPins } from '@auraconnect/shared/testing/demo-restaurant.ts';
import { demoSettings } from '@auraconnect/shared/testing/demo/store.ts';
import type { CatalogueEntity, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { Bootstrap, PairAnswer } from '@auraconnect/shared/protocol/store-api.ts';
import { call } from '../programs/call.ts';
import {
  claimStore,
  isNewStore,
  pairDevice,
  setPin,
  setUpStore,
  signIn,
  type CloudOwner,
  type SignedInDevice,
} from '../programs/store-access.ts';
import type { StorePorts } from '../programs/store-programs.ts';
import type { Command } from '../replay/order-commands.ts';
import { Terminal } from '../replay/terminal.ts';

export interface DemoPlan {
  applianceUrl: string;
  /** Null: the store stays offline. */
  cloudUrl: string | null;
  /** The cloud's address as the store reaches it; its own when absent. */
  linkUrl?: string;
  ports: StorePorts;
  cloudOwner: CloudOwner;
  newId: () => string;
}

const owner = { name: 'Gianni', pin: demoPins['gianni'] ?? '9999' };

/** Makes Bella Napoli out of a new box: through setup, commands and a claim code, as an installer and an owner would. */
export async function makeDemoStore(plan: DemoPlan): Promise<SignedInDevice | null> {
  if (!(await isNewStore(plan.applianceUrl))) return null;
  const manager = await setUpStore(plan.applianceUrl, { storeName: demoSettings.name, settings: demoSettings, owner });
  const desk = await openTerminal(manager, 'Back office', 'api', plan.newId);
  const { receipt, kitchen, bar } = plan.ports;
  await putCatalogue(desk, demoCatalogueEntries({ receiptPort: receipt, kitchenPort: kitchen, barPort: bar }));
  await takeOutWhatSetupAdded(manager, desk);
  for (const [staffId, pin] of Object.entries(demoPins))
    if (staffId !== manager.staff.staffId) await setPin(manager, staffId, pin);
  if (plan.cloudUrl !== null) await claimStore(manager, plan.cloudUrl, plan.cloudOwner, plan.linkUrl);
  return manager;
}

/** A new store comes with a kitchen and a bar of its own; the demo restaurant has other stations and names. */
async function takeOutWhatSetupAdded({ baseUrl, device }: SignedInDevice, desk: Terminal): Promise<void> {
  const { catalogue } = await call<Bootstrap>(`${baseUrl}/api/v1/bootstrap`, { token: device.deviceToken });
  const ours = new Set(demoCatalogueEntries().map(({ entity, id }) => `${entity} ${id}`));
  const present: [CatalogueEntity, readonly { id: string }[]][] = [
    ['item', catalogue.items],
    ['category', catalogue.categories],
    ['modifier-group', catalogue.modifierGroups],
    ['station', catalogue.stations],
    ['tax-category', catalogue.taxCategories],
    ['order-type', catalogue.orderTypes],
    ['role', catalogue.roles],
  ];
  const extra = present.flatMap(([entity, list]) =>
    list
      .filter(({ id }) => !ours.has(`${entity} ${id}`))
      .map(({ id }): Command => ({ type: 'catalogue.delete', payload: { entity, id } })),
  );
  if (extra.length > 0) await mustAccept(desk, extra);
}

async function putCatalogue(desk: Terminal, entries: readonly CatalogueEntry[]): Promise<void> {
  const put = entries.map(({ entity, id, payload }) => ({
    entity: entity as CatalogueEntity,
    id,
    payload: payload ?? {},
  }));
  await mustAccept(desk, [{ type: 'catalogue.put', payload: { entries: put } }]);
}

async function mustAccept(terminal: Terminal, commands: Command[]): Promise<void> {
  const answers = await terminal.send(commands, new Date().toISOString());
  const refused = answers.find((answer) => answer.status === 'refused');
  if (refused?.status === 'refused')
    throw new Error(`The demo store was refused: ${refused.refusal.message} ${JSON.stringify(refused.refusal.data)}`);
}

/** A device that was paired before, with a person of the demo signed in at it again; the owner when none is named. */
export async function terminalOf(
  baseUrl: string,
  device: PairAnswer,
  newId: () => string,
  staffId = 'gianni',
): Promise<Terminal> {
  const { staff } = await signIn(baseUrl, device, staffId, demoPins[staffId] ?? owner.pin);
  const known = await call<Bootstrap>(`${baseUrl}/api/v1/bootstrap`, { token: device.deviceToken });
  const { deviceToken, deviceId, incarnation } = device;
  return new Terminal(
    { baseUrl, deviceToken, deviceId, incarnation, lastN: known.device.lastN, staffToken: staff.staffToken },
    newId,
  );
}

export async function openTerminal(
  manager: SignedInDevice,
  name: string,
  kind: 'pos' | 'kds' | 'importer' | 'api',
  newId: () => string,
  staffId?: string,
): Promise<Terminal> {
  return terminalOf(manager.baseUrl, await pairDevice(manager, name, kind), newId, staffId);
}
