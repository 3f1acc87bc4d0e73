import { expect, test } from 'vitest';
import type { Outcome } from '../../../electron/contract/outcome.ts';
import { DeskBench, wang } from '../../support/accounts/desk-bench.ts';

const hourMs = 3_600_000;
const capPath = 'stages.S4.caps.group_rename.per_day';
const pinAgain = { error: { code: 'supervisor-pin-required', detail: { operator: '班组长' } } };

/** An account in S4, and what only a supervisor does with it. */
async function supervisedBench() {
  const bench = new DeskBench();
  const accountId = await bench.accountAt('S4');
  const untilAt = bench.clock.now() + hourMs;
  const text = bench.desk.ground.shelf.shippedText;
  const tight = text.replace('group_rename: { max: 2, days: 7', 'group_rename: { max: 1, days: 7');
  const assign = (given: string) =>
    bench.call('plans.assign', {
      accountIds: [accountId],
      source: { kind: 'text', text: given },
      reason: '换季',
      untilAt: null,
    });
  const entry = await bench.tell('lists.add', { list: 'opt-out', name: '李四', note: '' });
  const seen = { accountId, signalId: 'member_complaint', tool: null, at: null, note: '' } as const;
  const { signalRowId } = await bench.tell('accounts.reportSignal', seen);
  const acts: Readonly<Record<string, () => Promise<Outcome<unknown>>>> = {
    'accounts.signOff': () => bench.call('accounts.signOff', { accountId, stageId: 'S4' }),
    'accounts.loosen': () =>
      bench.call('accounts.loosen', { accountId, path: capPath, value: 50, reason: '换季', untilAt }),
    'accounts.closeSignal': () => bench.call('accounts.closeSignal', { accountId, signalRowId, cause: '已谈' }),
    'lists.remove': () => bench.call('lists.remove', { entryId: entry.entryId, reason: '本人要求恢复', name: '李四' }),
  };
  return { bench, text, tight, assign, acts };
}

test.each(['accounts.signOff', 'accounts.loosen', 'accounts.closeSignal', 'lists.remove'])(
  '%s by a supervisor takes the PIN again where it was entered too long ago, and nothing is written without it',
  async (name) => {
    const { bench, acts } = await supervisedBench();
    bench.isProven = false;
    const written = bench.notes.length;
    expect(await acts[name]?.()).toMatchObject(pinAgain);
    expect(bench.notes).toHaveLength(written);
    bench.isProven = true;
    expect(await acts[name]?.()).toMatchObject({ ok: true });
  },
);

test('a plan that loosens takes it, and one that tightens does not', async () => {
  const { bench, text, tight, assign } = await supervisedBench();
  expect(tight).not.toBe(text);
  bench.isProven = false;
  expect(await assign(tight)).toMatchObject({ ok: true });
  expect(await assign(text)).toMatchObject(pinAgain);
  bench.isProven = true;
  expect(await assign(text)).toMatchObject({ ok: true });
});

test('an operator without the mark is told of the mark and not of a PIN', async () => {
  const { bench, acts } = await supervisedBench();
  bench.isProven = false;
  bench.operator = wang;
  expect(await acts['accounts.signOff']?.()).toMatchObject({ error: { code: 'supervisor-required' } });
});
