import { describe, expect, test } from 'vitest';
import type { GroupView } from '../../../electron/groups/joining/group-view.ts';
import { joinViews } from '../../../electron/groups/joining/join-views.ts';

const base: GroupView = {
  viewId: 0,
  accountId: 'a',
  name: '新名',
  memberCount: 120,
  namedAt: 10,
  readAt: 20,
  firstSeenAt: 1,
  listedUntil: null,
  countReadAt: 20,
  isOwner: false,
  ownAccountsSeen: null,
  isMembersComplete: false,
  ownAlias: null,
  isTellable: false,
  memberNames: null,
  groupId: null,
  formerViewId: null,
};

/** A group that account a calls otherwise since 10, and the view that account b had of it until 5. */
const joined: readonly GroupView[] = [
  { ...base, viewId: 1, groupId: 'g' },
  { ...base, viewId: 2, accountId: 'b', name: '旧名', groupId: 'g', namedAt: 1, readAt: 5, listedUntil: 5 },
];
const came: GroupView = { ...base, viewId: 3, accountId: 'b', namedAt: 12, firstSeenAt: 12 };

function groupsOf(views: readonly GroupView[]): (readonly number[])[] {
  return joinViews(views, []).groups.map(({ viewIds }) => viewIds);
}

describe('a view that came when another one of its account was gone', () => {
  test('may be of the group that the other one is in', () => {
    expect(groupsOf([...joined, came])).toEqual([[1, 2, 3]]);
  });

  test('is asked about while its page was not read', () => {
    const { groups, questions } = joinViews([...joined, { ...came, memberCount: null, countReadAt: null }], []);
    expect(groups.map(({ viewIds }) => viewIds)).toEqual([[1, 2], [3]]);
    expect(questions).toEqual([
      { leftViewId: 1, rightViewId: 3, evidence: { strength: 'unsure', reason: 'name-only' } },
    ]);
  });

  test('is another group once a person says that the two are two', () => {
    const decisions = [{ leftViewId: 2, rightViewId: 3, isSame: false }];
    const { groups } = joinViews([...joined, came], decisions);
    expect(groups.some(({ viewIds }) => viewIds.includes(2) && viewIds.includes(3))).toBe(false);
  });

  test('is another group where the list held both at a time', () => {
    expect(groupsOf([...joined, { ...came, firstSeenAt: 5 }]).some((ids) => ids.includes(2) && ids.includes(3))).toBe(
      false,
    );
  });
});
