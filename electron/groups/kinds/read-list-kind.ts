import { z } from 'zod';
import type { PlaybookResult, ReadList } from '../../automation/engine/run-ports.ts';
import type { Account } from '../../contract/accounts.ts';
import { succeed, type Outcome } from '../../contract/outcome.ts';
import type { ActItem, AttemptEnd, JobKind, PlannedItem, RunContext } from '../../jobs/job-kind.ts';
import type { OwnIdentity } from '../../accounts/accounts.ts';
import type { GroupDesk } from '../group-desk.ts';
import type { MessengerPlaybooks } from '../messenger-playbooks.ts';
import { endOf, endOfFault } from './attempt-ending.ts';

const payloadSchema = z.strictObject({ phoneIds: z.array(z.string().min(1).max(80)).min(1).max(200) });
const subjectSchema = z.strictObject({});
type Payload = z.output<typeof payloadSchema>;
type Subject = z.output<typeof subjectSchema>;

export interface ReadListKindDeps {
  readonly desk: GroupDesk;
  readonly playbooks: MessengerPlaybooks;
  readonly accounts: {
    onPhone(phoneId: string): Outcome<Account>;
    recordIdentity(phoneId: string, identity: OwnIdentity): Outcome<Account>;
  };
  readonly nameOfPhone: (phoneId: string) => string;
}

const hourMs = 3_600_000;
const minuteMs = 60_000;

/** Reads, phone by phone, whose account is on it and which groups it lists. Changes nothing on the phone. */
export function createReadListKind(deps: ReadListKindDeps): JobKind<Payload, Subject> {
  return {
    kind: 'groups.read-list',
    action: 'read',
    planFreshMs: 8 * hourMs,
    afterMark: 'run-again',
    needsOperator: false,
    isHarmless: true,
    findsAccount: true,
    mode: 'by-account',
    attemptLimitMs: 8 * minuteMs,
    payload: payloadSchema,
    subject: subjectSchema,
    plan: async ({ phoneIds }, { now }) => {
      const sound = deps.playbooks.check('read-group-list');
      return sound.ok ? succeed([...new Set(phoneIds)].flatMap((id) => planPhone(id, now, deps))) : sound;
    },
    run: (item, context) => read(item, context, deps),
    // Reading leaves no trace on the phone: it is simply done again.
    verify: async () => ({ ...nothingDone }),
  };
}

const nothingDone: AttemptEnd = {
  state: 'failed',
  code: 'still-before',
  detail: {},
  after: null,
  verifiedBy: null,
  cooldownMs: null,
};

function planPhone(phoneId: string, now: number, deps: ReadListKindDeps): PlannedItem<Subject>[] {
  const account = deps.accounts.onPhone(phoneId);
  if (!account.ok) return [];
  return [
    {
      itemKey: `read-list ${phoneId} ${now}`,
      accountId: account.value.accountId,
      phoneId,
      groupId: null,
      name: deps.nameOfPhone(phoneId),
      subject: {},
      before: null,
      after: null,
      verdict: 'ready',
      code: null,
    },
  ];
}

async function read(item: ActItem<Subject>, context: RunContext, deps: ReadListKindDeps): Promise<AttemptEnd> {
  if (context.mode === 'manual') return { ...nothingDone, code: 'manual-only' };
  const identity = await deps.playbooks.run('read-own-identity', { purpose: 'run', variables: {}, context });
  if (!identity.ok) return endOfFault(identity.error);
  if (identity.value.state !== 'done') return endOf(identity.value, null);
  const known = noteIdentity(item.phoneId, identity.value, deps);
  if (known !== null && !known.ok) return endOfFault(known.error);
  const listed = await deps.playbooks.run('read-group-list', { purpose: 'run', variables: {}, context });
  if (!listed.ok) return endOfFault(listed.error);
  const list = listed.value.lists['groups'];
  if (listed.value.state !== 'done' || list === undefined) return endOf(listed.value, null);
  const stored = deps.desk.recordList(item.phoneId, toListed(list), () => undefined);
  return stored.ok ? endOf(listed.value, countOf(list)) : endOfFault(stored.error);
}

/** Null where the page told no id: the account stays who it was. */
function noteIdentity(
  phoneId: string,
  { values }: PlaybookResult,
  { accounts }: ReadListKindDeps,
): Outcome<Account> | null {
  const { messengerId, nickname } = values;
  if (messengerId === undefined) return null;
  return accounts.recordIdentity(phoneId, { messengerId: String(messengerId), nickname: String(nickname ?? '') });
}

function toListed({ items, statedCount, isComplete }: ReadList) {
  return { names: items, listedCount: statedCount, isComplete };
}

function countOf({ items, statedCount }: ReadList): string {
  return statedCount === null ? String(items.length) : `${items.length}/${statedCount}`;
}
