import { defineConfig } from 'vitest/config';

const minuteMs = 60_000;

/** In the guest: one plug, files that cannot be written to, and a processor that is emulated. */
export default defineConfig({
  test: {
    name: 'usb',
    root: import.meta.dirname,
    include: ['*.guest.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: minuteMs,
    hookTimeout: minuteMs,
    reporters: ['tap-flat'],
  },
});
