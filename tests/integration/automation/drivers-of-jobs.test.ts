import { expect, onTestFinished, test, vi } from 'vitest';
import { serverPackage } from '../../../electron/automation/drivers/apks.ts';
import type { JobAttempt } from '../../../electron/contract/jobs.ts';
import { procedures } from '../../../electron/contract/procedures.ts';
import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { valueOf } from '../../support/device-layer.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const seed = 7;
const phoneCount = 2;
const groupCount = 6;
const jobTimeoutMs = 120_000;

/** Two phones whose groups are known. */
async function openWorld(): Promise<{ readonly world: WorldConsole; readonly groupIds: readonly string[] }> {
  const world = await WorldConsole.open({ seed, phoneCount, plan: planGroups({ seed, phoneCount, groupCount }) });
  onTestFinished(() => world.close());
  await world.run('groups.read-list', { phoneIds: await world.phoneIds() }, jobTimeoutMs);
  return { world, groupIds: (await world.groups()).map(({ groupId }) => groupId) };
}

function androids(world: WorldConsole): AndroidDevice[] {
  return world.desk.phones.flatMap(({ device }) => (device instanceof AndroidDevice ? [device] : []));
}

function isDriverOn({ phone }: AndroidDevice): boolean {
  return phone.instrumentations.processes.includes(serverPackage);
}

/** Tells of every driver that is started on a phone from now on. */
function watchStarts({ phone: { instrumentations } }: AndroidDevice, onStart: () => void): void {
  const run = instrumentations.run.bind(instrumentations);
  instrumentations.run = (target) => {
    onStart();
    return run(target);
  };
}

async function allAttempts(world: WorldConsole, jobId: number): Promise<readonly JobAttempt[]> {
  const items = await world.items(jobId);
  const answers = await Promise.all(items.map(({ itemId }) => world.console.call('jobs.attempts', { itemId })));
  return answers.flatMap((answer) => procedures['jobs.attempts'].output.parse(valueOf(answer)).attempts);
}

/** The virtual phone that an attempt has. Only its driver is known to have begun. */
async function phoneOf(world: WorldConsole, jobId: number, { itemId }: JobAttempt): Promise<AndroidDevice['phone']> {
  const row = (await world.items(jobId)).find((item) => item.itemId === itemId);
  const device = androids(world)[(await world.phoneIds()).indexOf(row?.phoneId ?? '')];
  if (device === undefined) throw new Error(`nobody has the phone of row ${itemId}`);
  return device.phone;
}

/** Its messenger is open, and more steps are to come. */
function isWalking({ state, log }: JobAttempt): boolean {
  return state === 'running' && log.some(({ text }) => text.startsWith('open-messenger'));
}

test(
  'the rows of a phone share one driver, and nothing of it is left when they are done',
  { timeout: 240_000 },
  async () => {
    const { world, groupIds } = await openWorld();
    await expect.poll(() => androids(world).some(isDriverOn), { timeout: 10_000 }).toBe(false);
    const starts: AndroidDevice[] = [];
    for (const device of androids(world)) watchStarts(device, () => starts.push(device));
    const items = await world.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
    expect(items.filter(({ state }) => state === 'done')).toHaveLength(items.length);
    expect(items.length).toBeGreaterThan(phoneCount);
    expect(starts).toHaveLength(phoneCount);
    await expect.poll(() => androids(world).some(isDriverOn), { timeout: 10_000 }).toBe(false);
  },
);

test('a driver that dies on the way is told in the log and in a note of the row', { timeout: 240_000 }, async () => {
  const { world, groupIds } = await openWorld();
  await expect.poll(() => androids(world).some(isDriverOn), { timeout: 10_000 }).toBe(false);
  const jobId = await world.plan('groups.read-info', { groupIds, withMembers: false });
  await world.confirm(jobId);
  const walker = await vi.waitFor(
    async () => {
      const walking = (await allAttempts(world, jobId)).find(isWalking);
      if (walking === undefined) throw new Error('no row has begun yet');
      return walking;
    },
    { timeout: 30_000, interval: 20 },
  );
  (await phoneOf(world, jobId, walker)).instrumentations.stopAll();
  await world.untilOver(jobId, jobTimeoutMs);
  const told = (await allAttempts(world, jobId)).filter(({ notes }) => notes.length > 0);
  expect(told.length).toBeGreaterThan(0);
  for (const { notes, log } of told) {
    expect(notes).toMatchObject([{ code: 'driver-fell-back', fault: { code: 'automation-gone' } }]);
    expect(log.some(({ text }) => text.startsWith('driver: dump in place of uiautomator2: automation-gone'))).toBe(
      true,
    );
  }
});
