import { expect, test } from 'vitest';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { timelineOf } from '../../support/accounts/timeline-of.ts';

const minuteMs = 60_000;

/** An account of S6 whose page was read on one phone, and now comes up on another one. */
async function moving() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S6', 'p1');
  const own = { nickname: '张三', messengerId: 'desk_001' };
  bench.accounts.recordIdentity('p1', own);
  bench.account('p2');
  await bench.clock.advance(minuteMs);
  const standing = async () => {
    const { card } = await bench.tell('accounts.detail', { accountId });
    const { entries } = await timelineOf(bench, accountId, { kind: 'restart' });
    return [card.stageId, card.placeTrouble, entries.length];
  };
  return { bench, accountId, standing, comeUp: () => bench.accounts.recordIdentity('p2', own) };
}

test('what was read of an account in a change that failed is not believed after it', async () => {
  const { bench, accountId, standing, comeUp } = await moving();
  const before = await standing();
  bench.store
    .prepare(
      `CREATE TRIGGER noIdentity BEFORE UPDATE OF identityReadAt ON account
        BEGIN SELECT RAISE(ABORT, 'the disk gives up here'); END`,
    )
    .run();
  expect(comeUp).toThrow(/gives up/u);
  expect(await standing()).toEqual(before);
  expect(bench.desk.ground.book.record(accountId)?.facts.restarts).toEqual([]);
  bench.store.prepare('DROP TRIGGER noIdentity').run();
  comeUp();
  expect((await standing()).slice(0, 1)).toEqual(['S1']);
});

test('what a change that failed would have made of an account is not believed either', async () => {
  const { bench, accountId } = await moving();
  const { book, facts, time } = bench.desk.ground;
  const stageNow = () => book.stateAt(accountId, true, time.now())?.standing.stageId;
  expect(() =>
    bench.store.transaction(() => {
      facts.restart(accountId, { event: 'third-unblock', at: time.now(), by: '班组长' });
      book.forget(accountId);
      expect(stageNow()).toBe('S0');
      throw new Error('it comes to nothing');
    }),
  ).toThrow('it comes to nothing');
  expect(stageNow()).toBe('S6');
});
