import { describe, expect, test } from 'vitest';
import { standingsToRename } from '../../../electron/acting-standing.ts';
import { judgeStanding, type StandingGround } from '../../../electron/groups/rename/acting-standing.ts';
import { DeskBench } from '../../support/accounts/desk-bench.ts';

const free: StandingGround = { isHere: true, hasMode: true, answer: { kind: 'allowed' } };

function held(
  reason: 'gap' | 'rest-window' | 'day-cap' | 'cooldown' | 'stage-closed' | 'device-hold',
  until: number | null,
) {
  return { kind: 'held', reason, until, detail: { path: 'p' } } as const;
}

describe('how an account stands to an act', () => {
  test.each([
    ['could do it at once', free, 'ready'],
    ['has its phone away', { ...free, isHere: false }, 'away'],
    ['has no mode', { ...free, hasMode: false }, 'no-mode'],
    ['waits for the gap only', { ...free, answer: held('gap', 5) }, 'ready'],
    ['has its night', { ...free, answer: held('rest-window', 5) }, 'ready'],
    ['has its day’s budget used up', { ...free, answer: held('day-cap', 5) }, 'waits'],
    ['rests after a prompt', { ...free, answer: held('cooldown', 5) }, 'resting'],
    ['rests, and nobody knows for how long', { ...free, answer: held('cooldown', null) }, 'held'],
    ['is in an early stage', { ...free, answer: held('stage-closed', null) }, 'held'],
    [
      'is in an early stage, with its phone away and no mode',
      { isHere: false, hasMode: false, answer: held('stage-closed', null) },
      'held',
    ],
    ['has a phone that is not fit', { ...free, answer: held('device-hold', null) }, 'away'],
    ['may never do it', { ...free, answer: { kind: 'never', reason: 'role-missing' } as const }, 'held'],
  ])('that %s: %j', (_who, ground, standing) => {
    expect(judgeStanding(ground).standing).toBe(standing);
  });

  test('comes with what the gate said', () => {
    expect(judgeStanding({ ...free, answer: held('day-cap', 5) }).held).toEqual({
      code: 'day-cap',
      detail: { path: 'p' },
      untilAt: 5,
    });
    expect(judgeStanding(free).held).toBeNull();
  });
});

function standings(bench: DeskBench, asked: string[] = []) {
  const { gate, accounts: modes, clock } = bench;
  const counting = {
    ask: (question: Parameters<typeof gate.ask>[0]) => (asked.push(question.accountId), gate.ask(question)),
  };
  return standingsToRename({ gate: counting, modes, isConnected: () => true, now: () => clock.now() });
}

describe('the gate itself is asked', () => {
  test('an account of S2 is held by its stage where one of S5 is ready', async () => {
    const bench = new DeskBench();
    const [early, late] = [await bench.accountAt('S2', 'p1'), await bench.accountAt('S5', 'p2')];
    for (const accountId of [early, late]) bench.accounts.setMode(accountId, 'auto');
    const standingOf = standings(bench);
    expect(standingOf({ accountId: early, phoneId: 'p1', role: 'owner' }, 'g')).toMatchObject({
      standing: 'held',
      held: { code: 'stage-closed', untilAt: null },
    });
    expect(standingOf({ accountId: late, phoneId: 'p2', role: 'owner' }, 'g')).toEqual({
      standing: 'ready',
      held: null,
    });
  });

  test('a mere member is refused by the plan’s tool in that group, where it would do for the messenger', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S5', 'p1');
    bench.accounts.setMode(accountId, 'auto');
    bench.groups.set('g', { memberCount: 50, ownRole: 'member' });
    const standing = standings(bench)({ accountId, phoneId: 'p1', role: 'member' }, 'g');
    expect(standing).toMatchObject({ standing: 'held', held: { code: 'role-missing' } });
  });

  test('once for all groups in which the account has a role', async () => {
    const bench = new DeskBench();
    const accountId = await bench.accountAt('S5', 'p1');
    const asked: string[] = [];
    const standingOf = standings(bench, asked);
    for (const groupId of ['g', 'h', 'i']) standingOf({ accountId, phoneId: 'p1', role: 'admin' }, groupId);
    expect(asked).toHaveLength(1);
  });
});
