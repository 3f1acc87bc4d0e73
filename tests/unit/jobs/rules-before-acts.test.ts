import { expect, test } from 'vitest';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import { registerKind } from '../../../electron/jobs/job-registry.ts';
import { openBench, rowsOf, type JobBench } from '../../support/jobs/job-bench.ts';
import { createPaperKind, PaperWorld } from '../../support/jobs/paper-world.ts';
import { valueOf } from '../../support/device-layer.ts';

const unread = fail('rules-not-acknowledged', 'read them first', { operator: '陈晓', version: 1 });

/** A bench whose operator has read the platform's rules, or not. */
function openReading(phoneCount: number): { readonly bench: JobBench; readonly read: (hasRead: boolean) => void } {
  let known: Outcome<null> = unread;
  const bench = openBench(phoneCount, { checkRules: () => known });
  return { bench, read: (hasRead) => void (known = hasRead ? succeed(null) : unread) };
}

test('a plan may be made, and is not confirmed before its operator has read the rules', async () => {
  const { bench, read } = openReading(1);
  const { jobId } = valueOf(await bench.plan(rowsOf(1, 1)));
  expect(await bench.call('jobs.confirm', { jobId, isConfirmed: true })).toEqual(unread);
  expect(await bench.job(jobId)).toMatchObject({ state: 'planned', confirmedAt: null });
  read(true);
  await bench.tell('jobs.confirm', { jobId, isConfirmed: true });
  await bench.untilOver(jobId);
  expect(bench.world.acts).toHaveLength(1);
});

test('another operator resumes and retries only after reading them too', async () => {
  const { bench, read } = openReading(1);
  read(true);
  bench.world.stopAt('begun', 'g1');
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.until(() => bench.world.isStandingAt('begun', 'g1'));
  await bench.tell('jobs.stopAll', {});
  read(false);
  expect(await bench.call('jobs.resume', { jobId })).toEqual(unread);
  expect(await bench.call('jobs.retry', { jobId, itemIds: null })).toEqual(unread);
  expect(await bench.call('jobs.cancel', { jobId, itemIds: null })).toMatchObject({ ok: true });
});

test('what changes nothing in an app needs no reading', async () => {
  const world = new PaperWorld();
  const kinds = [registerKind({ ...createPaperKind(world), isHarmless: true })];
  const bench = openBench(1, { world, kinds, checkRules: () => unread });
  await bench.untilOver(await bench.run(rowsOf(1, 1)));
  expect(world.acts).toHaveLength(1);
});
