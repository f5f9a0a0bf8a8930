import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { JWK } from 'jose';
import { commandSchemas } from '@auraconnect/shared/protocol/command.ts';
import type { StoreStatus } from '@auraconnect/shared/protocol/stream.ts';
import { damagedDoor } from './adapters/express/damaged-door.ts';
import { createApp, HttpServer } from './adapters/express/http-server.ts';
import { Metrics } from './adapters/express/metrics.ts';
import { originCheck } from './adapters/express/origins.ts';
import { HttpProblem } from './adapters/express/problems.ts';
import type { Route } from './adapters/express/route.ts';
import { commandRoutes } from './adapters/express/routes/command-routes.ts';
import { floorRoutes } from './adapters/express/routes/floor-routes.ts';
import { exceptionRoutes } from './adapters/express/routes/exception-routes.ts';
import { keptRowsRoutes } from './adapters/express/routes/kept-rows-routes.ts';
import { orderRoutes } from './adapters/express/routes/order-routes.ts';
import { printerRoutes } from './adapters/express/routes/printer-routes.ts';
import { printingRoutes } from './adapters/express/routes/printing-routes.ts';
import { setupRoutes } from './adapters/express/routes/setup-routes.ts';
import { storeRoutes } from './adapters/express/routes/store-routes.ts';
import { systemRoutes } from './adapters/express/routes/system-routes.ts';
import { argonPins } from './adapters/node/argon-pins.ts';
import { readOrMakeSecret } from './adapters/node/secret-files.ts';
import { pairingLimit } from './adapters/express/pairing-limit.ts';
import { openFeedAside } from './adapters/sqlite/feed-aside-file.ts';
import { damageMet, openStore, type OpenStore } from './adapters/sqlite/open-store.ts';
import { scrubThread } from './adapters/worker/scrub-thread.ts';
import { StreamHub } from './adapters/ws/stream-hub.ts';
import type { ApplianceConfig } from './config.ts';
import { PoleDisplays } from './counter/pole-displays.ts';
import { serialPole } from './counter/serial-pole.ts';
import { DeviceKeys } from './devices/device-tokens.ts';
import { Pairing } from './devices/pairing.ts';
import { healthOf, type HealthReport } from './health.ts';
import { damageFault, damageOf, isDamage } from './integrity/damage.ts';
import { DamageFound, type DamageKeeper } from './integrity/damage-keeper.ts';
import { Scrub, usualScrub } from './integrity/scrub.ts';
import { PaperFallback } from './kitchen/paper-fallback.ts';
import type { Ports } from './ports.ts';
import { drawJob } from './printing/draw-job.ts';
import { networkPrinter } from './printing/network-printer.ts';
import { BeforeTheStart } from './printing/before-the-start.ts';
import { PrintQueue } from './printing/print-queue.ts';
import { PrinterSearch } from './printing/printer-search.ts';
import { searchOnWires } from './printing/search-on-wires.ts';
import { SetupCode } from './setup/setup-code.ts';
import { Pins } from './staff/pins.ts';
import { SignIn } from './staff/sign-in.ts';
import { StaffTokens } from './staff/staff-tokens.ts';
import type { Core } from './store/core.ts';
import { OfferedRows } from './store/offered-rows.ts';
import { StoreCore } from './store/store-core.ts';
import type { StoreFault } from './store/store-fault.ts';
import { claimStore } from './sync/claim.ts';
import { CloudFault } from './sync/cloud-client.ts';
import { wasJustRestored } from './backup/restore-mark.ts';
import { CloudLink } from './sync/cloud-link.ts';
import { DeviceKey } from './sync/device-key.ts';

export interface Appliance {
  /** Opens the data, starts everything and listens. @throws StoreFault, or the system's error when it cannot listen. */
  run(): Promise<void>;
  /** Takes nothing new and finishes what it has. */
  drain(): Promise<void>;
  /** Drains, then ends everything. */
  stop(): Promise<void>;
  /** Where it listens, `http://127.0.0.1:4100`; after `run`. */
  readonly address: string;
  readonly core: Core;
  readonly setupCode: string;
  health(): Promise<HealthReport>;
  /** Set when the start found the store's record damaged: then nothing but that sentence is served. */
  readonly damage: StoreFault | null;
}

/** How often the calendar is looked at: the day is not rolled later than this after the cut-off. */
const dayCheckMs = 30_000;

/**
 * One store's appliance. Production, tests and simulations boot this same object; what it needs of the world comes through
 * `ports`.
 */
export function createAppliance(config: ApplianceConfig, ports: Ports): Appliance {
  return new RunningAppliance(config, ports);
}

class RunningAppliance implements Appliance {
  readonly #config: ApplianceConfig;
  readonly #ports: Ports;
  #parts: Parts | null = null;
  #door: HttpServer | null = null;
  #damage: StoreFault | null = null;
  #address = '';

  constructor(config: ApplianceConfig, ports: Ports) {
    this.#config = config;
    this.#ports = ports;
  }

  get address(): string {
    return this.#address;
  }

  get damage(): StoreFault | null {
    return this.#damage;
  }

  get core(): Core {
    return this.#running.core;
  }

  get setupCode(): string {
    return this.#running.setupCode.code;
  }

  health(): Promise<HealthReport> {
    return this.#running.health();
  }

  async run(): Promise<void> {
    const parts = await assemble(this.#config, this.#ports).catch((error: unknown) => {
      if (error instanceof DamageFound) return error;
      throw error;
    });
    if (parts instanceof DamageFound) return this.#openDoor(parts);
    this.#parts = parts;
    // Before anybody can ask: the cloud has not been asked yet.
    if (parts.core.view.claimed !== null) parts.core.expectLost(true);
    try {
      await this.#listen(parts.http);
    } catch (error) {
      this.#parts = null;
      await parts.store.close();
      throw error;
    }
    parts.hub.attach(parts.http.server);
    parts.hub.run();
    parts.fallback.run();
    parts.scrub.run();
    await parts.printQueue.run();
    await parts.poles.run();
    await parts.cloud.run();
  }

  async #listen(http: HttpServer): Promise<void> {
    const { address, port, family } = await http.listen(this.#config.host, this.#config.port);
    this.#address = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  }

  /** Nothing is opened: what asks hears why. */
  async #openDoor(damage: DamageFound): Promise<void> {
    const { screens, allowedOrigins, version } = this.#config;
    const door = new HttpServer(damagedDoor({ fault: damage, screens, allowedOrigins, version }), this.#ports.log);
    await this.#listen(door);
    this.#door = door;
    this.#damage = damage;
  }

  async drain(): Promise<void> {
    await this.#parts?.core.drain();
  }

  async stop(): Promise<void> {
    const door = this.#door;
    this.#door = null;
    const doorClosed = door?.close();
    door?.destroy();
    await doorClosed;
    const parts = this.#parts;
    if (parts === null) return;
    this.#parts = null;
    parts.stopTimers();
    parts.fallback.stop();
    parts.hub.stop();
    const closed = parts.http.close();
    await Promise.all([
      parts.printQueue.stop(),
      parts.search.stop(),
      parts.poles.stop(),
      parts.cloud.stop(),
      parts.scrub.stop(),
    ]);
    await parts.core.drain();
    // Requests that were answered just now get their answer out; then nobody is kept waiting.
    await Promise.race([closed, new Promise<void>((resolve) => void this.#ports.timers.after(1_000, resolve))]);
    parts.http.destroy();
    await parts.store.close();
  }

  get #running(): Parts {
    if (this.#parts === null) throw new Error('the appliance is not running');
    return this.#parts;
  }
}

interface Parts {
  store: OpenStore;
  core: StoreCore;
  http: HttpServer;
  hub: StreamHub;
  printQueue: PrintQueue;
  search: PrinterSearch;
  poles: PoleDisplays;
  fallback: PaperFallback;
  cloud: CloudLink;
  scrub: Scrub;
  setupCode: SetupCode;
  health(): Promise<HealthReport>;
  stopTimers(): void;
}

interface Late {
  hub?: StreamHub;
  metrics?: Metrics;
  scrub?: Scrub;
}

/** Puts the parts together. Everything that is opened here is closed when something after it fails. */
async function assemble(config: ApplianceConfig, ports: Ports): Promise<Parts> {
  // Parts that come later are looked up when they are asked, not before.
  const late: Late = {};
  const store = await openStore({
    dataDir: config.dataDir,
    durability: config.durability,
    ports,
    synced: (seconds) => late.metrics?.synced(seconds),
  });
  try {
    const core = new StoreCore({
      storage: store.storage,
      ports,
      identity: store.identity,
      clockSource: config.clockSource,
      importsHistory: config.importsHistory,
      sync: store.sync,
      screensFor: (stationId) => late.hub?.showsStation(stationId) ?? false,
      onGroup: (jobs) => {
        late.metrics?.group(jobs);
        late.scrub?.moved();
        store.afterGroup(core);
      },
      onDamage: (error) => store.damage.met(error),
    });
    store.damage.guard({
      stop: (fault) => core.halt(fault),
      quiet: async () => {
        await core.settled();
        await store.quiet();
      },
      changed: () => late.hub?.statusChanged(),
    });
    return await assembleAround(core, store, config, ports, late);
  } catch (error) {
    const thrown = isDamage(error) ? await damageMet(store.damage, error) : error;
    await store.close();
    throw thrown;
  }
}

async function assembleAround(
  core: StoreCore,
  store: OpenStore,
  config: ApplianceConfig,
  ports: Ports,
  late: Late,
): Promise<Parts> {
  const startedMs = ports.clock.monotonicMs();
  const { keys } = store.folder;
  const pepper = readOrMakeSecret(join(keys, 'pin-pepper'), () => randomBytes(32));
  // Made at every start and kept at the first: a key is on disk before anybody relies on it.
  const [newStaffKey, newCloudKey] = await Promise.all([StaffTokens.makeKey(), DeviceKey.makeKey()]);
  const jwk = readOrMakeKey(join(keys, 'staff-token-key.json'), newStaffKey);
  const cloudKey = await DeviceKey.open(readOrMakeKey(join(keys, 'cloud-key.json'), newCloudKey));

  const staffTokens = await StaffTokens.open(jwk, core.storeId, ports.clock);
  const hasher = argonPins(pepper);
  const pins = new Pins({ core, clock: ports.clock, hasher });
  const signIn = new SignIn({ core, pins, tokens: staffTokens });
  const pairing = new Pairing({
    core,
    clock: ports.clock,
    ids: ports.ids,
    random: ports.random,
    standingCode: config.demoPairingCode ?? null,
  });
  const deviceKeys = new DeviceKeys(core, core.view);
  const setupCode = new SetupCode(ports.random, ports.clock);

  const changed = (): void => late.hub?.statusChanged();
  const before = new BeforeTheStart({
    core,
    ports,
    wasBroughtBack: wasJustRestored(store.storage.journal),
    goesOnElsewhere: () => cloud.goesOnElsewhere(),
  });
  const printQueue = new PrintQueue({
    core,
    ports,
    openMachine: () => networkPrinter(ports.log),
    draw: (view, job) => drawJob(view, job, core.timestamp()),
    changed,
    // Tills and screens look every 5 s at what they keep.
    oldJobsWaitMs: 6_000,
    before,
  });
  const search = new PrinterSearch(ports.searchWires ?? searchOnWires, ports.log);
  const poles = new PoleDisplays({ core, ports, open: ports.openPole ?? serialPole });
  const fallback = new PaperFallback(core, ports, before, changed);
  const cloud = new CloudLink(core, ports, cloudKey, {
    version: config.version,
    changed,
    printers: () => printQueue.status(),
    openAside: () => openFeedAside(join(dirname(store.folder.database), 'feed-aside.db')),
  });
  const status = (): StoreStatus => statusOf({ core, hub, printQueue, fallback, cloud, damage: store.damage });
  const hub = new StreamHub({
    core,
    ports,
    deviceOf: (token) => deviceKeys.deviceOf(token),
    originAllowed: originCheck(config.allowedOrigins),
    status,
  });
  late.hub = hub;

  const scrub = new Scrub({
    ports,
    settings: config.scrub ?? usualScrub,
    runner: scrubThread(store.folder.database),
    file: store.scrub,
    anchors: () => ({
      own: { epoch: core.epoch, seq: core.durableSeq, hash: core.headHash },
      cloud: cloud.provenCursor,
    }),
    isIdle: () => core.waiting === 0 && core.view.openOrders().length === 0,
    found: (findings) => store.damage.declare(damageOf(findings)),
  });
  late.scrub = scrub;

  const metrics = new Metrics(
    {
      durableSeq: () => core.durableSeq,
      waiting: () => core.waiting,
      clients: () => hub.clientCount,
      openPrintJobs: () => core.view.openPrintJobs().length,
      pendingEvents: () => cloud.status().pendingEvents,
      durabilityOk: () => core.durability === 'ok',
    },
    new Set(Object.keys(commandSchemas)),
  );
  late.metrics = metrics;

  const health = async (): Promise<HealthReport> =>
    healthOf({
      version: config.version,
      uptimeSeconds: Math.round((ports.clock.monotonicMs() - startedMs) / 1000),
      storeId: core.storeId,
      epoch: core.epoch,
      boot: core.boot,
      durability: core.durability,
      durableSeq: core.durableSeq,
      headHash: core.headHash,
      lastFault: core.lastFault === null ? null : { code: core.lastFault.code, message: core.lastFault.message },
      damage: store.damage.record,
      scrub: scrub.state,
      freeBytes: await ports.disk.freeBytes(config.dataDir).catch(() => null),
      status: status(),
    });
  const claim = async (request: { cloudUrl: string; claimCode: string; actor: string }) => {
    try {
      return await claimStore(core, ports, cloudKey, request);
    } catch (error) {
      if (!(error instanceof CloudFault)) throw error;
      throw new HttpProblem(error.status === 0 || error.status >= 500 ? 502 : 409, error.code, error.message, {
        data: error.data,
      });
    }
  };
  const routes: Route[] = [
    ...commandRoutes({ core, staffTokens, counted: (type, result) => metrics.command(type, result) }),
    ...exceptionRoutes({ core }),
    ...keptRowsRoutes(new OfferedRows({ core, clock: ports.clock, replicatedSeq: () => cloud.provenCursor?.seq ?? 0 })),
    ...orderRoutes({ core, pages: store.pages, reader: store.reader }),
    ...floorRoutes({ core, reader: store.reader, tables: store.tables }),
    ...storeRoutes({
      core,
      pairing,
      signIn,
      pins,
      status,
      dropDevice: (deviceId) => hub.dropDevice(deviceId),
      limitPairing: pairingLimit(),
    }),
    ...printerRoutes({ core, search, sightOf: (printerId) => printQueue.sightOf(printerId) }),
    ...printingRoutes({ core }),
    ...setupRoutes({ core, pairing, pins, hasher, signIn, setupCode, version: config.version, claim }),
    ...systemRoutes({ deviceKeys, health, metrics, openApi: () => openApi() }),
  ];
  let document: Promise<object> | null = null;
  // Imported when somebody asks: only developers do.
  const openApi = (): Promise<object> =>
    (document ??= import('./adapters/express/openapi.ts').then(({ openApiDocument }) =>
      openApiDocument(routes, config.version),
    ));
  const app = createApp({
    core,
    deviceKeys,
    staffTokens,
    routes,
    screens: config.screens,
    paperUrl: config.paperUrl,
    allowedOrigins: config.allowedOrigins,
    originAllowed: originCheck(config.allowedOrigins),
    metrics,
    ids: ports.ids,
    clock: ports.clock,
    log: ports.log,
    failed: (error) => {
      if (isDamage(error)) store.damage.met(error);
    },
  });
  const http = new HttpServer(app, ports.log);
  const stopTimers = ports.timers.every(dayCheckMs, () => {
    core
      .rollIdleDay()
      .catch((error: unknown) => ports.log.warn({ err: error }, 'the business day could not be rolled'));
  });
  return { store, core, http, hub, printQueue, search, poles, fallback, cloud, scrub, setupCode, health, stopTimers };
}

const readOrMakeKey = (path: string, fresh: JWK): JWK =>
  JSON.parse(readOrMakeSecret(path, () => Buffer.from(JSON.stringify(fresh))).toString('utf8')) as JWK;

interface StatusParts {
  core: StoreCore;
  hub: StreamHub;
  printQueue: PrintQueue;
  fallback: PaperFallback;
  cloud: CloudLink;
  damage: DamageKeeper;
}

function statusOf({ core, hub, printQueue, fallback, cloud, damage }: StatusParts): StoreStatus {
  const { view } = core;
  return {
    businessDate: view.businessDate,
    proposedBusinessDate: view.proposedBusinessDate,
    printers: printQueue.status(),
    screens: hub.screens(),
    unacknowledgedTickets: fallback.unacknowledgedTickets,
    cloud: cloud.status(),
    exceptions: { open: view.openExceptions().length, seq: view.exceptionSeq },
    damage: damage.record === null ? null : { seq: damage.record.seq, message: damageFault(damage.record).message },
    openCashSessions: view
      .openCashSessions()
      .map(({ sessionId, deviceId, openedBy, openedAt }) => ({ sessionId, deviceId, openedBy, openedAt })),
  };
}
