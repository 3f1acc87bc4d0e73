import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { faultReadingSchema } from '../../../electron/contract/faults.ts';
import { CabledPhones } from '../../support/fault-desk/cabled-phones.ts';
import { openFaultDesk } from '../../support/fault-desk/fault-desk.ts';
import { startTestConsole } from '../../support/services.ts';

const ports = ['1-1.1', '1-1.2', '1-1.3', '1-2.1'];
const blind = { hasTree: false, hasLog: false, showsPorts: true };

async function openPhones(): Promise<CabledPhones> {
  const phones = await CabledPhones.open(ports.length, 77);
  onTestFinished(() => phones.close());
  return phones;
}

test('a dead hub is in the live state of the desk while it lasts, and in the history afterwards', async () => {
  const phones = await openPhones();
  const { bench, proxy } = await phones.cable(ports, blind);
  const console = await startTestConsole({ localAdbPort: proxy.port });
  const ready = await console.waitFor(
    (desk) => desk.phones.filter(({ state }) => state === 'ready').length === 4,
    30_000,
  );
  expect(ready.deskMap.hubs.map(({ path }) => path)).toEqual(['1-1', '1-2']);
  expect(ready.readings).toEqual([]);

  bench.killHub('1-1');
  const broken = await console.waitFor(({ readings }) => readings.length > 0);
  expect(broken.readings).toMatchObject([{ cause: 'hub-lost', subject: { hubId: 'local|1-1' }, toAt: null }]);
  expect(broken.readings[0]?.phoneIds).toHaveLength(3);

  bench.reviveHub('1-1');
  await console.waitFor(({ readings }) => readings.length === 0, 30_000);
  const page = await console.call('faults.history', { before: null, limit: 10 });
  const { readings } = z.object({ readings: z.array(faultReadingSchema) }).parse(page.ok ? page.value : null);
  expect(readings).toMatchObject([{ cause: 'hub-lost' }]);
  expect(readings[0]?.toAt).not.toBeNull();
});

test('a dead hub is the same reading to the console that is started after this one', async () => {
  const phones = await openPhones();
  const { bench, proxy } = await phones.cable(ports, blind);
  const first = await startTestConsole({ localAdbPort: proxy.port });
  await first.waitFor((desk) => desk.phones.filter(({ state }) => state === 'ready').length === 4, 30_000);
  bench.killHub('1-1');
  const broken = await first.waitFor(({ readings }) => readings.length > 0);
  await first.services.dispose();

  const second = await startTestConsole({ dataFolder: first.dataFolder, localAdbPort: proxy.port });
  const [kept] = (await second.snapshot()).readings;
  expect(kept).toMatchObject({ readingId: broken.readings[0]?.readingId, cause: 'hub-lost', toAt: null });
  const read = await second.waitFor(({ readings }) => readings.every((each) => each.unknownSinceAt === null), 30_000);
  expect(read.readings).toMatchObject([{ readingId: kept?.readingId, phoneIds: kept?.phoneIds, toAt: null }]);
  bench.reviveHub('1-1');
  await second.waitFor(({ readings }) => readings.length === 0, 30_000);
});

test('what the operating system sees on USB makes certain what adb alone cannot tell', async () => {
  const phones = await openPhones();
  const desk = await openFaultDesk(phones, { ports, sight: { hasTree: true, hasLog: true, showsPorts: true } });
  onTestFinished(() => desk.close());
  desk.bench.setDebugging(2, false);
  await vi.waitFor(
    () =>
      expect(desk.watch.open).toMatchObject([
        { cause: 'debugging-off', confidence: 'certain', subject: { phoneId: desk.phoneIdOf(2), place: '1-1.2' } },
      ]),
    10_000,
  );
  desk.bench.setDebugging(2, true);
  await vi.waitFor(() => expect(desk.watch.open).toEqual([]), 10_000);
  expect(desk.part.deskMap.current().hubs.map(({ path, portCount }) => [path, portCount])).toEqual([
    ['1-1', 7],
    ['1-2', 7],
  ]);
});

test('a desk without ports has its hubs by hand, and reads them like any other', async () => {
  const phones = await openPhones();
  const desk = await openFaultDesk(phones, { ports, sight: { ...blind, showsPorts: false } });
  onTestFinished(() => desk.close());
  const { signal } = new AbortController();
  const { handlers } = desk.part;
  const saved = await handlers['deskMap.saveHub']({ hubId: null, hostId: 'local', name: '左架', portCount: 7 }, signal);
  const hubId = saved.ok ? saved.value.hubId : '';
  const moves = [1, 2, 3].map((index) => ({ phoneId: desk.phoneIdOf(index), place: { hubId, port: index } }));
  expect(await handlers['deskMap.placePhones']({ moves }, signal)).toMatchObject({ ok: true });
  desk.bench.killHub('1-1');
  await vi.waitFor(
    () => expect(desk.watch.open).toMatchObject([{ cause: 'hub-lost', confidence: 'likely', subject: { hubId } }]),
    10_000,
  );
});
