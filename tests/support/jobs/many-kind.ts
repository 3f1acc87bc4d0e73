import { z } from 'zod';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { AttemptEnd, JobKind } from '../../../electron/jobs/job-kind.ts';
import { registerKind, type RegisteredKind } from '../../../electron/jobs/job-registry.ts';

const payloadSchema = z.strictObject({ accountId: z.string(), phoneId: z.string(), count: z.number().int() });

const end: AttemptEnd = {
  state: 'failed',
  code: 'given-up',
  detail: {},
  after: null,
  verifiedBy: null,
  cooldownMs: null,
};

/** Renames so many groups through one account, and never comes to do it. */
export function createManyKind(): RegisteredKind {
  const kind: JobKind<z.output<typeof payloadSchema>, object> = {
    kind: 'test.many',
    action: 'rename-group',
    planFreshMs: 600_000,
    afterMark: 'run-again',
    needsOperator: false,
    mode: 'manual',
    attemptLimitMs: 60_000,
    payload: payloadSchema,
    subject: z.looseObject({}),
    plan: async ({ accountId, phoneId, count }) =>
      succeed(
        Array.from({ length: count }, (_none, place) => {
          const name = `many ${place + 1}`;
          const what = { itemKey: name, accountId, phoneId, groupId: null, name, subject: {}, before: null };
          return { ...what, after: null, verdict: 'ready' as const, code: null };
        }),
      ),
    run: async () => end,
    verify: async () => end,
  };
  return registerKind(kind);
}
