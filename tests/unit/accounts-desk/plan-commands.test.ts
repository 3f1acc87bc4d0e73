import { describe, expect, test } from 'vitest';
import { changedPlan as changed } from '../../support/accounts/changed-plan.ts';
import { DeskBench, wang } from '../../support/accounts/desk-bench.ts';

/** The shipped plan with another number of renames a day in S4, as another template. */
describe('templates', () => {
  test('are the shipped one and those that were saved, each version once', async () => {
    const bench = new DeskBench();
    const text = changed(bench, 1);
    const { templateId, version } = await bench.tell('plans.save', { text, reason: null });
    const { templates } = await bench.tell('plans.list', {});
    expect(templates.map(({ saved }) => saved?.by ?? null)).toEqual([null, '班组长']);
    expect(await bench.tell('plans.get', { kind: 'template', templateId, version })).toEqual({ text });
    expect(await bench.call('plans.save', { text, reason: null })).toMatchObject({
      error: { detail: { rule: 'newer-version' } },
    });
  });

  test('that are looser than the shipped one take a supervisor and a reason', async () => {
    const bench = new DeskBench();
    const text = changed(bench, 30);
    expect(await bench.call('plans.save', { text, reason: null })).toMatchObject({ error: { code: 'plan-loosens' } });
    bench.operator = wang;
    expect(await bench.call('plans.save', { text, reason: '旺季' })).toMatchObject({
      error: { code: 'supervisor-required' },
    });
  });

  test('that are broken are refused with the line', async () => {
    const bench = new DeskBench();
    const text = changed(bench, 1).replace('hard: true', 'hard: false');
    const preview = await bench.tell('plans.preview', { text, accountId: null });
    expect(preview.problems).toMatchObject([{ code: 'window-softened' }]);
    const [problem] = preview.problems;
    expect(await bench.call('plans.save', { text, reason: null })).toMatchObject({
      error: {
        code: 'plan-broken',
        detail: { problem: 'window-softened', file: 'plan.yaml', line: problem?.line ?? 0, count: 1 },
      },
    });
  });
});

describe('a plan for an account', () => {
  test('shows what it changes and what that takes before it is given', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const path = 'stages.S4.caps.group_rename.per_day';
    const tighter = await bench.tell('plans.preview', { text: changed(bench, 1), accountId });
    expect(tighter).toMatchObject({ diff: [{ path, to: '1', direction: 'tightened' }], needs: [], beyond: [] });
    const looser = await bench.tell('plans.preview', { text: changed(bench, 30), accountId });
    expect(looser).toMatchObject({
      diff: [{ path, direction: 'loosened' }],
      needs: ['reason', 'expiry'],
      beyond: [path],
    });
  });

  test('that loosens ends by itself, and the one before it holds again', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const limit = async (): Promise<number | undefined> => {
      const { card } = await bench.tell('accounts.detail', { accountId });
      return card.budgets.find(({ action, window }) => action === 'group_rename' && window === 'perDay')?.full;
    };
    const before = await limit();
    const source = { kind: 'text', text: changed(bench, 30) } as const;
    const order = { accountIds: [accountId], source, reason: '旺季', untilAt: bench.clock.now() + 3_600_000 };
    expect(await bench.call('plans.assign', { ...order, reason: null })).toMatchObject({
      error: { code: 'plan-loosens' },
    });
    await bench.tell('plans.assign', order);
    expect(await limit()).toBe(30);
    await bench.clock.advance(3_600_000);
    expect(await limit()).toBe(before);
  });

  test('goes to all of the accounts or to none', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const source = { kind: 'text', text: changed(bench, 1) } as const;
    const order = { accountIds: [accountId, 'nobody'], source, reason: null, untilAt: null };
    expect(await bench.call('plans.assign', order)).toMatchObject({ error: { code: 'account-not-found' } });
    expect((await bench.tell('accounts.detail', { accountId })).card.isPractice).toBe(true);
  });

  test('is a copy: a later template changes nothing of it', async () => {
    const bench = new DeskBench();
    const accountId = bench.account('p1');
    const text = changed(bench, 1);
    const { templateId } = await bench.tell('plans.save', { text, reason: null });
    const source = { kind: 'template', templateId, version: null } as const;
    await bench.tell('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
    await bench.tell('plans.save', { text: changed(bench, 2).replace(/^version: \d+/mu, 'version: 99'), reason: null });
    expect(await bench.tell('plans.get', { kind: 'account', accountId })).toEqual({ text });
  });
});

describe('the list of plans', () => {
  test('counts who follows which version, and says what every account is under', async () => {
    const bench = new DeskBench();
    const [given, practice, none] = [bench.account('p1'), bench.account('p2'), bench.account('real-1')];
    const { templateId, version } = await bench.tell('plans.save', { text: changed(bench, 1), reason: null });
    const source = { kind: 'template', templateId, version } as const;
    await bench.tell('plans.assign', { accountIds: [given], source, reason: null, untilAt: null });
    const { templates, accounts, givenCount } = await bench.tell('plans.list', {});
    expect(templates.map((template) => template.accountCount)).toEqual([0, 1]);
    expect(givenCount).toBe(1);
    const kinds = Object.fromEntries(accounts.map(({ accountId, kind, plan }) => [accountId, [kind, plan]]));
    expect(kinds).toEqual({
      [given]: ['given', { templateId, version }],
      [practice]: ['practice', null],
      [none]: ['none', null],
    });
  });
});

describe('a template against the version before', () => {
  test('is told rule by rule beside what it changes of the shipped one', async () => {
    const bench = new DeskBench();
    const { templateId, version } = await bench.tell('plans.save', { text: changed(bench, 1), reason: null });
    const text = changed(bench, 2);
    const seen = await bench.tell('plans.preview', { text, accountId: null, before: { templateId, version } });
    const path = 'stages.S4.caps.group_rename.per_day';
    expect(seen.diff).toMatchObject([{ path, to: '2', direction: 'tightened' }]);
    expect(seen.beforeDiff).toMatchObject([{ path, from: '1', to: '2', direction: 'loosened' }]);
    expect(await bench.tell('plans.preview', { text, accountId: null })).toMatchObject({ beforeDiff: null });
  });
});

describe('what giving a plan would change', () => {
  test('is told of accounts of one plan together, with where each would stand', async () => {
    const bench = new DeskBench();
    const [grown, other] = [await bench.accountAt('S4'), await bench.accountAt('S4', 'p2')];
    const practice = bench.account('p3');
    const source = { kind: 'text', text: changed(bench, 1) } as const;
    const order = { accountIds: [grown, other, practice], source, reason: null, untilAt: null };
    const { groups, stages, problems } = await bench.tell('plans.previewAssign', order);
    expect(problems).toEqual([]);
    expect(groups.map(({ accountIds, kind }) => [kind, accountIds])).toEqual([
      ['given', [grown, other]],
      ['practice', [practice]],
    ]);
    expect(groups[0]?.diff).toMatchObject([{ to: '1', direction: 'tightened' }]);
    expect(stages.map(({ before, after }) => `${before} ${after}`)).toEqual(['S4 S4', 'S4 S4', 'S6 S0']);
    await bench.tell('plans.assign', order);
    const { card } = await bench.tell('accounts.detail', { accountId: practice });
    expect(card).toMatchObject({ stageId: 'S0', isPractice: false });
  });

  test('says what it still takes, as the order itself would', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const source = { kind: 'text', text: changed(bench, 30) } as const;
    const order = { accountIds: [accountId], source, reason: null, untilAt: null };
    const needsOf = async (given: Partial<typeof order> | { reason: string; untilAt: number }) =>
      (await bench.tell('plans.previewAssign', { ...order, ...given })).groups.map(({ needs }) => needs);
    expect(await needsOf({})).toEqual([['reason', 'expiry']]);
    const late = bench.clock.now() + 8 * 86_400_000;
    expect(await needsOf({ reason: '旺季', untilAt: late })).toEqual([['expiry-too-late']]);
    expect(await needsOf({ reason: '旺季', untilAt: late - 86_400_000 })).toEqual([[]]);
    bench.operator = wang;
    expect(await needsOf({})).toEqual([['supervisor', 'reason', 'expiry']]);
  });

  test('tells the time by which its end is judged: days from then on are neither past nor too many', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const source = { kind: 'text', text: changed(bench, 30) } as const;
    const order = { accountIds: [accountId], source, reason: '旺季', untilAt: null };
    const { now } = await bench.tell('plans.previewAssign', order);
    for (const days of [1, 7]) {
      const untilAt = now + days * 86_400_000 - 60_000;
      const { groups } = await bench.tell('plans.previewAssign', { ...order, untilAt });
      expect(groups.map(({ needs }) => needs)).toEqual([[]]);
    }
  });

  test('of a broken text is what is wrong with it', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const source = { kind: 'text', text: changed(bench, 1).replace('hard: true', 'hard: false') } as const;
    const told = await bench.tell('plans.previewAssign', {
      accountIds: [accountId],
      source,
      reason: null,
      untilAt: null,
    });
    expect(told).toMatchObject({ groups: [], problems: [{ code: 'window-softened' }] });
  });
});

function wanted(accountId: string, count: number) {
  return Array.from({ length: count }, (_none, row) => {
    const what = { action: 'group_rename', tool: null, amount: 1, groupId: `g${row}` } as const;
    return { ...what, accountIds: [accountId] };
  });
}

function byTool(accountId: string, count: number) {
  return wanted(accountId, count).map((act) => ({ ...act, tool: '批量改群名' as const }));
}

describe('a forecast', () => {
  test('plays the gate through: a day bears what its caps bear', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const asked = { wanted: wanted(accountId, 7), days: 30, caps: [], moreAccountIds: [] };
    const plain = await bench.tell('accounts.forecast', asked);
    expect(Math.max(...plain.days.map(({ done }) => done))).toBeGreaterThan(0);
    const caps = [{ stageId: 'S4', action: 'group_rename', window: 'perDay', value: 1 } as const];
    const tight = await bench.tell('accounts.forecast', { ...asked, caps });
    expect(Math.max(...tight.days.map(({ done }) => done))).toBe(1);
    expect(tight.finishedAt ?? Infinity).toBeGreaterThan(plain.finishedAt ?? Infinity);
    const more = await bench.accountAt('S4', 'p2');
    const shared = await bench.tell('accounts.forecast', { ...asked, caps, moreAccountIds: [more] });
    expect(Math.max(...shared.days.map(({ done }) => done))).toBe(2);
  });

  test('is none of a hard zero that would be another number', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S2');
    const asked = { wanted: wanted(accountId, 1), days: 5, moreAccountIds: [] };
    const change = { stageId: 'S2', action: 'group_rename', window: 'perDay' } as const;
    expect(await bench.call('accounts.forecast', { ...asked, caps: [{ ...change, value: 3 }] })).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'hard-zero', stageId: 'S2' } },
    });
    expect(await bench.call('accounts.forecast', { ...asked, caps: [{ ...change, value: 0 }] })).toMatchObject({
      ok: true,
    });
  });

  test('says in how many batches the tool takes it, each account by itself', async () => {
    const bench = new DeskBench();
    const [one, other] = [await bench.accountAt('S6', 'p1'), await bench.accountAt('S6', 'p2')];
    const asked = { days: 30, caps: [], moreAccountIds: [] };
    const told = async (rows: ReturnType<typeof byTool>) =>
      (await bench.tell('accounts.forecast', { ...asked, wanted: rows })).batches;
    expect(await told(byTool(one, 25))).toEqual({ count: 3, first: 10 });
    expect(await told([...byTool(one, 12), ...byTool(other, 4)])).toEqual({ count: 2, first: 14 });
    expect(await told(byTool(one, 3))).toEqual({ count: 1, first: 3 });
    const closed = await bench.accountAt('S2', 'p3');
    expect(await told(byTool(closed, 12))).toMatchObject({ first: 10 });
  });

  test('says why something is never done', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S2');
    const told = await bench.tell('accounts.forecast', {
      wanted: wanted(accountId, 1),
      days: 5,
      caps: [],
      moreAccountIds: [],
    });
    expect(told).toMatchObject({ finishedAt: null, left: [{ row: 0, reason: 'stage-closed' }] });
  });
});
