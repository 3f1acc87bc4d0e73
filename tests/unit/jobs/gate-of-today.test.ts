import { expect, test } from 'vitest';
import type { GateAnswer, GateQuestion } from '../../../electron/jobs/gate.ts';
import { createGateOfToday } from '../../../electron/jobs/gate-of-today.ts';

const now = 1_000;

function ask(
  changes: Partial<GateQuestion>,
  {
    isVirtual = false,
    restUntilAt = null,
    isElsewhere = false,
  }: { isVirtual?: boolean | null; restUntilAt?: number | null; isElsewhere?: boolean } = {},
): GateAnswer {
  const gate = createGateOfToday({
    isVirtual: () => isVirtual,
    modes: { isElsewhere: () => isElsewhere, subscribe: () => () => undefined },
    cooldowns: {
      restOf: (_accountId, at) =>
        restUntilAt === null || restUntilAt <= at ? null : { untilAt: restUntilAt, code: 'too-frequent' },
      begin: () => undefined,
    },
  });
  const question = {
    accountId: 'a',
    phoneId: 'p',
    action: 'rename',
    groupId: 'g',
    amount: 1,
    mode: null,
    now,
  } as const;
  return gate.ask({ ...question, ...changes });
}

test.each(['manual', 'assist', 'auto'] as const)('a virtual phone takes %s', (mode) => {
  expect(ask({ mode }, { isVirtual: true })).toEqual({ kind: 'allowed' });
});

test('a real phone takes what a person does', () => {
  expect(ask({ mode: 'manual' })).toEqual({ kind: 'allowed' });
});

test.each(['assist', 'auto'] as const)('a real phone never takes %s before there are caps', (mode) => {
  expect(ask({ mode })).toEqual({ kind: 'never', reason: 'caps-not-built' });
});

test('without a chosen mode nothing goes, until somebody chooses one', () => {
  expect(ask({ mode: null })).toEqual({ kind: 'held', reason: 'mode-not-chosen', until: null });
});

test('an account that rests is held until its rest is over', () => {
  expect(ask({ mode: 'auto' }, { isVirtual: true, restUntilAt: now + 1 })).toMatchObject({
    kind: 'held',
    reason: 'cooldown',
    until: now + 1,
  });
  expect(ask({ mode: 'auto' }, { isVirtual: true, restUntilAt: now })).toEqual({ kind: 'allowed' });
});

test('a phone that is not remembered takes nothing', () => {
  expect(ask({ mode: 'auto' }, { isVirtual: null })).toEqual({ kind: 'never', reason: 'phone-unknown' });
});

test.each([true, false])(
  'an account that another took the place of never acts there (virtual phone: %s)',
  (isVirtual) => {
    const answer = ask({ mode: 'manual' }, { isVirtual, isElsewhere: true, restUntilAt: now + 1 });
    expect(answer).toEqual({ kind: 'never', reason: 'account-moved' });
  },
);

test('finding out which account is on a phone is not refused because it is another one', () => {
  expect(ask({ mode: 'auto', findsAccount: true }, { isVirtual: true, isElsewhere: true })).toEqual({
    kind: 'allowed',
  });
});
