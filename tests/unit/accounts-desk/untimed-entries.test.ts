import { describe, expect, test } from 'vitest';
import type { DeskTime } from '../../../electron/accounts/desk/desk-time.ts';
import { china } from '../../support/accounts/account-life.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const note = '';

/** A desk whose PC is wrong by so much, and that knows the time only when a test says so. */
class DoubtfulDesk {
  readonly clock = new ManualClock(china('2026-03-02T10:00'));
  isUnknown = false;
  readonly bench: DeskBench;
  readonly #wrongBy: number;

  constructor(wrongBy: number) {
    this.#wrongBy = wrongBy;
    this.bench = this.open();
  }

  open(shared: Pick<ConstructorParameters<typeof DeskBench>[0] & object, 'store'> = {}): DeskBench {
    const time: DeskTime = {
      now: () => this.clock.now() + (this.isUnknown ? this.#wrongBy : 0),
      doubt: () => (this.isUnknown ? { reason: 'time-unknown', until: null, detail: { why: 'phone-alone' } } : null),
    };
    return new DeskBench({ ...shared, clock: this.clock, time });
  }

  /** The phones say what time it is. */
  know(bench = this.bench): void {
    this.isUnknown = false;
    bench.desk.noteTime();
  }
}

async function deskWrongBy(wrongBy: number) {
  const desk = new DoubtfulDesk(wrongBy);
  const accountId = await desk.bench.accountAt('S6');
  desk.isUnknown = true;
  desk.bench.desk.noteTime();
  return { desk, bench: desk.bench, accountId };
}

const report = { signalId: 'too_frequent_prompt', tool: null, at: null, note } as const;

describe.each([
  ['ahead', 2 * dayMs],
  ['behind', -2 * dayMs],
])('a warning that is met while nobody knows the time, with a PC two days %s', (_where, wrongBy) => {
  test.each(['a job', 'an operator'])('told by %s closes the account for a day from then on', async (by) => {
    const { desk, bench, accountId } = await deskWrongBy(wrongBy);
    const metAt = desk.clock.now();
    if (by === 'a job') bench.desk.begin({ accountId, untilAt: 0, code: 'too-frequent' });
    else await bench.tell('accounts.reportSignal', { accountId, ...report });
    expect(bench.ask(accountId, { action: 'read' })).toMatchObject({ kind: 'held', reason: 'cooldown' });
    await desk.clock.advance(hourMs);
    desk.know();
    expect(bench.desk.restOf(accountId)).toMatchObject({ untilAt: metAt + dayMs });
    await desk.clock.advance(22 * hourMs);
    expect(bench.ask(accountId)).toMatchObject({ kind: 'held', reason: 'cooldown' });
  });

  test('holds from the next known moment on where the console was started anew meanwhile', async () => {
    const { desk, bench, accountId } = await deskWrongBy(wrongBy);
    bench.desk.begin({ accountId, untilAt: 0, code: 'too-frequent' });
    bench.desk.dispose();
    await desk.clock.advance(hourMs);
    desk.isUnknown = false;
    const again = desk.open({ store: bench.store });
    for (const [phoneId, phone] of bench.phones) again.phones.set(phoneId, phone);
    desk.know(again);
    expect(again.desk.restOf(accountId)).toMatchObject({ untilAt: desk.clock.now() + dayMs });
  });

  test('another phone, found out then, begins the account anew at its true time', async () => {
    const { desk, bench, accountId } = await deskWrongBy(wrongBy);
    bench.accounts.recordIdentity('phone-S6', { nickname: '张三', messengerId: 'desk_001' });
    bench.account('p2');
    bench.accounts.recordIdentity('p2', { nickname: '张三', messengerId: 'desk_001' });
    desk.know();
    const { card } = await bench.tell('accounts.detail', { accountId });
    expect(card.stageId).toBe('S1');
    expect(card.day).toBeLessThanOrEqual(8);
  });
});

describe('while nobody knows the time, what is entered as of this moment waits', () => {
  test('ticks, sign-offs, closings, restarts, hand-overs, loosenings and rests that are set aside', async () => {
    const { desk, bench, accountId } = await deskWrongBy(dayMs);
    desk.know();
    const { signalRowId } = await bench.tell('accounts.reportSignal', { accountId, ...report });
    const { checklist, card } = await bench.tell('accounts.detail', { accountId });
    desk.isUnknown = true;
    const fields = { custodian: '', team: '', notes: '', startedOn: null };
    const untilAt = desk.clock.now() + 2 * dayMs;
    const path = 'stages.S6.caps.group_rename.per_day';
    const [task] = checklist;
    const answers = await Promise.all([
      bench.call('accounts.tick', { accountId, taskId: task?.taskId ?? '', day: null, proof: 'x' }),
      bench.call('accounts.signOff', { accountId, stageId: card.stageId }),
      bench.call('accounts.closeSignal', { accountId, signalRowId, cause: null }),
      bench.call('accounts.restart', { accountId, event: 'custodian-change' }),
      bench.call('accounts.setFields', { accountId, ...fields, startedOn: '2026-01-01', reason: '更正' }),
      bench.call('accounts.loosen', { accountId, path, value: 31, reason: '盘点', untilAt }),
      bench.call('accounts.waive', { accountId, windowId: 'lunch', reason: '活动' }),
    ]);
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.error.code));
    expect(codes).toEqual(answers.map(() => 'time-unknown'));
  });

  test('a plan is given to no account but one that practises', async () => {
    const { bench, accountId } = await deskWrongBy(dayMs);
    const source = { kind: 'template', templateId: 'onboarding', version: null } as const;
    const { templates } = await bench.tell('plans.list', {});
    const given = { ...source, templateId: templates[0]?.templateId ?? '' };
    const order = { source: given, reason: null, untilAt: null };
    const refused = { ok: false, error: { code: 'time-unknown' } };
    expect(await bench.call('plans.assign', { accountIds: [accountId], ...order })).toMatchObject(refused);
    expect(await bench.call('plans.assign', { accountIds: [bench.account('p9')], ...order })).toMatchObject({
      ok: true,
    });
  });

  test('what people note without a time is kept', async () => {
    const { desk, bench, accountId } = await deskWrongBy(dayMs);
    const { startedOn } = (await bench.tell('accounts.detail', { accountId })).card;
    const fields = { custodian: '', team: '二组', notes: 'n', startedOn };
    expect(await bench.call('accounts.setFields', { accountId, ...fields })).toMatchObject({ ok: true });
    expect(desk.isUnknown).toBe(true);
  });
});
