import { afterAll, beforeAll, expect, it } from 'vitest';
import { AndroidDevice } from '../../../simulator/android/android-device.ts';
import { setTrap } from '../../../simulator/messenger/stranger-traps.ts';
import { unorderedActs } from '../../support/groups/act-judge.ts';
import { WorldConsole } from '../../support/groups/world-console.ts';

const jobTimeoutMs = 120_000;
let console: WorldConsole;

beforeAll(async () => {
  const groups = ['甲群一号', '乙群一号'].map((name) => ({ name, places: [1], size: 6 }));
  console = await WorldConsole.open({ seed: 17, phoneCount: 1, plan: { groups } });
  await console.run('groups.read-list', { phoneIds: await console.phoneIds() }, jobTimeoutMs);
  const groupIds = (await console.groups()).map(({ groupId }) => groupId);
  await console.run('groups.read-info', { groupIds, withMembers: false }, jobTimeoutMs);
}, 180_000);

afterAll(() => console.close());

async function rename(from: string, to: string) {
  const group = (await console.groups()).find(({ name }) => name === from);
  const groupId = group?.groupId ?? '';
  const rule = { kind: 'table', names: { [groupId]: to } };
  return console.run('groups.rename', { groupIds: [groupId], rule }, jobTimeoutMs);
}

it('a messenger that was updated since the last poll is known by its new version, and rehearsed anew on it', async () => {
  expect(await rename('甲群一号', '甲群二号')).toMatchObject([{ state: 'done' }]);
  const { device } = console.desk.phone(1);
  if (!(device instanceof AndroidDevice)) throw new Error('no Android');
  const { messenger } = device.phone.display;
  if (messenger === null) throw new Error('no messenger');
  const trap = { ...setTrap(messenger.variant, 'known-button-of-another-act'), version: '8.3.1', versionCode: 4_000 };
  device.updateMessenger(trap);
  const before = console.desk.world.acts.read().at(-1)?.seq ?? 0;
  expect(await rename('乙群一号', '乙群二号')).toMatchObject([{ state: 'failed', code: 'unknown-screen' }]);
  expect(unorderedActs(console.desk.world.acts.read(before), [])).toEqual([]);
  const { phones } = await console.console.snapshot();
  expect(phones[0]?.facts.messengerVersion).toBe('8.3.1');
}, 180_000);
