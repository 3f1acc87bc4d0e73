import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { accountSchema, type Account } from '../../../electron/contract/accounts.ts';
import type { ExecutionMode } from '../../../electron/contract/automation.ts';
import { operatorTaskSchema } from '../../../electron/contract/jobs.ts';
import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { valueOf } from '../../support/device-layer.ts';
import { OperatorsHand } from '../../support/groups/operators-hand.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const seed = 17;
const timeoutMs = 120_000;
const ownName = '晨跑打卡一群';
const sharedName = '阳光花园读书会';
const affix = { kind: 'affix', prefix: '新', suffix: '' };
let desk: WorldConsole;

beforeAll(async () => {
  const groups = [
    { name: ownName, places: [1] },
    { name: sharedName, places: [1, 2] },
  ];
  desk = await WorldConsole.open({ seed, phoneCount: 2, plan: { groups } });
  await readLists();
  const groupIds = (await desk.groups()).map(({ groupId }) => groupId);
  await desk.run('groups.read-info', { groupIds, withMembers: false }, timeoutMs);
}, 2 * timeoutMs);

afterAll(() => desk.close());

async function readLists(): Promise<void> {
  const rows = await desk.run('groups.read-list', { phoneIds: await desk.phoneIds() }, timeoutMs);
  expect(rows.map(({ state, code }) => [state, code])).toEqual(rows.map(() => ['done', 'ok']));
}

async function accountOn(phoneId: string | undefined): Promise<Account> {
  const listed = z
    .object({ accounts: z.array(accountSchema) })
    .parse(valueOf(await desk.console.call('accounts.list', {})));
  const account = listed.accounts.find((each) => each.phoneId === phoneId);
  if (account === undefined) throw new Error('no account on that phone');
  return account;
}

async function planRename(name: string): Promise<number> {
  const groupIds = (await desk.groups()).filter((group) => group.name === name).map(({ groupId }) => groupId);
  return desk.plan('groups.rename', { groupIds, rule: affix, via: {} });
}

/** Acts since then by which the messenger was asked for a new name, or gave one. */
function renamesSince(seq: number): readonly { readonly kind: string; readonly accountId: string | null }[] {
  return desk.desk.world.acts.read(seq).filter(({ kind }) => kind === 'submit-rename-group' || kind === 'rename-group');
}

function lastSeq(): number {
  return desk.desk.world.acts.read().at(-1)?.seq ?? 0;
}

/** Two own accounts are logged in on each other's phones. */
function swapAccounts(): void {
  const { accounts } = desk.desk.world;
  for (const [place, other] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const { device } = desk.desk.phone(place);
    const account = accounts[other - 1];
    if (!(device instanceof AndroidDevice) || account === undefined) throw new Error(`no phone ${place}`);
    device.phone.display.logIn(account);
  }
}

test(
  'an account that is set to manual while its row is on its way commits nothing by itself',
  async () => {
    const [phoneId] = await desk.phoneIds();
    const { accountId } = await accountOn(phoneId);
    const jobId = await planRename(ownName);
    const seq = lastSeq();
    await desk.confirm(jobId);
    await vi.waitFor(() => expect(desk.desk.world.acts.read(seq).length).toBeGreaterThan(0), {
      timeout: timeoutMs,
      interval: 5,
    });
    valueOf(await desk.console.call('accounts.setMode', { accountId, mode: 'manual' }));
    await vi.waitFor(
      async () => {
        const listed = z
          .object({ tasks: z.array(z.object({ mode: z.string() }).loose()) })
          .parse(valueOf(await desk.console.call('jobs.tasks', {})));
        expect(listed.tasks).toMatchObject([{ mode: 'manual' }]);
      },
      { timeout: timeoutMs, interval: 50 },
    );
    expect(renamesSince(seq)).toEqual([]);
    valueOf(await desk.console.call('jobs.cancel', { jobId, itemIds: null }));
    valueOf(await desk.console.call('accounts.setMode', { accountId, mode: 'auto' }));
    await vi.waitFor(async () => expect((await desk.items(jobId))[0]?.state).toMatch(/cancelled|needs-review/), {
      timeout: timeoutMs,
    });
  },
  2 * timeoutMs,
);

/** Who is logged in on the first phone now. */
function logInOnFirst(place: number): void {
  const { device } = desk.desk.phone(1);
  const account = desk.desk.world.accounts[place - 1];
  if (!(device instanceof AndroidDevice) || account === undefined) throw new Error('no phone 1');
  device.phone.display.logIn(account);
}

async function tasks(): Promise<readonly { readonly attemptId: number; readonly steps: readonly string[] }[]> {
  const answer = z
    .object({ tasks: z.array(operatorTaskSchema) })
    .parse(valueOf(await desk.console.call('jobs.tasks', {})));
  return answer.tasks;
}

async function setMode(accountId: string, mode: ExecutionMode): Promise<void> {
  valueOf(await desk.console.call('accounts.setMode', { accountId, mode }));
}

test.each<ExecutionMode>(['auto', 'assist'])(
  'another account that was logged in since the lists were read is found out before anything is done, %s',
  async (mode) => {
    const [phoneId] = await desk.phoneIds();
    const own = await accountOn(phoneId);
    await setMode(own.accountId, mode);
    const jobId = await planRename(sharedName);
    expect(await desk.items(jobId)).toMatchObject([{ accountId: own.accountId, verdict: 'ready' }]);
    logInOnFirst(2);
    const seq = lastSeq();
    await desk.confirm(jobId);
    await desk.untilOver(jobId, timeoutMs);
    expect(await desk.items(jobId)).toMatchObject([{ state: 'skipped', code: 'account-moved' }]);
    expect(renamesSince(seq)).toEqual([]);
    logInOnFirst(1);
    await readLists();
    await setMode(own.accountId, 'auto');
  },
  2 * timeoutMs,
);

test(
  'by hand the account is looked at first: with another one nothing is asked to be done',
  async () => {
    const [phoneId] = await desk.phoneIds();
    const own = await accountOn(phoneId);
    await setMode(own.accountId, 'manual');
    const jobId = await planRename(sharedName);
    logInOnFirst(2);
    const seq = lastSeq();
    await desk.confirm(jobId);
    await vi.waitFor(async () => expect(await tasks()).toHaveLength(1), { timeout: timeoutMs, interval: 50 });
    const [task] = await tasks();
    expect(task?.steps.join()).toContain(own.maskedId ?? 'no id');
    new OperatorsHand(desk.desk, 1).openMe();
    await desk.untilOver(jobId, timeoutMs);
    expect(await desk.items(jobId)).toMatchObject([{ state: 'skipped', code: 'account-moved', attemptCount: 1 }]);
    expect(renamesSince(seq)).toEqual([]);
    logInOnFirst(1);
    await readLists();
    await setMode(own.accountId, 'auto');
  },
  2 * timeoutMs,
);

test(
  'accounts that changed phones: what was planned for one is not done by the other, and each acts where it is now',
  async () => {
    const [first, second] = await desk.phoneIds();
    const before = await accountOn(first);
    const planned = await planRename(sharedName);
    expect(await desk.items(planned)).toMatchObject([
      { accountId: before.accountId, phoneId: first, verdict: 'ready' },
    ]);
    swapAccounts();
    await readLists();
    expect((await accountOn(second)).accountId).toBe(before.accountId);
    const seq = lastSeq();
    await desk.confirm(planned);
    await desk.untilOver(planned, timeoutMs);
    expect(await desk.items(planned)).toMatchObject([{ state: 'skipped', code: 'account-moved' }]);
    expect(renamesSince(seq)).toEqual([]);
    const again = await planRename(sharedName);
    expect(await desk.items(again)).toMatchObject([{ accountId: before.accountId, phoneId: second, verdict: 'ready' }]);
    await desk.confirm(again);
    await desk.untilOver(again, timeoutMs);
    expect(await desk.items(again)).toMatchObject([{ state: 'done', verifiedBy: 'page' }]);
    const [owner] = desk.desk.world.accounts;
    expect(new Set(renamesSince(seq).map(({ accountId }) => accountId))).toEqual(new Set([owner?.accountId]));
    expect(desk.desk.world.groups.map(({ name }) => name)).toContain(`新${sharedName}`);
  },
  2 * timeoutMs,
);
