import { describe, expect, it } from 'vitest';
import type {
  PhonePreparation,
  PreparationCheck,
  PreparationLine,
  PreparationRun,
} from '../../../electron/contract/preparation.ts';
import { cureOf, groupCures } from '../../../renderer/features/preparation/cure-groups.ts';
import { inOrder } from '../../../renderer/features/preparation/list-order.ts';
import {
  countStates,
  isBlocked,
  isOfKind,
  shownSteps,
} from '../../../renderer/features/preparation/preparation-filter.ts';
import { countRun } from '../../../renderer/features/preparation/run-counts.ts';

function check(stepId: string, change: Partial<PreparationCheck> = {}): PreparationCheck {
  const nothing = {
    isInferred: false,
    textCode: 'right',
    params: {},
    evidence: [],
    changes: [],
    cure: null,
    fix: null,
  };
  return { stepId, state: 'ok', ...nothing, ...change };
}

function list(phoneId: string, family: PhonePreparation['family'], checks: PreparationCheck[]): PhonePreparation {
  return { phoneId, checkedAt: 1, family, fault: null, checks };
}

function line(phoneId: string, states: readonly (readonly [string, PreparationCheck['state']])[]): PreparationLine {
  const checks = states.map(([stepId, state]) => ({ stepId, state, isInferred: false, fixOutcome: null }));
  return { phoneId, checkedAt: 1, hasFault: false, checks };
}

const refused = { at: 1, outcome: 'refused', refusal: null, words: null, cure: 'allow-input' } as const;

describe('hand work', () => {
  it('is one group per thing to do, however many checks want the same switch', () => {
    const groups = groupCures([
      list('a', 'xiaomi', [
        check('security-debugging', { state: 'hand', cure: 'allow-input' }),
        check('animations', { state: 'to-fix', fix: refused }),
      ]),
      list('b', 'xiaomi', [check('security-debugging', { state: 'hand', cure: 'allow-input' })]),
      list('c', 'oppo', [check('permission-monitoring', { state: 'hand', cure: 'allow-input' })]),
    ]);
    expect(groups).toEqual([
      { stepId: 'security-debugging', cure: 'allow-input', family: 'xiaomi', phoneIds: ['a', 'b'] },
      { stepId: 'permission-monitoring', cure: 'allow-input', family: 'oppo', phoneIds: ['c'] },
    ]);
  });

  it('that is told in the same words on every phone is one group over all makers', () => {
    const missing = check('messenger', { state: 'hand', cure: 'install-messenger' });
    const groups = groupCures([list('a', 'xiaomi', [missing]), list('b', 'samsung', [missing])]);
    expect(groups).toMatchObject([{ family: null, phoneIds: ['a', 'b'] }]);
  });

  it('of a refused try ends when the check is right', () => {
    expect(cureOf(check('animations', { state: 'to-fix', fix: refused }))).toBe('allow-input');
    expect(cureOf(check('animations', { fix: refused }))).toBeNull();
  });

  it('keeps the order in which the phones are shown', () => {
    const lists = [list('a', 'other', []), list('b', 'other', [])];
    expect(inOrder(lists, ['b', 'x', 'a']).map(({ phoneId }) => phoneId)).toEqual(['b', 'a']);
  });
});

describe('the matrix', () => {
  it('leaves out checks that no phone has, and shows all before the first check', () => {
    const lines = new Map([
      [
        'a',
        line('a', [
          ['x', 'ok'],
          ['y', 'not-applicable'],
        ]),
      ],
    ]);
    expect(shownSteps(['x', 'y'], lines)).toEqual(['x']);
    expect(shownSteps(['x', 'y'], new Map())).toEqual(['x', 'y']);
  });

  it('is narrowed to what is to fix, for a hand, unknown or never checked', () => {
    const one = line('a', [
      ['x', 'to-fix'],
      ['y', 'unknown'],
    ]);
    expect((['all', 'to-fix', 'hand', 'unknown', 'never'] as const).filter((kind) => isOfKind(one, kind))).toEqual([
      'all',
      'to-fix',
      'unknown',
    ]);
    expect(isOfKind(undefined, 'never')).toBe(true);
    expect(countStates(one)).toEqual({ ok: 0, toFix: 1, hand: 0, unknown: 1 });
  });

  it('marks what a click alone will not help', () => {
    const blocked = (['done', 'refused', 'not-kept', 'not-read-back', 'cancelled'] as const).filter((fixOutcome) =>
      isBlocked({ fixOutcome }),
    );
    expect(blocked).toEqual(['refused', 'not-kept', 'not-read-back']);
  });
});

it('a run is counted by phones that are over and by what came of its checks', () => {
  const phones: PreparationRun['phones'] = [
    {
      phoneId: 'a',
      state: 'done',
      fault: null,
      outcomes: [
        { stepId: 'x', outcome: 'done' },
        { stepId: 'y', outcome: 'refused' },
      ],
    },
    { phoneId: 'b', state: 'failed', fault: null, outcomes: [] },
    { phoneId: 'c', state: 'waiting', fault: null, outcomes: [] },
  ];
  const run = {
    runId: 'r',
    kind: 'fix',
    startedAt: 1,
    endedAt: null,
    isCancelled: false,
    stepIds: [],
    phones,
  } as const;
  expect(countRun({ ...run, stepIds: [] })).toEqual({ total: 3, over: 2, failed: 1, done: 1, refused: 1, nothing: 0 });
});
