import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Consoles that tests start as processes keep nothing in the user's own folder.
const env = { JIQUN_WITNESS: join(tmpdir(), 'jiqun-witness') };
const shared = { globals: false, restoreMocks: true, env } as const;

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias: { '@contract': join(import.meta.dirname, 'electron', 'contract') } },
        test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.ts'] },
      },
      {
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/support/adb-port-tripwire.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // Most of their time they wait for phones; each has its own ports and folders.
          maxWorkers: 2,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/support/adb-port-tripwire.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
