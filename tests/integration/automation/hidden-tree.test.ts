import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import type { Brink } from '../../../electron/automation/engine/run-ports.ts';
import { WorkerPictureReader } from '../../../electron/automation/ocr/picture-reader.ts';
import { tapPointOf } from '../../../electron/automation/tap-target.ts';
import type { UiDriver } from '../../../electron/automation/ui-driver.ts';
import { succeed } from '../../../electron/contract/outcome.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { planGroups } from '../../../simulator/world/world-plan.ts';
import { World } from '../../../simulator/world/world.ts';
import { PlaybookDesk } from '../../support/automation/playbook-desk.ts';
import { openTestStore } from '../../support/open-test-store.ts';

const seed = 21;
const world = new World({ seed, phoneCount: 1, plan: planGroups({ seed, phoneCount: 1, groupCount: 6 }) });
const accountId = world.accountOf(1)?.accountId ?? '';
const clock = createSystemClock();
let phones: PlaybookDesk;
beforeAll(async () => {
  phones = await PlaybookDesk.open({ count: 1, seed, world });
});

afterAll(() => phones.close());

/** Reads pictures in a thread of its own, until the running test ends. */
function openReader(): WorkerPictureReader {
  const store = openTestStore([]);
  const workerFile = new URL('../../../electron/worker.ts', import.meta.url);
  const worker = new TaskWorker({ workerFile, file: store.file, clock, logger: silentLogger });
  onTestFinished(() => worker.dispose());
  return new WorkerPictureReader(worker);
}

async function tap(driver: UiDriver, words: string): Promise<void> {
  const tree = await driver.tree();
  const node = tree.ok
    ? tree.value.nodes.find(({ text, description }) => [text, description].includes(words))
    : undefined;
  const point = tree.ok && node !== undefined ? tapPointOf(node, tree.value) : null;
  if (point === null) throw new Error('nothing to tap');
  await driver.tap(point);
}

/** What the operator does by hand: leads the phone to the group's page. */
async function openInfo(driver: UiDriver, name: string): Promise<void> {
  await driver.launch('com.tencent.mm/com.tencent.mm.ui.LauncherUI');
  await tap(driver, '通讯录');
  await tap(driver, '群聊');
  await tap(driver, name);
  await tap(driver, '聊天信息');
}

it(
  'an act on a version that hides its views is done by hand and proven from a picture, Chinese names included',
  { timeout: 180_000 },
  async () => {
    const [group] = world.savedGroupsOf(accountId);
    if (group === undefined) throw new Error('no group');
    const newName = '阳光花园业主交流三群';
    const driver = await phones.driver(1);
    await openInfo(driver, group.name);
    phones.desk.phone(1).startFault({ kind: 'blocked-tree' });
    const brinks: Brink[] = [];
    const touches = world.acts.read().length;
    const result = await phones.run(
      1,
      'rename-group',
      { groupName: group.name, newName },
      {
        mode: 'manual',
        pictures: openReader(),
        operator: {
          commitByHand: async (brink, signal) => {
            brinks.push(brink);
            world.perform(
              { kind: 'rename-group', groupId: group.groupId, name: newName },
              { accountId, at: clock.now() },
            );
            await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }));
            return succeed('aborted');
          },
        },
      },
    );
    expect(result).toMatchObject({ state: 'done', code: 'ok', verifiedBy: 'ocr' });
    expect(brinks).toEqual([expect.objectContaining({ tap: null, evidenceId: 'picture' })]);
    expect(brinks[0]?.steps.join()).toContain(newName);
    expect(
      world.acts
        .read()
        .slice(touches)
        .map(({ kind }) => kind),
    ).toEqual(['rename-group']);
  },
);

it('a rehearsal on it says so', async () => {
  phones.desk.phone(1).startFault({ kind: 'blocked-tree' });
  const result = await phones.run(
    1,
    'rename-group',
    { groupName: '甲', newName: '乙' },
    { purpose: 'rehearse', isRehearsed: false },
  );
  expect(result).toMatchObject({ state: 'failed', code: 'tree-blocked' });
});
