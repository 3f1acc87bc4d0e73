import { expect, test } from 'vitest';
import { fail, succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { ActCustody } from '../../../electron/jobs/gate.ts';
import { openBench, rowsOf } from '../../support/jobs/job-bench.ts';
import { PaperWorld } from '../../support/jobs/paper-world.ts';

/** Notes in which order acts are counted, sealed and done. */
class Watched implements ActCustody {
  readonly world = new PaperWorld();
  readonly steps: string[] = [];
  readonly counted: number[] = [];
  sealed: Outcome<null> = succeed(null);

  countAct(at: number): void {
    this.steps.push(`count, ${this.world.acts.length} done`);
    this.counted.push(at);
  }

  seal(): Outcome<null> {
    this.steps.push(`seal, ${this.world.acts.length} done`);
    return this.sealed;
  }
}

test('each act is counted and then sealed before it is done, at the time of its mark', async () => {
  const custody = new Watched();
  const bench = openBench(1, { world: custody.world, custody });
  const jobId = await bench.run(rowsOf(2, 1));
  await bench.untilOver(jobId);
  expect(custody.steps).toEqual(['count, 0 done', 'seal, 0 done', 'count, 1 done', 'seal, 1 done']);
  const marks = bench.store.prepare<[], { at: number }>('SELECT at FROM commitMark ORDER BY attemptId').all();
  expect(custody.counted).toEqual(marks.map(({ at }) => at));
});

test('an act that cannot be sealed is not permitted, and its mark stands', async () => {
  const custody = new Watched();
  custody.sealed = fail('disk-full', 'no room', { file: 'custody.seal' });
  const bench = openBench(1, { world: custody.world, custody });
  const jobId = await bench.run(rowsOf(1, 1));
  await bench.clock.advance(5_000);
  expect(custody.world.acts).toEqual([]);
  expect(
    bench.store.prepare<[], { marks: number }>('SELECT count(*) AS marks FROM commitMark').get()?.marks,
  ).toBeGreaterThan(0);
  expect(jobId).toBeGreaterThan(0);
});

test('an act whose note the database refuses is neither counted nor sealed', async () => {
  const custody = new Watched();
  const bench = openBench(1, { world: custody.world, custody });
  bench.store.prepare("CREATE TRIGGER full BEFORE INSERT ON commitMark BEGIN SELECT RAISE(ABORT, 'full'); END").run();
  await bench.run(rowsOf(1, 1)).catch(() => undefined);
  await bench.clock.advance(5_000);
  expect([custody.steps.includes('seal, 0 done'), custody.world.acts]).toEqual([false, []]);
});
