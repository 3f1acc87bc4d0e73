import { describe, expect, it } from 'vitest';
import { closedActionsOf, readEffect, readScope } from '../../../electron/accounts/plans/plan-lists.ts';
import { readPhrase, readPhrases, writePhrase } from '../../../electron/accounts/plans/phrases.ts';
import { exitWords, overrideWords, recoverWords, triggerWords } from '../../../electron/accounts/plans/plan-words.ts';
import { groupActionIds } from '../../../electron/accounts/plans/plan.ts';
import { shipped } from './shipped.ts';

describe('a rule in words', () => {
  it('is read by its form, however it is spaced', () => {
    expect(readPhrase('  no   warning for 4 days ', exitWords)).toEqual({ rule: { kind: 'no-warning', days: 4 } });
  });

  it.each(['no warning for four days', 'no warning for 4 days!', 'no warning for 0 days', 'day >= 3 or so', ''])(
    'is not guessed: %j',
    (text) => {
      expect(readPhrase(text, exitWords)).toEqual({ unknown: text });
    },
  );

  it('is a list where several are joined, and one that nobody knows spoils it', () => {
    expect(readPhrases('3 normal days + supervisor', recoverWords)).toEqual({
      rule: [{ kind: 'normal-days', days: 3 }, { kind: 'supervisor' }],
    });
    expect(readPhrases('3 normal days + luck', recoverWords)).toEqual({ unknown: 'luck' });
  });

  it('has numbers that make sense', () => {
    expect(readPhrase('over 100 % of the last 20 attempts failed', triggerWords)).toHaveProperty('unknown');
    expect(readPhrase('supervisor + reason + at most 7 days; never a zero of S0-S7', overrideWords)).toHaveProperty(
      'unknown',
    );
  });

  it('without words is a bug', () => {
    expect(() => writePhrase({ kind: 'manual' }, [])).toThrow('no words');
  });
});

describe('what a condition closes', () => {
  it.each([
    ['caps of the stage', { capFactor: 1, closes: [] }],
    [
      'caps x 0.5, rounded down; closed: group_message_campaign',
      { capFactor: 0.5, closes: ['group_message_campaign'] },
    ],
    ['closed: assisted, outbound', { capFactor: 1, closes: ['assisted', 'outbound'] }],
    ['closed: all write actions', { capFactor: 1, closes: ['all'] }],
  ])('is read: %s', (text, rule) => {
    expect(readEffect(text)).toEqual({ rule });
  });

  it.each(['caps x 1.5, rounded down', 'closed: group_spam', 'closed: ', 'caps', ''])('is not guessed: %j', (text) => {
    expect(readEffect(text)).toHaveProperty('unknown');
  });

  it('unfolds to actions: a cooldown leaves people who come by themselves, and the own profile', () => {
    const closed = closedActionsOf(shipped, shipped.health.states.cooldown.closes);
    expect([...closed]).toEqual(expect.arrayContaining(['group_rename', 'friend_add_outbound', 'moments_post']));
    expect(closed.has('friend_accept_inbound')).toBe(false);
    expect(closed.has('profile_field_edit')).toBe(false);
  });
});

describe('a scope', () => {
  it('is a word, a kind of action or one action', () => {
    expect(readScope('all write actions')).toEqual({ rule: { kind: 'all' } });
    expect(readScope('group_*')).toEqual({ rule: { kind: 'actions', actions: groupActionIds } });
    expect(readScope('moments_post')).toEqual({ rule: { kind: 'actions', actions: ['moments_post'] } });
    expect(readScope('that tool')).toEqual({ rule: { kind: 'same-tool' } });
    expect(readScope('friend_*')).toEqual({ unknown: 'friend_*' });
  });
});
