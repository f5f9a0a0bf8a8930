import { StoreApi } from '@auraconnect/shared/client/store-api.ts';
import type { Catalogue, CatalogueEntry } from '@auraconnect/shared/menu/catalogue.ts';
import type { DrawerReading, KnownPrinterModel } from '@auraconnect/shared/protocol/printing-api.ts';
import type { PrinterSearchState } from '@auraconnect/shared/protocol/printer-search.ts';
import type {
  ClaimStoreRequest,
  LocalPairingRequest,
  SetupAnswer,
  SetupRequest,
  SetupState,
} from '@auraconnect/shared/protocol/setup-api.ts';
import type { PairingWindow, PersonOnDuty } from '@auraconnect/shared/protocol/store-api.ts';
import { browserIds, browserPorts } from '@auraconnect/shared/ui/client/browser-ports.ts';

/** `GET /catalogue`: read for use, and its entries as they are. */
export interface CatalogueAnswer {
  catalogue: Catalogue;
  entries: CatalogueEntry[];
  claimed: boolean;
}

/** `GET /devices`: all that were ever paired. */
export interface StoreDevice {
  deviceId: string;
  name: string;
  kind: string;
  pairedAt: string;
  revokedAt: string | null;
}

/** `POST /claim`: whose store this is now. */
export interface ClaimedBy {
  tenantId: string;
  tenantName: string;
}

/** Hashing twenty PINs, or asking a cloud far away, takes longer than a till would ever wait. */
const patientMs = 30_000;

/** The appliance that served this page. @param deviceToken null before pairing */
export function applianceApi(deviceToken: string | null): StoreApi {
  return new StoreApi({
    baseUrl: location.origin,
    deviceToken: () => deviceToken,
    sendHttp: browserPorts.sendHttp,
    newCorrelationId: () => browserIds.next(),
  });
}

export const readSetupState = (api: StoreApi): Promise<SetupState> => api.get('/setup/state');
export const setUp = (api: StoreApi, request: SetupRequest): Promise<SetupAnswer> =>
  api.post('/setup', request, { timeoutMs: patientMs });

/** Who can open a pairing window at the box itself; refused with `setup_code_wrong` when the console's code is needed and is not this. */
export const readLocalPeople = (api: StoreApi, code: string | null): Promise<PersonOnDuty[]> =>
  api.get(`/setup/people${code === null ? '' : `?code=${encodeURIComponent(code)}`}`);
export const openLocalWindow = (api: StoreApi, request: LocalPairingRequest): Promise<PairingWindow> =>
  api.post('/setup/pairing-windows', request);

export const readCatalogue = (api: StoreApi): Promise<CatalogueAnswer> => api.get('/catalogue');
export const readDevices = (api: StoreApi): Promise<StoreDevice[]> => api.get('/devices');
export const revokeDevice = (api: StoreApi, deviceId: string, staffToken: string): Promise<void> =>
  api.delete(`/devices/${encodeURIComponent(deviceId)}`, { staffToken });
export const setPin = (api: StoreApi, staffId: string, pin: string, staffToken: string): Promise<void> =>
  api.put(`/staff/${encodeURIComponent(staffId)}/pin`, { pin }, { staffToken });
export const claimStore = (api: StoreApi, request: ClaimStoreRequest, staffToken: string): Promise<ClaimedBy> =>
  api.post('/claim', request, { staffToken, timeoutMs: patientMs });

/** Begins a search for printers, or joins the one that runs. */
export const findPrinters = (api: StoreApi, staffToken: string): Promise<PrinterSearchState> =>
  api.post('/printers/searches', {}, { staffToken });
/** What a printer says of its drawer at this moment. */
export const readDrawer = (api: StoreApi, printerId: string, staffToken: string): Promise<DrawerReading> =>
  api.get(`/printers/${encodeURIComponent(printerId)}/drawer`, { staffToken });
/** Models that this appliance can print on. */
export const readPrinterModels = (api: StoreApi): Promise<KnownPrinterModel[]> => api.get('/printer-models');
export const readFoundPrinters = (api: StoreApi, staffToken: string): Promise<PrinterSearchState> =>
  api.get('/printers/found', { staffToken });
