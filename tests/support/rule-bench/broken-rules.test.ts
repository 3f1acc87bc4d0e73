import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';

/** Templates of which each breaks the rule at one path. */
const orderSchema = z.array(z.object({ path: z.string(), file: z.string() }));
const orders = orderSchema.parse(JSON.parse(readFileSync(process.env['JIQUN_BROKEN_RULES'] ?? '', 'utf8')));

/** What the test of a path fails with where the tests are made for that template; null: it passes. */
async function failureOf(path: string, file: string): Promise<unknown> {
  vi.resetModules();
  vi.stubEnv('JIQUN_RULES_TEMPLATE', file);
  try {
    const { ruleTests } = await import('../../unit/accounts-rules/families.ts');
    const found = ruleTests.find((rule) => rule.path === path);
    if (found === undefined) return null;
    found.check();
    return null;
  } catch (failure) {
    return failure;
  } finally {
    vi.unstubAllEnvs();
  }
}

for (const [place, { path, file }] of orders.entries()) {
  test(`${place} ${path}`, async () => {
    const failure = await failureOf(path, file);
    expect(failure).toBeInstanceOf(Error);
    // Not a test that falls over what it does not find, but one that judges.
    expect(failure).not.toBeInstanceOf(TypeError);
  });
}
