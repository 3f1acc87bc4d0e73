import { assert, boolean, constant, constantFrom, nat, option, property, record, type Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';
import { verifications } from '../../../electron/contract/automation.ts';
import { itemCodes } from '../../../electron/contract/job-codes.ts';
import { judgeAttempt, type AttemptFacts, type StopReason } from '../../../electron/jobs/attempt-judgement.ts';
import type { AttemptEnd } from '../../../electron/jobs/job-kind.ts';

const stops = ['cancel', 'stop-all', 'shutdown', 'woke', 'took-too-long', 'phone-lost'] as const satisfies StopReason[];

const anyEnd: Arbitrary<AttemptEnd> = record({
  state: constantFrom('done', 'failed', 'unknown', 'skipped', 'interrupted'),
  code: option(constantFrom(...itemCodes)),
  detail: constant({}),
  after: option(constantFrom('旧名', '新名', '别的')),
  verifiedBy: option(constantFrom(...verifications)),
  cooldownMs: option(nat()),
});

const anyFacts: Arbitrary<AttemptFacts> = record({
  purpose: constantFrom('run', 'verify'),
  end: anyEnd,
  isMarked: boolean(),
  stop: option(constantFrom(...stops)),
  refusal: option(
    constantFrom<NonNullable<AttemptFacts['refusal']>>(
      { kind: 'held', reason: 'cooldown', until: 5 },
      { kind: 'never', reason: 'caps-not-built' },
    ),
  ),
  before: constant('旧名'),
  afterMark: constantFrom('run-again', 'review'),
  wasTried: boolean(),
  isByHandNow: boolean(),
  mayLandUntilAt: option(nat()),
});

const nothing: AttemptEnd = {
  state: 'failed',
  code: null,
  detail: {},
  after: null,
  verifiedBy: null,
  cooldownMs: null,
};

function judge(changes: Partial<AttemptFacts>): ReturnType<typeof judgeAttempt> {
  return judgeAttempt({
    purpose: 'run',
    end: nothing,
    isMarked: false,
    stop: null,
    refusal: null,
    before: '旧名',
    afterMark: 'run-again',
    wasTried: true,
    isByHandNow: false,
    mayLandUntilAt: null,
    ...changes,
  });
}

test('nothing is ever done without proof', () => {
  assert(
    property(anyFacts, (facts) => {
      const { item } = judgeAttempt(facts);
      if (item?.event !== 'succeed') return;
      expect(facts.end.state).toBe('done');
      expect(item.verifiedBy).toBe(facts.end.verifiedBy);
      expect(item.verifiedBy).not.toBeNull();
    }),
  );
});

test('what may have been committed never simply fails, is skipped or cancelled, unless the phone said so', () => {
  assert(
    property(anyFacts, (facts) => {
      const { item } = judgeAttempt(facts);
      if (!facts.isMarked || item === null) return;
      if (item.event === 'refuse' || item.event === 'hold') throw new Error('a marked act waits for the gate');
      if (item.event === 'cancel') expect(facts.end.code).toBe('still-before');
      if (item.event === 'fail') expect([facts.purpose, facts.end.state, facts.stop]).toEqual(['run', 'failed', null]);
      if (item.event === 'skip') expect(facts.end.state).toBe('done');
    }),
  );
});

test('only a look lets the act follow, and only one that found it not done', () => {
  assert(
    property(anyFacts, (facts) => {
      if (judgeAttempt(facts).item !== null) return;
      expect([facts.purpose, facts.end.code, facts.stop]).toEqual(['verify', 'still-before', null]);
      expect(facts.isMarked && facts.afterMark === 'review').toBe(false);
    }),
  );
});

test.each(['stop-all', 'shutdown', 'woke', 'phone-lost'] as const)('after %s the item looks first', (stop) => {
  for (const isMarked of [false, true]) {
    expect(judge({ stop, isMarked, end: { ...nothing, state: 'interrupted' } })).toMatchObject({
      attempt: { state: 'interrupted' },
      item: { event: 'interrupt' },
    });
  }
});

test('a cancelled item that was committed is for a person, one that was not is cancelled', () => {
  const end = { ...nothing, state: 'interrupted' } as const;
  expect(judge({ stop: 'cancel', end }).item).toMatchObject({ event: 'cancel', code: 'cancelled-by-operator' });
  expect(judge({ stop: 'cancel', end, isMarked: true }).item).toMatchObject({ event: 'doubt', code: 'not-verified' });
});

test('proof counts even when everything was stopped meanwhile', () => {
  const end = { ...nothing, state: 'done', verifiedBy: 'page', after: '新名' } as const;
  expect(judge({ stop: 'stop-all', isMarked: true, end }).item).toMatchObject({ event: 'succeed', reads: '新名' });
});

test('a done without proof is failed before the commit and unknown after it', () => {
  const end = { ...nothing, state: 'done' } as const;
  expect(judge({ end }).item).toMatchObject({ event: 'fail', code: 'not-verified' });
  expect(judge({ end, isMarked: true }).item).toMatchObject({ event: 'doubt', code: 'not-verified' });
});

test('a gate that closed before the commit sends the item back to wait, or away', () => {
  const end = { ...nothing, code: 'commit-refused' } as const;
  const held = { kind: 'held', reason: 'cooldown', until: 9 } as const;
  expect(judge({ end, refusal: held }).item).toMatchObject({ event: 'hold', code: 'cooldown', heldUntilAt: 9 });
  const never = { kind: 'never', reason: 'caps-not-built' } as const;
  expect(judge({ end, refusal: never }).item).toMatchObject({ event: 'refuse', code: 'caps-not-built' });
});

test('a look that finds something else than plan and target leaves it to a person', () => {
  const end = { ...nothing, code: 'still-before', after: '别的' } as const;
  expect(judge({ purpose: 'verify', end }).item).toMatchObject({
    event: 'doubt',
    code: 'changed-meanwhile',
    reads: '别的',
  });
});

test('a kind that must never act twice leaves a commit without effect to a person', () => {
  const end = { ...nothing, code: 'still-before', after: '旧名' } as const;
  const again = judge({ purpose: 'verify', end, isMarked: true });
  expect(again.item).toBeNull();
  const review = judge({ purpose: 'verify', end, isMarked: true, afterMark: 'review' });
  expect(review.item).toMatchObject({ event: 'doubt', code: 'not-done-after-commit' });
});

test.each(['run-again', 'review'] as const)(
  'a look while the commit may take effect yet is made again (%s)',
  (afterMark) => {
    const end = { ...nothing, code: 'still-before', after: '旧名' } as const;
    const facts = { purpose: 'verify', end, isMarked: true, afterMark, mayLandUntilAt: 77 } as const;
    expect(judge(facts).item).toMatchObject({ event: 'hold', code: 'may-still-land', heldUntilAt: 77 });
    expect(judge({ ...facts, stop: 'cancel' }).item).toMatchObject({ event: 'doubt', code: 'not-verified' });
    expect(judge({ ...facts, end: { ...end, after: '别的' } }).item).toMatchObject({ event: 'doubt' });
  },
);

test('a target that somebody else reached before the first try is skipped, after a try it is done', () => {
  const end = { ...nothing, state: 'done', verifiedBy: 'page' } as const;
  expect(judge({ purpose: 'verify', end, wasTried: false }).item).toMatchObject({ event: 'skip', code: 'already-so' });
  expect(judge({ purpose: 'verify', end }).item).toMatchObject({ event: 'succeed' });
});

test('what cannot be read is failed while nothing was committed', () => {
  const end = { ...nothing, code: 'tree-blocked' } as const;
  expect(judge({ purpose: 'verify', end }).item).toMatchObject({ event: 'fail', code: 'tree-blocked' });
  expect(judge({ purpose: 'verify', end, isMarked: true }).item).toMatchObject({
    event: 'doubt',
    code: 'tree-blocked',
  });
});

test('a row of an account that turned out to be by hand begins anew, unless something may have been committed', () => {
  const end: AttemptEnd = { ...nothing, code: 'tree-blocked' };
  expect(judge({ end, isByHandNow: true }).item).toMatchObject({ event: 'hand-over', code: 'tree-blocked' });
  expect(judge({ end, isByHandNow: true }).attempt).toMatchObject({ state: 'failed', code: 'tree-blocked' });
  expect(judge({ end, isByHandNow: true, isMarked: true }).item?.event).toBe('fail');
  expect(judge({ end }).item?.event).toBe('fail');
});
