import { describe, expect, test } from 'vitest';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

describe('a rest that no time ends', () => {
  test('names what it lacks, until it was given', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S5');
    const seen = { accountId, signalId: 'group_function_restricted', tool: null, at: null, note: '' } as const;
    const { signalRowId } = await bench.tell('accounts.reportSignal', seen);
    expect(bench.ask(accountId)).toMatchObject({ reason: 'cooldown', until: null, detail: { lacks: 'supervisor' } });
    await bench.tell('accounts.closeSignal', { accountId, signalRowId, cause: '已申诉' });
    const answer = bench.ask(accountId);
    expect(answer).toMatchObject({ reason: 'cooldown' });
    expect(answer).not.toMatchObject({ until: null });
    expect(answer).not.toHaveProperty('detail.lacks');
  });

  test('lacks a person’s word where the account is suspended', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const seen = { accountId, signalId: 'login_restricted', tool: null, at: null, note: '' } as const;
    await bench.tell('accounts.reportSignal', seen);
    expect(bench.ask(accountId)).toMatchObject({ reason: 'suspended', detail: { lacks: 'manual, re-onboarding' } });
  });

  test('lacks the unblocking by the platform, which no change of hands stands for', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S4');
    const seen = { accountId, signalId: 'login_restricted', tool: null, at: null, note: '' } as const;
    const { signalRowId } = await bench.tell('accounts.reportSignal', seen);
    await bench.tell('accounts.closeSignal', { accountId, signalRowId, cause: '已申诉' });
    const { startedOn } = (await bench.tell('accounts.detail', { accountId })).card;
    const fields = { accountId, team: '', notes: '', startedOn };
    for (const custodian of ['张珊', '张姗']) await bench.tell('accounts.setFields', { ...fields, custodian });
    expect(bench.ask(accountId)).toMatchObject({ reason: 'suspended', detail: { lacks: 're-onboarding' } });
    await bench.tell('accounts.restart', { accountId, event: 'unblock' });
    expect(bench.ask(accountId)).not.toMatchObject({ reason: 'suspended' });
  });
});
