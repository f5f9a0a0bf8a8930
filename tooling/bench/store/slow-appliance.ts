import { setTimeout as delay } from 'node:timers/promises';
import { systemPorts } from '@auraconnect/appliance/adapters/node/system-ports.ts';
import { createLog } from '@auraconnect/appliance/adapters/pino/log.ts';
import { createAppliance } from '@auraconnect/appliance/appliance.ts';
import { readConfig } from '@auraconnect/appliance/config.ts';
import type { Disk } from '@auraconnect/appliance/ports.ts';
import { root } from '../../root.ts';
import { syncMs } from './slow-disk.ts';

/** A program of its own: the appliance on a disk whose every sync takes a fixed time. Reads the same environment as `main.ts`. */
const log = createLog('error');
const ports = systemPorts(log);
const disk: Disk = {
  freeBytes: (path) => ports.disk.freeBytes(path),
  async openForSync(path) {
    const file = await ports.disk.openForSync(path);
    return { close: () => file.close(), sync: async () => void (await Promise.all([file.sync(), delay(syncMs)])) };
  },
};
const appliance = createAppliance(readConfig(process.env, root), { ...ports, disk });
process.on('SIGTERM', () => void appliance.stop().then(() => process.exit(0)));
await appliance.run();
