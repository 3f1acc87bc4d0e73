import { expect, test } from 'vitest';
import { openBench, rowsOf } from '../../support/jobs/job-bench.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { PaperPhones } from '../../support/jobs/paper-phones.ts';
import { createPaperKind, PaperWorld } from '../../support/jobs/paper-world.ts';

const minuteMs = 60_000;

test('the first row on a version of the app goes alone, then all phones at once', async () => {
  const bench = openBench(4);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(8, 4));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  await bench.clock.advance(minuteMs / 2);
  expect(bench.phones.mostHeld).toBe(1);
  expect((await bench.items(jobId)).slice(1).map(({ waitsFor }) => waitsFor)).toEqual([
    'first-alone',
    'first-alone',
    'first-alone',
    'account-busy',
    'first-alone',
    'first-alone',
    'first-alone',
  ]);
  bench.world.pass('begun', 'g1');
  await bench.untilOver(jobId);
  expect(bench.phones.mostHeld).toBe(4);
});

test('what was updated over night is known by its new version before anything begins, and its first row goes alone', async () => {
  const world = new PaperWorld();
  const phones = new PaperPhones();
  for (const phoneId of ['p1', 'p2', 'p3']) phones.add(phoneId);
  const versions: Readonly<Record<string, string>> = { p2: '8.0.60', p3: '8.0.60' };
  const kind = registerKind({
    ...createPaperKind(world),
    readVersion: async ({ phone: { phoneId, facts } }) => {
      const version = versions[phoneId] ?? facts.messengerVersion;
      if (version !== null && version !== facts.messengerVersion) phones.noteVersion(phoneId, version);
      return version;
    },
  });
  const bench = openBench(3, { world, phones, kinds: [kind] });
  world.stopAt('begun', 'g2');
  const jobId = await bench.run(rowsOf(3, 3));
  await bench.until(() => world.isStandingAt('begun', 'g2'));
  await bench.clock.advance(minuteMs / 2);
  const items = await bench.items(jobId);
  expect(items.map(({ state, waitsFor }) => [state, waitsFor])).toEqual([
    ['done', null],
    ['running', null],
    ['ready', 'first-alone'],
  ]);
  world.pass('begun', 'g2');
  await bench.untilOver(jobId);
  const attempts = await Promise.all(items.map(({ itemId }) => bench.attempts(itemId)));
  expect(attempts.map((each) => each.map(({ appVersion }) => appVersion))).toEqual([
    ['8.0.50'],
    ['8.0.60'],
    ['8.0.60'],
  ]);
});

test('a first row that nobody can read stops the others on that version until a person has looked', async () => {
  const bench = openBench(2);
  bench.world.unreadable.add('g1');
  const jobId = await bench.run(rowsOf(4, 2));
  await bench.until(async () => (await bench.items(jobId))[0]?.state === 'needs-review');
  await bench.clock.advance(minuteMs);
  const items = await bench.items(jobId);
  expect(items.map(({ waitsFor }) => waitsFor)).toEqual([null, 'first-in-doubt', 'first-in-doubt', 'first-in-doubt']);
  await bench.tell('jobs.review', { itemId: items[0]?.itemId ?? 0, isDone: true, note: '' });
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(4);
});
