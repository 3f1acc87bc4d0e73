import { defineConfig } from 'vitest/config';
import { guards, withoutGuards, withoutTest } from './guards-off.ts';

const off = (process.env['JIQUN_GUARDS_OFF'] ?? '').split(',');
const missing = process.env['JIQUN_TEST_MISSING'] ?? null;

/** The tests of rules on a bench: against broken templates, a product without its guards, or with a test missing. */
export default defineConfig({
  root: new URL('../../../', import.meta.url).pathname,
  plugins: [
    withoutGuards(guards.filter((name) => off.includes(name))),
    ...(missing === null ? [] : [withoutTest(missing)]),
  ],
  test: {
    globals: false,
    // What a plugin made of a module must not be found by a run without it.
    fsModuleCache: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['tests/unit/accounts-rules/*.test.ts', 'tests/support/rule-bench/*.test.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
