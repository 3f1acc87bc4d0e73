import { migrations } from '../../../electron/database.ts';
import { describe, expect, test } from 'vitest';
import { Accounts } from '../../../electron/accounts/accounts.ts';
import { maskId } from '../../../electron/accounts/messenger-id.ts';
import type { AuditNote } from '../../../electron/audit/audit-log.ts';
import { platformRulesVersion, type Account } from '../../../electron/contract/accounts.ts';
import type { Operator } from '../../../electron/contract/operators.ts';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const wang: Operator = { operatorId: 'op-1', name: '小王', createdAt: 1 };
const zhang = { nickname: '张三·客服1', messengerId: 'desk_001_4821' };

function createAccounts(operator: Operator | null = wang) {
  const store = openTestStore(migrations);
  store.prepare("INSERT INTO operator VALUES ('op-1', '小王', '小王', 1)").run();
  const notes: AuditNote[] = [];
  const rests = new Map<string, number>();
  const accounts = new Accounts({
    store,
    audit: {
      append: (note) => {
        notes.push(note);
        return { seq: 1, at: 0, operatorId: null, operatorName: null, hash: '', ...note, params: { ...note.params } };
      },
    },
    clock: new ManualClock(),
    logger: silentLogger,
    cooldowns: { restOf: (accountId) => restOf(rests.get(accountId)) },
    currentOperator: () => operator,
    isVirtual: (phoneId) => (phoneId.startsWith('none') ? null : phoneId.startsWith('virtual')),
    isTreeHidden: (phoneId) => phoneId.endsWith('hidden'),
  });
  return { accounts, notes, rests, store };
}

function restOf(untilAt: number | undefined) {
  return untilAt === undefined ? null : { untilAt, code: null };
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}

function codeOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.error.code;
}

describe('the mode of an account', () => {
  test('is auto on a virtual phone from the start and nothing on a real one', () => {
    const { accounts } = createAccounts();
    expect(valueOf(accounts.onPhone('virtual-1'))).toMatchObject({ mode: 'auto', modeChosenBy: null });
    expect(valueOf(accounts.onPhone('real-1'))).toMatchObject({ mode: null });
  });

  test('is chosen by a named operator and written down', () => {
    const { accounts, notes } = createAccounts();
    const { accountId } = valueOf(accounts.onPhone('virtual-1'));
    expect(valueOf(accounts.setMode(accountId, 'assist'))).toMatchObject({ mode: 'assist', modeChosenBy: '小王' });
    expect(notes.at(-1)).toMatchObject({ action: 'accounts.setMode', params: { before: 'auto', after: 'assist' } });
  });

  test('is manual where the messenger hides its views, whatever was chosen, and says why', () => {
    const { accounts } = createAccounts();
    const { accountId, isTreeHidden } = valueOf(accounts.onPhone('virtual-hidden'));
    expect([isTreeHidden, accounts.modeOf(accountId, 'virtual-hidden')]).toEqual([true, 'manual']);
    expect(accounts.whyByHand(accountId, 'virtual-hidden')).toBe('tree-blocked');
    valueOf(accounts.setMode(accountId, 'manual'));
    expect(accounts.whyByHand(accountId, 'virtual-hidden')).toBeNull();
    const elsewhere = valueOf(accounts.onPhone('virtual-1'));
    expect(elsewhere.isTreeHidden).toBe(false);
    expect(accounts.whyByHand(elsewhere.accountId, 'virtual-1')).toBeNull();
  });

  test('stays unchosen on a real phone that hides them', () => {
    const { accounts } = createAccounts();
    const { accountId } = valueOf(accounts.onPhone('real-hidden'));
    expect(accounts.modeOf(accountId, 'real-hidden')).toBeNull();
  });

  test('cannot be chosen without an operator', () => {
    const { accounts } = createAccounts(null);
    const { accountId } = valueOf(accounts.onPhone('virtual-1'));
    expect(codeOf(accounts.setMode(accountId, 'manual'))).toBe('operator-required');
  });

  test.each(['assist', 'auto'] as const)('%s on a real phone needs that the rules were read', (mode) => {
    const { accounts } = createAccounts();
    const { accountId } = valueOf(accounts.onPhone('real-1'));
    expect(codeOf(accounts.setMode(accountId, mode))).toBe('rules-not-acknowledged');
    expect(accounts.modeOf(accountId, 'real-1')).toBeNull();
    valueOf(accounts.acknowledge(platformRulesVersion));
    expect(valueOf(accounts.setMode(accountId, mode)).mode).toBe(mode);
  });

  test('manual on a real phone needs no reading of rules', () => {
    const { accounts } = createAccounts();
    const { accountId } = valueOf(accounts.onPhone('real-1'));
    expect(valueOf(accounts.setMode(accountId, 'manual')).mode).toBe('manual');
  });

  test('that the console chose on a virtual phone does not count on a real one', () => {
    const { accounts } = createAccounts();
    const { accountId } = valueOf(accounts.onPhone('virtual-1'));
    expect(accounts.modeOf(accountId, 'virtual-1')).toBe('auto');
    expect(accounts.modeOf(accountId, 'real-1')).toBeNull();
  });

  test('of an unknown account cannot be chosen', () => {
    expect(codeOf(createAccounts().accounts.setMode('nobody', 'manual'))).toBe('account-not-found');
  });
});

describe('the rules', () => {
  test('are read by an operator, in the version of today', () => {
    const { accounts, notes } = createAccounts();
    expect(accounts.acknowledgedAt()).toBeNull();
    expect(codeOf(accounts.acknowledge(platformRulesVersion + 1))).toBe('invalid-input');
    valueOf(accounts.acknowledge(platformRulesVersion));
    expect(accounts.acknowledgedAt()).not.toBeNull();
    expect(notes.at(-1)).toMatchObject({ action: 'rules.acknowledge', subject: 'op-1' });
  });

  test('are asked for before an act, by name and version and with the cure, until they are read', () => {
    const { accounts } = createAccounts();
    const refused = accounts.checkRules();
    expect(refused).toMatchObject({
      error: { code: 'rules-not-acknowledged', detail: { operator: '小王', version: 1 } },
    });
    expect(refused.ok ? '' : refused.error.message).toContain(`rules.acknowledge {"version":${platformRulesVersion}}`);
    valueOf(accounts.acknowledge(platformRulesVersion));
    expect(accounts.checkRules().ok).toBe(true);
  });

  test('are asked for again when they change', () => {
    const { accounts, store } = createAccounts();
    store.prepare<[number]>("INSERT INTO rulesAcknowledgement VALUES ('op-1', ?, 1)").run(platformRulesVersion - 1);
    expect(codeOf(accounts.checkRules())).toBe('rules-not-acknowledged');
    valueOf(accounts.acknowledge(platformRulesVersion));
    expect(codeOf(accounts.checkRules())).toBeNull();
  });

  test('are read by nobody where there is no operator', () => {
    expect(codeOf(createAccounts(null).accounts.acknowledge(platformRulesVersion))).toBe('operator-required');
    expect(codeOf(createAccounts(null).accounts.checkRules())).toBe('operator-required');
  });
});

describe('whose account it is', () => {
  test('is told by nickname and a masked id; the whole id is kept nowhere', () => {
    const { accounts, store } = createAccounts();
    expect(valueOf(accounts.recordIdentity('virtual-1', zhang))).toMatchObject({
      nickname: zhang.nickname,
      maskedId: 'de•••••••••21',
    });
    expect(JSON.stringify(store.prepare('SELECT * FROM account').all())).not.toContain(zhang.messengerId);
  });

  test('stays the same account when it is read again, with another nickname or letter case', () => {
    const { accounts } = createAccounts();
    const first = valueOf(accounts.recordIdentity('virtual-1', zhang));
    const again = { nickname: '张三', messengerId: zhang.messengerId.toUpperCase() };
    expect(valueOf(accounts.recordIdentity('virtual-1', again))).toMatchObject({
      accountId: first.accountId,
      nickname: '张三',
    });
  });

  test('moves with its mode to the phone where it is seen', () => {
    const { accounts, notes } = createAccounts();
    const { accountId } = valueOf(accounts.recordIdentity('virtual-1', zhang));
    valueOf(accounts.setMode(accountId, 'manual'));
    expect(valueOf(accounts.recordIdentity('virtual-2', zhang))).toMatchObject({
      accountId,
      phoneId: 'virtual-2',
      mode: 'manual',
    });
    expect(notes.at(-1)).toMatchObject({ action: 'accounts.moved', params: { from: 'virtual-1' } });
    expect(valueOf(accounts.onPhone('virtual-1')).accountId).not.toBe(accountId);
  });

  test('another account on the phone is another row, and the first one has no phone', () => {
    const { accounts } = createAccounts();
    const first = valueOf(accounts.recordIdentity('virtual-1', zhang));
    const second = valueOf(accounts.recordIdentity('virtual-1', { nickname: '李四', messengerId: 'lisi_0001' }));
    expect(second.accountId).not.toBe(first.accountId);
    expect(accounts.get(first.accountId)).toMatchObject({ phoneId: null });
    expect(accounts.list().map(({ phoneId }) => phoneId)).toEqual([null, 'virtual-1']);
  });

  test('is told to be elsewhere on every phone but its own, and a name that is no account nowhere', () => {
    const { accounts } = createAccounts();
    const first = valueOf(accounts.recordIdentity('virtual-1', zhang));
    expect(accounts.isElsewhere(first.accountId, 'virtual-1')).toBe(false);
    const second = valueOf(accounts.recordIdentity('virtual-1', { nickname: '李四', messengerId: 'lisi_0001' }));
    expect(accounts.isElsewhere(first.accountId, 'virtual-1')).toBe(true);
    expect(accounts.isElsewhere(second.accountId, 'virtual-1')).toBe(false);
    expect(accounts.isElsewhere('by-hand virtual-1', 'virtual-1')).toBe(false);
  });

  test('is not noted for a phone that is not remembered', () => {
    expect(codeOf(createAccounts().accounts.recordIdentity('none-1', zhang))).toBe('phone-not-found');
  });
});

test('an account that rests says until when', () => {
  const { accounts, rests } = createAccounts();
  const { accountId } = valueOf(accounts.onPhone('virtual-1'));
  rests.set(accountId, 9_000);
  expect((accounts.get(accountId) satisfies Account | null)?.cooldownUntilAt).toBe(9_000);
});

test.each([
  ['ab', '••'],
  ['abcde', '•••••'],
  ['wxid_9a8b7c', 'wx•••••••7c'],
])('%s is shown as %s', (id, shown) => {
  expect(maskId(id)).toBe(shown);
});
