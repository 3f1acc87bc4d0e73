import { describe, expect, test } from 'vitest';
import { chooseView, mayRename, rankViews, type StandingView } from '../../../electron/groups/rename/acting-view.ts';

const small = 80;
const large = 300;

function view(groupViewId: number, changes: Partial<StandingView> = {}): StandingView {
  return { groupViewId, role: 'member', standing: 'ready', ...changes };
}

function choose(views: readonly StandingView[], memberCount: number | null, pickedId: number | null = null) {
  const chosen = chooseView(rankViews(views, memberCount), memberCount, pickedId);
  return chosen === null ? null : `${chosen.view.groupViewId} ${chosen.reason}`;
}

describe('who may rename a group', () => {
  test.each([
    ['the owner of a large group', 'owner', large, true],
    ['an admin of a large group', 'admin', large, true],
    ['a member of a large group', 'member', large, false],
    ['a member of a small group', 'member', small, true],
    ['a member of a group of unknown size', 'member', null, false],
    ['an account whose role was not read, in a large group', null, large, false],
  ] as const)('%s: %s of %s', (_who, role, memberCount, isAllowed) => {
    expect(mayRename(role, memberCount)).toBe(isAllowed);
  });
});

describe('the account that a group is renamed through', () => {
  test('is none where no account lists it', () => {
    expect(choose([], small)).toBeNull();
  });

  test('is the only one, fit or not', () => {
    expect(choose([view(1, { standing: 'away' })], large)).toBe('1 only');
  });

  test('is one that may do it, even with its phone away', () => {
    expect(choose([view(1), view(2, { role: 'owner', standing: 'away' })], large)).toBe('2 may-rename');
  });

  test('is one that could act now, before one of a higher role', () => {
    expect(choose([view(1, { role: 'owner', standing: 'resting' }), view(2)], small)).toBe('2 standing');
  });

  test('is the higher role among those that could act', () => {
    expect(choose([view(1, { role: 'admin' }), view(2, { role: 'owner' })], large)).toBe('2 role');
  });

  test('is the one known first among equals', () => {
    expect(choose([view(2), view(1)], small)).toBe('1 first');
  });

  test('is the one that the operator picked, as long as it is there', () => {
    const views = [view(1, { role: 'owner' }), view(2)];
    expect(choose(views, large, 2)).toBe('2 picked');
    expect(choose(views, large, 3)).toBe('1 may-rename');
  });
});
