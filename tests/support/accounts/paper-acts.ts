import { z } from 'zod';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { AttemptEnd, JobKind } from '../../../electron/jobs/job-kind.ts';
import { registerKind, type RegisteredKind } from '../../../electron/jobs/job-registry.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';

const payloadSchema = z.strictObject({
  accountId: z.string(),
  phoneId: z.string(),
  count: z.number(),
  groupIds: z.array(z.string()),
});

function end(state: AttemptEnd['state'], code: NonNullable<AttemptEnd['code']>): AttemptEnd {
  return { state, code, detail: {}, after: null, verifiedBy: state === 'done' ? 'page' : null, cooldownMs: null };
}

/** What was really done, and when by the true time. */
export interface TrueAct {
  readonly accountId: string;
  readonly action: PaperAction;
  readonly groupId: string | null;
  readonly at: number;
}

/** What is done on paper. */
export const paperActions = ['group_rename', 'group_announcement', 'group_message_campaign'] as const;
export type PaperAction = (typeof paperActions)[number];

/** The kind of job that does an action on paper. */
export function kindOf(action: PaperAction): string {
  return action === 'group_rename' ? 'test.acts' : `test.${action}`;
}

/** Acts in groups on paper: `log` has the true time of everything that was really done, and alone judges. */
export function paperKind(action: PaperAction, log: TrueAct[], truth: Clock): RegisteredKind {
  let row = 0;
  // Further groups of one campaign count for their groups alone.
  const amount = action === 'group_message_campaign' ? 0 : 1;
  const kind: JobKind<z.output<typeof payloadSchema>, object> = {
    kind: kindOf(action),
    action,
    planFreshMs: 600_000,
    afterMark: 'run-again',
    needsOperator: false,
    mode: 'by-account',
    startsTogether: true,
    attemptLimitMs: 60_000,
    payload: payloadSchema,
    subject: z.looseObject({}),
    plan: async ({ accountId, phoneId, count, groupIds }) =>
      succeed(
        Array.from({ length: count }, (_none, place) => {
          const name = `act ${(row += 1)} ${truth.now()}`;
          const groupId = groupIds[place] ?? null;
          const what = { itemKey: name, accountId, phoneId, groupId, name, subject: {}, before: null, amount };
          return { ...what, after: null, verdict: 'ready' as const, code: null };
        }),
      ),
    run: async ({ accountId, groupId }, { commit }) => {
      const go = await commit.ask();
      if (!go.ok) return end('failed', 'commit-refused');
      log.push({ accountId, action, groupId, at: truth.now() });
      return end('done', 'ok');
    },
    verify: async () => end('failed', 'still-before'),
  };
  return registerKind(kind);
}
