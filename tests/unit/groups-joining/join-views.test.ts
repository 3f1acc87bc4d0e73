import { assert, constantFrom, integer, property, array, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GroupView } from '../../../electron/groups/joining/group-view.ts';
import { joinViews } from '../../../electron/groups/joining/join-views.ts';
import { weighViews } from '../../../electron/groups/joining/view-evidence.ts';

const readAt = Date.UTC(2026, 10, 22, 3);
const hourMs = 3_600_000;

function view(viewId: number, accountId: string, changes: Partial<GroupView> = {}): GroupView {
  return {
    viewId,
    accountId,
    name: '团购1群',
    memberCount: 120,
    namedAt: readAt - 48 * hourMs,
    readAt,
    firstSeenAt: 0,
    listedUntil: null,
    countReadAt: readAt,
    isOwner: false,
    ownAccountsSeen: null,
    isMembersComplete: false,
    ownAlias: null,
    isTellable: true,
    memberNames: null,
    groupId: null,
    formerViewId: null,
    ...changes,
  };
}

const seeing = (...accounts: string[]): Partial<GroupView> => ({
  ownAccountsSeen: new Set(accounts),
  isMembersComplete: true,
});

const names = (prefix: string) => new Set(Array.from({ length: 20 }, (_, place) => `${prefix}${place}`));

const whole = (...cells: string[]) => ({ isMembersComplete: true, memberNames: () => new Set(cells) });

function groupsOf(views: readonly GroupView[]): (readonly number[])[] {
  return joinViews(views, []).groups.map(({ viewIds }) => viewIds);
}

describe('what two views say of each other', () => {
  it('two views of one account are two groups, whatever they are called', () => {
    expect(weighViews(view(1, 'a'), view(2, 'a'))).toEqual({ strength: 'different', reason: 'same-account' });
  });

  it('another name is another group', () => {
    expect(weighViews(view(1, 'a'), view(2, 'b', { name: '团购2群' })).reason).toBe('other-name');
  });

  it('a group that was renamed between two readings stays one', () => {
    const before = view(1, 'a', { groupId: 'g1' });
    const renamedAt = readAt + hourMs;
    const after = view(2, 'b', { groupId: 'g1', name: '新名', readAt: renamedAt, namedAt: renamedAt });
    expect(weighViews(before, after)).toEqual({ strength: 'likely', reason: 'renamed-since' });
  });

  it('is two groups once the one with the name before was read after the other one got its new name', () => {
    const renamedAt = readAt + hourMs;
    const after = view(2, 'b', { groupId: 'g1', name: '新名', readAt: renamedAt, namedAt: renamedAt });
    const kept = view(1, 'a', { groupId: 'g1', readAt: renamedAt + hourMs });
    expect(weighViews(kept, after)).toEqual({ strength: 'different', reason: 'other-name' });
  });

  it('an own account seen among the members makes it certain', () => {
    expect(weighViews(view(1, 'a', seeing('b')), view(2, 'b'))).toEqual({
      strength: 'certain',
      reason: 'sees-the-other',
    });
  });

  it('an own account is known among the members by what it is called in the group', () => {
    const owner = view(1, 'a', { ...seeing(), memberNames: () => new Set(['甲', '三楼小陈']) });
    expect(weighViews(owner, view(2, 'b', { ownAlias: '三楼小陈' })).reason).toBe('sees-the-other');
    expect(weighViews(owner, view(2, 'b', { ownAlias: '四楼小陈' })).reason).toBe('does-not-see-the-other');
  });

  it('an own account seen among the members never outweighs counts or members that differ', () => {
    const small = view(1, 'a', { ...seeing('b'), memberCount: 20 });
    expect(weighViews(small, view(2, 'b', { memberCount: 480 }))).toEqual({
      strength: 'different',
      reason: 'count-differs',
    });
    expect(weighViews(small, view(2, 'b', { memberCount: 28 }))).toEqual({
      strength: 'unsure',
      reason: 'count-differs',
    });
    const isWhole = { isMembersComplete: true } as const;
    const left = view(1, 'a', { ...seeing('b'), memberNames: () => names('甲') });
    expect(weighViews(left, view(2, 'b', { ...isWhole, memberNames: () => names('乙') })).reason).toBe(
      'members-differ',
    );
  });

  it('seen from one side only, where the other side read all members, is no more than likely', () => {
    const sight = weighViews(view(1, 'a', seeing('b')), view(2, 'b', seeing()));
    expect(sight).toEqual({ strength: 'likely', reason: 'sees-the-other' });
  });

  it('one name seen by chance is no more than likely where the counts say nothing; both seen by each other are certain', () => {
    const unread = { memberCount: null, countReadAt: null } as const;
    expect(weighViews(view(1, 'a', seeing('b')), view(2, 'b', unread)).strength).toBe('likely');
    const mutual = weighViews(view(1, 'a', { ...seeing('b'), ...unread }), view(2, 'b', { ...seeing('a'), ...unread }));
    expect(mutual.strength).toBe('certain');
  });

  it('counts are compared by when they were read, not by when the list was', () => {
    const old = view(2, 'b', { memberCount: 20, countReadAt: readAt - 72 * hourMs });
    expect(weighViews(view(1, 'a'), old).strength).toBe('unsure');
  });

  it('a roster is loaded only where both views have one', () => {
    const left = view(1, 'a', {
      memberNames: () => {
        throw new Error('loaded');
      },
    });
    expect(weighViews(left, view(2, 'b')).strength).toBe('likely');
  });

  it('a complete list without the other account is a doubt and no proof: a remark hides its nickname', () => {
    expect(weighViews(view(1, 'a', seeing()), view(2, 'b'))).toEqual({
      strength: 'unsure',
      reason: 'does-not-see-the-other',
    });
  });

  it('nobody is missed who could not be told from another own account', () => {
    expect(weighViews(view(1, 'a', seeing()), view(2, 'b', { isTellable: false })).strength).toBe('likely');
  });

  it('a list that is not complete proves nothing', () => {
    const partial = view(1, 'a', { ownAccountsSeen: new Set(), isMembersComplete: false });
    expect(weighViews(partial, view(2, 'b')).strength).toBe('likely');
  });

  it('two that are both owned are one group only where they see each other or their members say so', () => {
    const [left, right] = [view(1, 'a', { isOwner: true }), view(2, 'b', { isOwner: true })];
    expect(weighViews(left, right)).toEqual({ strength: 'unsure', reason: 'both-own' });
    expect(weighViews({ ...left, ...seeing('b') }, right).reason).toBe('both-own');
    expect(weighViews({ ...left, ...seeing('b') }, { ...right, ...seeing('a') }).strength).toBe('certain');
    const isOfMany = { isMembersComplete: true, memberNames: () => names('甲') } as const;
    expect(weighViews({ ...left, ...isOfMany }, { ...right, ...isOfMany }).strength).toBe('certain');
    const isOfFew = whole('甲1', '甲2', '甲3', '甲4', '甲5', '甲6', '甲7', '甲8', '甲9');
    expect(weighViews({ ...left, ...isOfFew }, { ...right, ...isOfFew }).reason).toBe('both-own');
  });

  it('that both were once owners is nothing against them where the readings are days apart', () => {
    const before = view(1, 'a', { isOwner: true, countReadAt: readAt - 48 * hourMs });
    expect(weighViews(before, view(2, 'b', { isOwner: true })).reason).not.toBe('both-own');
  });

  it('two groups of one name and size that two accounts own stay apart, with those who are in either', () => {
    const owned = [view(1, 'a', { isOwner: true }), view(2, 'b'), view(3, 'c', { isOwner: true }), view(4, 'd')];
    expect(groupsOf(owned)).toEqual([[1], [2], [3], [4]]);
  });

  it('the same members make it certain, none in common prove two groups', () => {
    const isWhole = { isMembersComplete: true } as const;
    const left = view(1, 'a', { memberNames: () => names('甲'), ...isWhole });
    expect(weighViews(left, view(2, 'b', { memberNames: () => names('甲'), ...isWhole })).reason).toBe(
      'members-overlap',
    );
    expect(weighViews(left, view(2, 'b', { memberNames: () => names('乙'), ...isWhole })).reason).toBe(
      'members-differ',
    );
  });

  it('the same colleagues in two groups of one name, whole as their rosters are, make it no more than likely', () => {
    const colleagues = Array.from({ length: 7 }, (_, place) => `同事${place}`);
    const left = view(1, 'a', { memberCount: 10, ...whole(...colleagues, '甲', '乙', '丙') });
    const right = view(2, 'b', { memberCount: 10, ...whole(...colleagues, '丁', '戊', '己') });
    expect(weighViews(left, right)).toEqual({ strength: 'likely', reason: 'members-overlap' });
    const alike = [...names('甲')].slice(0, 15);
    const others = view(2, 'b', whole(...alike, '丁', '戊', '己', '庚', '辛'));
    expect(weighViews(view(1, 'a', whole(...names('甲'))), others).strength).toBe('likely');
  });

  it('a roster read in part makes nothing certain, however much of it the other one holds', () => {
    const staff = Array.from({ length: 20 }, (_, place) => `店员${place}`);
    const everybody = [...staff, ...Array.from({ length: 460 }, (_, place) => `群友${place}`)];
    const all = view(1, 'a', { memberCount: 480, ...whole(...everybody) });
    const part = { ...whole(...staff), isMembersComplete: false };
    expect(weighViews(all, view(2, 'b', { memberCount: 430, ...part })).strength).toBe('unsure');
    expect(weighViews(all, view(2, 'b', { memberCount: 480, ...part })).reason).toBe('count-equal');
  });

  it('a small group whose members are all in a large one is not that one', () => {
    const staff = Array.from({ length: 20 }, (_, place) => `店员${place}`);
    const large = view(1, 'a', { memberCount: null, ...whole(...staff, ...names('甲'), ...names('乙')) });
    expect(weighViews(large, view(2, 'b', whole(...staff)))).toEqual({ strength: 'unsure', reason: 'members-differ' });
  });

  it('few names, or some in common, prove nothing, but leave it open whether it is one group', () => {
    const few = weighViews(view(1, 'a', whole('甲', '乙', '丙')), view(2, 'b', whole('丁', '戊', '己')));
    expect(few).toEqual({ strength: 'unsure', reason: 'members-differ' });
    expect(weighViews(view(1, 'a', whole('甲', '乙')), view(2, 'b', whole('甲', '乙'))).reason).toBe('count-equal');
    const partial = { ...whole('丁', '戊', '己'), isMembersComplete: false };
    expect(weighViews(view(1, 'a', whole('甲', '乙', '丙')), view(2, 'b', partial)).reason).toBe('count-equal');
  });

  it('name and count alone are likely, the name alone is unsure', () => {
    expect(weighViews(view(1, 'a'), view(2, 'b', { memberCount: 122 })).strength).toBe('likely');
    expect(weighViews(view(1, 'a'), view(2, 'b', { memberCount: null })).strength).toBe('unsure');
  });

  it('counts far apart on the same day prove two groups, on different days nothing', () => {
    const small = view(2, 'b', { memberCount: 20 });
    expect(weighViews(view(1, 'a'), small).strength).toBe('different');
    expect(weighViews(view(1, 'a'), { ...small, countReadAt: readAt - 72 * hourMs }).strength).toBe('unsure');
  });
});

describe('joining views into groups', () => {
  it('joins three views of one group', () => {
    expect(groupsOf([view(1, 'a'), view(2, 'b'), view(3, 'c')])).toEqual([[1, 2, 3]]);
  });

  it('keeps two groups of one name apart by their members and by who is seen in them', () => {
    const views = [
      view(1, 'a', { ...seeing('b'), memberNames: () => names('甲') }),
      view(2, 'b'),
      view(3, 'c', { ...seeing('d'), memberNames: () => names('乙') }),
      view(4, 'd'),
    ];
    expect(groupsOf(views)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(joinViews(views, []).questions).toEqual([]);
  });

  it('chooses neither of two groups whose members are mostly others, few as they are, and asks', () => {
    const joined = joinViews([view(1, 'a', whole('甲', '乙')), view(2, 'b'), view(3, 'c', whole('丙', '丁'))], []);
    expect(joined.groups.map(({ viewIds }) => viewIds)).toEqual([[1], [2], [3]]);
    expect(joined.questions).toHaveLength(3);
  });

  it('joins no two views of which each may belong to another one of two groups', () => {
    const owners = [view(1, 'a', whole('甲', '乙')), view(3, 'c', whole('丙', '丁'))];
    const joined = joinViews([...owners, view(2, 'b'), view(4, 'd')], []);
    expect(joined.groups.map(({ viewIds }) => viewIds)).toEqual([[1], [2], [3], [4]]);
  });

  it('chooses neither of two groups that a view may belong to, and asks', () => {
    const joined = joinViews([view(1, 'a'), view(2, 'a'), view(3, 'b')], []);
    expect(joined.groups.map(({ viewIds }) => viewIds)).toEqual([[1], [2], [3]]);
    expect(joined.questions.map(({ leftViewId, rightViewId }) => [leftViewId, rightViewId])).toEqual([
      [1, 3],
      [2, 3],
    ]);
  });

  it('asks which of two groups of one name it is that an account in both was seen in', () => {
    const views = [view(1, 'a', { ownAccountsSeen: new Set(['b']) }), view(2, 'b'), view(3, 'b')];
    expect(joinViews(views, []).groups).toHaveLength(3);
    const [left, other] = [names('甲'), names('乙')];
    const told = [
      view(1, 'a', { ...seeing('b'), memberNames: () => left }),
      view(2, 'b', { ...seeing(), memberNames: () => left }),
      view(3, 'b', { ...seeing(), memberNames: () => other }),
    ];
    expect(joinViews(told, []).groups.map(({ viewIds }) => viewIds)).toEqual([[1, 2], [3]]);
  });

  it('counts groups that are not proven different as one', () => {
    const joined = joinViews([view(1, 'a'), view(2, 'a'), view(3, 'b'), view(4, 'b', { name: '别的' })], []);
    expect(joined.countedTogether).toEqual([[0, 1, 2]]);
  });

  it('asks whether a group that came is the one that went from the same list, and counts both as one', () => {
    const joined = joinViews([view(1, 'a'), view(2, 'a', { name: '新名', formerViewId: 1 })], []);
    expect(joined.groups).toHaveLength(2);
    expect(joined.questions).toEqual([
      { leftViewId: 1, rightViewId: 2, evidence: { strength: 'unsure', reason: 'name-replaced' } },
    ]);
    expect(joined.countedTogether).toEqual([[0, 1]]);
  });

  it('does not join on the name alone', () => {
    const joined = joinViews([view(1, 'a', { memberCount: null }), view(2, 'b')], []);
    expect(joined.groups).toHaveLength(2);
    expect(joined.questions[0]?.evidence).toEqual({ strength: 'unsure', reason: 'name-only' });
  });

  it('follows the operator over everything but one account seeing both', () => {
    const views = [view(1, 'a', seeing()), view(2, 'b'), view(3, 'b')];
    const same = [
      { leftViewId: 2, rightViewId: 1, isSame: true },
      { leftViewId: 2, rightViewId: 3, isSame: true },
    ];
    expect(joinViews(views, same).groups.map(({ viewIds }) => viewIds)).toEqual([[1, 2], [3]]);
    const apart = joinViews([view(1, 'a'), view(2, 'b')], [{ leftViewId: 1, rightViewId: 2, isSame: false }]);
    expect(apart.groups).toHaveLength(2);
    expect(apart.questions).toEqual([]);
  });

  it('says how sure a group is by its weakest link', () => {
    expect(joinViews([view(1, 'a', seeing('b')), view(2, 'b')], []).groups[0]?.strength).toBe('certain');
    expect(joinViews([view(1, 'a'), view(2, 'b')], []).groups[0]?.strength).toBe('likely');
  });

  it('never joins two views of one account and never loses a view, in any order', () => {
    const seen = constantFrom<readonly string[] | null>(null, [], ['a'], ['b'], ['a', 'b', 'c']);
    const arbitrary = array(
      record({
        accountId: constantFrom('a', 'b', 'c'),
        name: constantFrom('甲', '乙'),
        memberCount: constantFrom(null, 10, 11, 400),
        seen,
        isMembersComplete: constantFrom(true, false),
        groupId: constantFrom(null, 'g1', 'g2'),
        readAt: integer({ min: readAt - 3 * 24 * hourMs, max: readAt }),
      }),
      { maxLength: 9 },
    );
    assert(
      property(arbitrary, (drafts) => {
        const views = drafts.map(({ seen: accounts, ...draft }, viewId) =>
          view(viewId, draft.accountId, { ...draft, ownAccountsSeen: accounts === null ? null : new Set(accounts) }),
        );
        const { groups } = joinViews(views, []);
        expect(groups.flatMap(({ viewIds }) => viewIds).toSorted((one, other) => one - other)).toEqual(
          views.map(({ viewId }) => viewId),
        );
        for (const { viewIds } of groups) {
          const accounts = viewIds.map((viewId) => views[viewId]?.accountId);
          expect(new Set(accounts).size).toBe(accounts.length);
        }
        expect(joinViews(views.toReversed(), []).groups).toEqual(groups);
      }),
    );
  });

  it('joins a hundred views of one name in no time, in which some may be of another group', () => {
    const views = Array.from({ length: 100 }, (_, place) => view(place + 1, `account-${place}`));
    const honest = performance.now();
    expect(joinViews(views, []).groups).toHaveLength(1);
    const doubtful = performance.now();
    joinViews([...views, view(101, 'x', whole('甲', '乙')), view(102, 'y', whole('丙', '丁'))], []);
    expect(Math.max(doubtful - honest, performance.now() - doubtful)).toBeLessThan(1_500);
  });
});
