import type { OwnIdentity } from './accounts/accounts.ts';
import type { Automation } from './automation/automation.ts';
import type { DriverLink } from './automation/drivers/driver-link.ts';
import type { PlaybookResult } from './automation/engine/run-ports.ts';
import type { Account } from './contract/accounts.ts';
import type { ExecutionMode, PlaybookAct, PlaybookResultCode } from './contract/automation.ts';
import { errorCodeSchema, fail, succeed, type ErrorCode, type Outcome } from './contract/outcome.ts';
import type { Phone } from './contract/phones.ts';
import type { ListedGroups } from './groups/group-store.ts';
import { cooldownMs } from './groups/kinds/attempt-ending.ts';
import type { HandReading } from './groups/messenger-playbooks.ts';
import type { AccountCooldowns, AccountModes, Gate } from './jobs/gate.ts';
import type { Clock } from './runtime/clock.ts';
import type { Store } from './store/store.ts';

/** What decides whether an account's messenger may be read, and what a warning met there leads to. */
export interface ReadingGround {
  readonly accounts: Pick<AccountModes, 'modeOf' | 'whyByHand'> & {
    onPhone(phoneId: string): Outcome<Pick<Account, 'accountId'>>;
    recordIdentity(phoneId: string, identity: OwnIdentity): Outcome<Pick<Account, 'accountId'>>;
  };
  readonly cooldowns: AccountCooldowns;
  readonly gate: Gate;
  readonly store: Store;
  readonly clock: Clock;
}

/**
 * Reads for an operator who clicked and waits, as the account on the phone may be read: the same gate, mode and rest as for a
 * job. `reading-refused` with the reason, and nothing is touched then, or no further where another account turns out to be there. A
 * warning that is met makes the account rest.
 */
export async function readAsAccount(
  ground: ReadingGround,
  phoneId: string,
  read: (reading: HandReading) => Promise<Outcome<ListedGroups>>,
): Promise<Outcome<ListedGroups>> {
  const { accounts, cooldowns, store, clock } = ground;
  const account = accounts.onPhone(phoneId);
  if (!account.ok) return account;
  let { accountId } = account.value;
  const mode = permittedMode(ground, accountId, phoneId);
  if (!mode.ok) return mode;
  let rested: Outcome<null> = succeed(null);
  const onWarning = (code: PlaybookResultCode): void => {
    const untilAt = clock.now() + cooldownMs;
    rested = store.write(() => {
      cooldowns.begin({ accountId, untilAt, code });
      return null;
    });
  };
  const onIdentity = (identity: OwnIdentity): Outcome<ExecutionMode> => {
    const present = accounts.recordIdentity(phoneId, identity);
    if (!present.ok || present.value.accountId === accountId) return present.ok ? mode : present;
    ({ accountId } = present.value);
    return permittedMode(ground, accountId, phoneId);
  };
  const listed = await read({ mode: mode.value, onWarning, onIdentity });
  return rested.ok ? listed : rested;
}

/** Where the messenger is known to hide its views nobody chose that a person does it: it is looked whether it still does. */
function permittedMode(
  { accounts, gate, clock }: ReadingGround,
  accountId: string,
  phoneId: string,
): Outcome<ExecutionMode> {
  const chosen = accounts.modeOf(accountId, phoneId);
  const mode = accounts.whyByHand(accountId, phoneId) === null ? chosen : 'auto';
  const question = { accountId, phoneId, groupId: null, action: 'read', amount: 1 };
  const answer = gate.ask({ ...question, mode, now: clock.now() });
  if (answer.kind !== 'allowed')
    return fail('reading-refused', 'the gate is closed', { rule: answer.reason, ...answer.detail });
  if (mode === null || mode === 'manual')
    return fail('reading-refused', 'a person does everything there', { rule: 'manual-only' });
  return succeed(mode);
}

interface HeldPhone {
  readonly phone: Phone;
  readonly link: DriverLink;
  readonly signal: AbortSignal;
}

/**
 * Reads whose messenger is on a phone and then the groups that it lists, for an operator who clicked and waits. Faults: `screen-locked`,
 * `messenger-missing`, `ui-tree-blocked`, `ui-unexpected-screen` (with what was seen), `timeout`, `aborted`, and whatever the
 * phone's own layer says.
 */
export async function readListByHand(
  automation: Automation,
  held: HeldPhone,
  reading: HandReading,
): Promise<Outcome<ListedGroups>> {
  const own = await readByHand(automation, 'read-own-identity', held, reading);
  if (!own.ok) return own;
  const { messengerId, nickname } = own.value.values;
  const mode =
    messengerId === undefined
      ? succeed(reading.mode)
      : reading.onIdentity({ messengerId: String(messengerId), nickname: String(nickname ?? '') });
  if (!mode.ok) return mode;
  const read = await readByHand(automation, 'read-group-list', held, { ...reading, mode: mode.value });
  if (!read.ok) return read;
  const list = read.value.lists['groups'];
  if (list === undefined) return explain(read.value);
  return succeed({ names: list.items, listedCount: list.statedCount, isComplete: list.isComplete });
}

/** One act that was done; anything else is a fault. */
async function readByHand(
  automation: Automation,
  act: PlaybookAct,
  held: HeldPhone,
  { mode, onWarning }: Pick<HandReading, 'mode' | 'onWarning'>,
): Promise<Outcome<PlaybookResult>> {
  const read = await automation.run(act, {
    ...held,
    purpose: 'run',
    variables: {},
    mode,
    commit: { ask: async () => fail('commit-refused', 'reading commits nothing') },
    operator: { commitByHand: async () => fail('commit-refused', 'reading asks nobody') },
  });
  if (!read.ok) return read;
  if (read.value.cooldown) onWarning(read.value.code);
  return read.value.state === 'done' ? read : explain(read.value);
}

const faultCodes: { readonly [code in PlaybookResultCode]?: ErrorCode } = {
  'screen-locked': 'screen-locked',
  'messenger-missing': 'messenger-missing',
  'tree-blocked': 'ui-tree-blocked',
  timeout: 'timeout',
  aborted: 'aborted',
};

/** What the phone's own layer said is nearer to the cause than what the run made of it. */
function explain({ code, note, faultCode, cooldown }: PlaybookResult): Outcome<never> {
  if (cooldown) return fail('ui-unexpected-screen', note, { reason: code, rule: 'platform-warning' });
  const own = errorCodeSchema.safeParse(faultCode);
  const known = own.success ? own.data : faultCodes[code];
  return fail(known ?? 'ui-unexpected-screen', note, { reason: code });
}
