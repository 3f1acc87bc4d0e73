import { describe, expect, it } from 'vitest';
import type { AccountFacts } from '../../../electron/accounts/standing/facts.ts';
import { conditionFor } from '../../../electron/accounts/standing/for-action.ts';
import { standingOf } from '../../../electron/accounts/standing/standing.ts';
import { closed, onDay, results, seen, signedOff } from '../../support/accounts/account-life.ts';
import { endless, smallPlan } from '../../support/accounts/small-plan.ts';

const start = onDay(100, '10:00');
const later = start + 24 * 3_600_000;
const good = 'o'.repeat(20);
const limitsOf = (facts: Partial<AccountFacts>, plan = smallPlan()) => standingOf(signedOff(facts), plan, later).limits;
const limitsAfter = (ends: string, plan = smallPlan()) =>
  limitsOf({ results: results('group_rename', start, ends) }, plan);

describe('the rate of failures', () => {
  it.each([
    ['four of the last twenty', `${good}xxxxoooooooooooooooo`, false],
    ['five of the last twenty', `${good}xxxxxooooooooooooooo`, true],
    ['five, the first of them 21 results ago', `x${'o'.repeat(16)}xxxx`, false],
    ['five, the first of them 20 results ago', `x${'o'.repeat(15)}xxxx`, true],
    ['one bad try', 'x', false],
    ['four bad tries and no other', 'xxxx', false],
    ['five bad tries and no other', 'xxxxx', true],
    ['five in a row, long ago, whose cause nobody noted', `xxxxx${good}${good}`, true],
  ])('%s', (_name, ends, isThere) => {
    expect(limitsAfter(ends)).toHaveLength(isThere ? 1 : 0);
  });

  it('halves that tool and no other', () => {
    const [limit, ...others] = limitsAfter('xxxxx');
    const sinceAt = start + 4 * 60_000;
    expect(limit).toMatchObject({ scope: ['group_rename'], effect: 'half', sinceAt, untilAt: null });
    expect(others).toEqual([]);
    expect(limit?.recover).toEqual([{ kind: 'cause-noted' }]);
  });

  it('is counted for each tool by itself', () => {
    const mixed = [...results('group_rename', start, 'xxx'), ...results('group_announcement', start, 'xxx')];
    expect(limitsOf({ results: mixed })).toEqual([]);
  });

  it('makes no warning of the whole account', () => {
    const standing = standingOf(signedOff({ results: results('group_rename', start, 'xxxxx') }), smallPlan(), later);
    expect(standing.condition).toBe('normal');
    expect(conditionFor(standing, 'group_rename')).toBe('warning');
  });

  it.each([
    ['no cause', closed(start + 3_600_000), 1],
    ['an empty one', closed(start + 3_600_000, { cause: ' ' }), 1],
    ['a cause', closed(start + 3_600_000, { cause: '微信改版' }), 0],
  ])('ends with a noted cause: %s', (_name, closing, count) => {
    const entered = seen('failure_rate', start + 4 * 60_000, { tool: 'group_rename', closing });
    const facts = { results: results('group_rename', start, 'xxxxx'), signals: [entered] };
    expect(limitsOf(facts)).toHaveLength(count);
  });

  it('counts anew after the cause was noted', () => {
    const noted = closed(start + 3_600_000, { cause: '微信改版' });
    const entered = seen('failure_rate', start + 4 * 60_000, { tool: 'group_rename', closing: noted });
    const before = results('group_rename', start, 'xxxxx');
    const after = (ends: string) => [...before, ...results('group_rename', start + 2 * 3_600_000, ends)];
    expect(limitsOf({ results: after('xxxx'), signals: [entered] })).toHaveLength(0);
    expect(limitsOf({ results: after('xxxxx'), signals: [entered] })).toHaveLength(1);
  });

  it('counts what failed at the moment of the cause as explained by it', () => {
    const at = start + 4 * 60_000;
    const entered = seen('failure_rate', at, { tool: 'group_rename', closing: closed(at, { cause: '微信改版' }) });
    const after = results('group_rename', start + 3_600_000, 'xxxx');
    expect(limitsOf({ results: [...results('group_rename', start, 'xxxxx'), ...after], signals: [entered] })).toEqual(
      [],
    );
  });

  it('is not explained by the cause of another tool', () => {
    const noted = closed(start + 3_600_000, { cause: '微信改版' });
    const entered = seen('failure_rate', start, { tool: 'group_announcement', closing: noted });
    expect(limitsOf({ results: results('group_rename', start, 'xxxxx'), signals: [entered] })).toHaveLength(1);
  });

  it('goes by the percentage and the number of the plan', () => {
    const plan = smallPlan({
      signals: [
        endless('failure_rate', {
          trigger: { kind: 'failure-rate', overPercent: 50, lastAttempts: 4 },
          to: 'warning',
          scope: { kind: 'same-tool' },
          recover: [{ kind: 'cause-noted' }],
        }),
      ],
    });
    expect(limitsAfter('xxoo', plan)).toHaveLength(0);
    expect(limitsAfter('xxox', plan)).toHaveLength(1);
  });

  it('that was entered by hand holds by itself', () => {
    const entered = seen('failure_rate', start, { tool: 'group_rename' });
    expect(limitsOf({ signals: [entered] })).toMatchObject([{ scope: ['group_rename'], effect: 'half' }]);
  });
});
