import { expect, test } from 'vitest';
import { z } from 'zod';
import { alertSchema } from '../../../electron/contract/alerts.ts';
import type { Snapshot } from '../../../electron/contract/desk.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const phoneCount = 3;
const tight = { storageLowPercent: 90 };
const wide = { storageLowPercent: 1, alertStorageMargin: 0 };

const operatorsSchema = z.object({ operators: z.array(z.object({ operatorId: z.string() })) });

const aboutStorage = ({ alerts }: Snapshot) => alerts.filter(({ kind }) => kind === 'storage-low');

function waitForReady(console: TestConsole): Promise<Snapshot> {
  return console.waitFor(
    ({ phones }) =>
      phones.filter(({ state, health }) => state === 'ready' && health.polledAt !== null).length === phoneCount,
    60_000,
  );
}

async function readHistory(console: TestConsole) {
  const filter = { kind: 'storage-low', severity: null, phoneId: null } as const;
  const page = await console.call('alerts.page', { beforeId: null, limit: 200, ...filter });
  return z.object({ entries: z.array(alertSchema) }).parse(page.ok ? page.value : null).entries;
}

test('alerts of virtual phones are the same ones after a restart, and end once', async () => {
  const first = await startTestConsole({ phones: phoneCount });
  await waitForReady(first);
  await first.call('settings.update', { patch: tight });
  const raised = aboutStorage(await first.waitFor((desk) => aboutStorage(desk).length === phoneCount));
  await first.services.dispose();

  const second = await startTestConsole({ dataFolder: first.dataFolder, phones: phoneCount });
  await waitForReady(second);
  const kept = aboutStorage(await second.waitFor((desk) => aboutStorage(desk).length === phoneCount));
  expect(new Set(kept.map(({ alertId }) => alertId))).toEqual(new Set(raised.map(({ alertId }) => alertId)));
  expect(await readHistory(second)).toHaveLength(phoneCount);

  await second.call('settings.update', { patch: wide });
  await second.waitFor((desk) => aboutStorage(desk).length === 0);
  const ended = await readHistory(second);
  expect(ended.map(({ ending }) => ending)).toEqual(Array.from({ length: phoneCount }, () => 'over'));
});

test('a phone that an operator sets aside has no alerts, nor has one that is forgotten', async () => {
  const console = await startTestConsole({ phones: phoneCount });
  const { phones } = await waitForReady(console);
  const [aside, forgotten] = phones.map(({ phoneId }) => phoneId);
  await console.call('operators.create', { name: '小王' });
  await console.call('settings.update', { patch: tight });
  await console.waitFor((desk) => aboutStorage(desk).length === phoneCount);
  await console.call('phones.setAside', { phoneIds: [aside ?? ''], isSetAside: true });
  await console.waitFor((desk) => aboutStorage(desk).length === phoneCount - 1);
  await console.call('demo.stop', {});
  await console.waitFor(({ alerts }) => alerts.length === 0);
  await console.call('phones.forget', { phoneIds: [forgotten ?? ''] });
  // Nobody is told that a hidden phone was forgotten; whatever is judged next finds out.
  await console.call('settings.update', { patch: { alertMissingMinutes: 4 } });
  const endings = (await readHistory(console)).map(({ ending }) => ending);
  expect(new Set(endings)).toEqual(new Set(['forgotten', 'set-aside', null]));
});

test('alerts of phones on a host outlast a restart, and end as that when the host is removed', async () => {
  const desk = await startVirtualDesk({ count: phoneCount });
  const first = await startTestConsole();
  await first.call('operators.create', { name: '小王' });
  await first.call('hosts.add', { name: '二楼', address: '127.0.0.1', port: desk.adbPort });
  await waitForReady(first);
  await first.call('settings.update', { patch: tight });
  await first.waitFor((snapshot) => aboutStorage(snapshot).length === phoneCount);
  await first.services.dispose();

  const second = await startTestConsole({ dataFolder: first.dataFolder });
  const { hosts } = await waitForReady(second);
  expect(await readHistory(second)).toMatchObject([{ endedAt: null }, { endedAt: null }, { endedAt: null }]);
  const { operators } = operatorsSchema.parse(valueOf(await second.call('operators.list', {})));
  await second.call('operators.choose', { operatorId: operators[0]?.operatorId ?? '' });
  const far = hosts.find(({ kind }) => kind === 'remote');
  valueOf(await second.call('hosts.remove', { hostId: far?.hostId ?? '' }));
  await second.waitFor((snapshot) => snapshot.alerts.length === 0);
  const endings = (await readHistory(second)).map(({ ending }) => ending);
  expect(endings).toEqual(Array.from({ length: phoneCount }, () => 'host-removed'));
});
