import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { FileWorld } from '../../support/jobs/file-kind.ts';
import { KillableConsole } from '../../support/jobs/killable-console.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const phoneCount = 8;
const groupCount = 80;

test('全部停止: no act on any of eight lanes is later than a second, and resumed each is done once', async () => {
  const desk = await startVirtualDesk({ count: phoneCount, seed: 5 });
  const folder = makeTempFolder();
  const worldFolder = join(folder, 'world');
  const world = new FileWorld(worldFolder);
  const acts = { count: 0 };
  const underWay = Promise.withResolvers<void>();
  const console = await KillableConsole.start({
    dataFolder: join(folder, 'data'),
    localAdbPort: desk.adbPort,
    worldFolder,
    isKilledAt: ({ point }) => {
      if (point === 'acted') acts.count += 1;
      if (acts.count === 2 * phoneCount) underWay.resolve();
      return false;
    },
  });
  onTestFinished(() => console.kill());
  const isOver = async (jobId: number): Promise<void> => {
    expect((await console.call('jobs.get', { jobId })).state).toBe('over');
  };
  await console.call('operators.create', { name: '小王' });
  const phones = await vi.waitFor(
    async () => {
      const snapshot = await console.call('desk.snapshot', {});
      const ready = snapshot.phones.filter(({ state }) => state === 'ready');
      expect(ready).toHaveLength(phoneCount);
      return ready.map(({ phoneId }) => phoneId);
    },
    { timeout: 20_000 },
  );
  const rows = Array.from({ length: groupCount }, (_, index) => ({
    phone: phones[index % phoneCount] ?? '',
    group: `g${index}`,
    after: `新 g${index}`,
  }));
  const window = { startAt: null, endAt: null };
  const { jobId } = await console.call('jobs.plan', { kind: 'test.file', title: '改名', payload: { rows }, window });
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  await underWay.promise;
  const stoppedAt = Date.now();
  await console.call('jobs.stopAll', {});
  await vi.waitFor(async () => {
    const job = await console.call('jobs.get', { jobId });
    expect([job.state, job.counts.running]).toEqual(['paused', 0]);
  });
  const before = world.acts().length;
  expect(before).toBeLessThan(groupCount);
  expect(world.acts().filter(({ at }) => at > stoppedAt + 1_000)).toEqual([]);
  await console.call('jobs.resume', { jobId });
  await vi.waitFor(() => isOver(jobId), { timeout: 60_000, interval: 100 });
  expect(
    world
      .acts()
      .map(({ group }) => group)
      .toSorted(),
  ).toEqual(rows.map(({ group }) => group).toSorted());
}, 120_000);
