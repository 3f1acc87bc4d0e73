import { expect, test } from 'vitest';
import { z } from 'zod';
import { alertSchema } from '../../../electron/contract/alerts.ts';
import type { Snapshot } from '../../../electron/contract/desk.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';

const phoneCount = 3;
const tight = { storageLowPercent: 90 };
const wide = { storageLowPercent: 1, alertStorageMargin: 0 };

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
