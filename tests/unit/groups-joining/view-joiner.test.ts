import {
  array,
  assert,
  boolean,
  constantFrom,
  integer,
  option,
  property,
  record,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { GroupView, JoinDecision } from '../../../electron/groups/joining/group-view.ts';
import { joinViews, ViewJoiner } from '../../../electron/groups/joining/join-views.ts';

const viewCount = 9;
const rosters = ['甲', '乙'].map((prefix) => new Set(Array.from({ length: 20 }, (_, place) => `${prefix}${place}`)));

const accounts = ['a', 'b', 'c'] as const;
const viewIds = integer({ min: 1, max: viewCount });

/** What may change of a view between one reading and the next. */
const facts = record(
  {
    name: constantFrom('团购1群', '团购2群', '福利群'),
    accountId: constantFrom(...accounts),
    memberCount: option(integer({ min: 100, max: 130 })),
    countReadAt: option(integer({ min: 0, max: 3 })),
    namedAt: integer({ min: 0, max: 3 }),
    readAt: integer({ min: 0, max: 3 }),
    firstSeenAt: integer({ min: 0, max: 3 }),
    listedUntil: option(integer({ min: 0, max: 3 })),
    groupId: option(constantFrom('g1', 'g2', 'g3')),
    memberNames: option(constantFrom(...rosters.map((names) => () => names))),
    ownAccountsSeen: option(array(constantFrom(...accounts), { maxLength: 2 }).map((seen) => new Set(seen))),
    isMembersComplete: boolean(),
    ownAlias: option(constantFrom('甲0', '乙0', '三楼小陈')),
    isTellable: boolean(),
    isOwner: boolean(),
    formerViewId: option(viewIds),
  },
  { requiredKeys: [] },
);
const step = record({
  changes: array(tuple(viewIds, facts), { maxLength: 3 }),
  /** Views that go, and come again where they had gone. */
  turned: array(viewIds, { maxLength: 2 }),
  /** A view that goes on as another one, which is no more. */
  continued: option(record({ former: viewIds, next: viewIds })),
  decisions: option(array(record({ leftViewId: viewIds, rightViewId: viewIds, isSame: boolean() }), { maxLength: 2 })),
  /** How much of what the start left open is weighed before. */
  weighed: integer({ min: 0, max: 6 }),
});
type Step = typeof step extends Arbitrary<infer T> ? T : never;
const steps = array(step, { maxLength: 12 });

const fresh: Omit<GroupView, 'viewId' | 'accountId'> = {
  name: '团购1群',
  memberCount: 120,
  namedAt: 0,
  readAt: 0,
  firstSeenAt: 0,
  listedUntil: null,
  countReadAt: 0,
  isOwner: false,
  ownAccountsSeen: null,
  isMembersComplete: true,
  ownAlias: null,
  isTellable: true,
  memberNames: null,
  groupId: null,
  formerViewId: null,
};

function firstViews(groupId: string | null = null): readonly GroupView[] {
  return Array.from({ length: viewCount }, (_, at) => {
    return { ...fresh, groupId, viewId: at + 1, accountId: accounts[at % accounts.length] ?? 'a' };
  });
}

/** The views that are still the same objects where nothing of them changes. */
function take({ changes, turned, continued }: Step, views: readonly GroupView[]): readonly GroupView[] {
  const changed = new Map(changes);
  const [former, next] = [continued?.former, continued?.next].map((id) => views.find(({ viewId }) => viewId === id));
  const kept = views.flatMap((view) => {
    if (turned.includes(view.viewId) || (view === next && former !== next)) return [];
    const otherwise = changed.get(view.viewId);
    const named = view === former && next !== undefined ? { name: next.name, namedAt: next.namedAt } : {};
    return otherwise === undefined && view !== former ? [view] : [{ ...view, ...named, ...otherwise }];
  });
  const come = turned.filter(
    (viewId, at) => turned.indexOf(viewId) === at && !views.some((view) => view.viewId === viewId),
  );
  return [
    ...kept,
    ...come.map((viewId) => ({ ...fresh, viewId, accountId: accounts[viewId % accounts.length] ?? 'a' })),
  ];
}

test('joining again after some views changed says what joining everything for the first time would', () => {
  assert(
    property(steps, (all) => {
      const joiner = new ViewJoiner();
      let decisions: readonly JoinDecision[] = [];
      let views = firstViews();
      for (const each of all) {
        views = take(each, views);
        decisions = each.decisions ?? decisions;
        expect(joiner.join(views, decisions)).toEqual(joinViews(views, decisions));
      }
    }),
    { numRuns: 1_000 },
  );
});

describe('a joiner that leaves most of the start for later', () => {
  test('says the same once that is weighed, whatever changed meanwhile', () => {
    assert(
      property(steps, array(facts, { minLength: viewCount, maxLength: viewCount }), (all, begun) => {
        const joiner = new ViewJoiner();
        let decisions: readonly JoinDecision[] = [];
        let views: readonly GroupView[] = firstViews('g1').map((view, at) => ({ ...view, ...begun[at] }));
        joiner.start(views, decisions, 0);
        const rest = joiner.weighRest();
        for (const each of all) {
          for (let count = 0; count < each.weighed; count++) rest.next();
          views = take(each, views);
          decisions = each.decisions ?? decisions;
          const { groups } = joiner.join(views, decisions);
          const held = new Set(groups.flatMap((group) => group.viewIds));
          expect(held).toEqual(new Set(views.map(({ viewId }) => viewId)));
        }
        while (rest.next().done !== true);
        expect(joiner.openCount()).toBe(0);
        expect(joiner.join(views, decisions)).toEqual(joinViews(views, decisions));
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps what was joined before, and counts groups of which it does not know yet as one', () => {
    const views = ['g1', 'g1', 'g2'].map((groupId, at) => {
      const names = (): ReadonlySet<string> => rosters[at % 2] ?? new Set();
      return { ...fresh, viewId: at + 1, accountId: accounts[at] ?? 'a', groupId, memberNames: names };
    });
    const joiner = new ViewJoiner();
    expect(joiner.start(views, [], 0)).toEqual({
      groups: [
        { viewIds: [1, 2], strength: null },
        { viewIds: [3], strength: null },
      ],
      questions: [],
      countedTogether: [[0, 1]],
    });
    expect(joiner.openCount()).toBeGreaterThan(0);
  });

  test('weighs a view that changed at once, and one that is in no group yet', () => {
    const views = firstViews('g1').slice(0, 2);
    const joiner = new ViewJoiner();
    joiner.start(views, [], 0);
    const counted = views.map((view) => ({ ...view, memberCount: 90 }));
    expect(joiner.join(counted, [])).toEqual(joinViews(counted, []));
    const added = [...views, { ...fresh, viewId: 3, accountId: 'c' }];
    expect(new ViewJoiner().start(added, [], 0)).toEqual(joinViews(added, []));
  });
});

test('views that nothing has changed of are not weighed again', () => {
  let asked = 0;
  const names = (): ReadonlySet<string> => {
    asked += 1;
    return rosters[0] ?? new Set();
  };
  const views = ['a', 'b'].map((accountId, at) => ({ ...fresh, viewId: at + 1, accountId, memberNames: names }));
  const other = { ...fresh, viewId: 3, accountId: 'c', name: '福利群' };
  const joiner = new ViewJoiner();
  const first = joiner.join([...views, other], []);
  const askedOnce = asked;
  const again = views.map((view) => ({ ...view, readAt: 9 }));
  expect(joiner.join([...again, { ...other, memberCount: 7 }], [])).toEqual(first);
  expect([askedOnce > 0, asked]).toEqual([true, askedOnce]);
});

test('a view that is read again beside another name is weighed again: it may be a group of its own by now', () => {
  const kept: GroupView = { ...fresh, viewId: 1, accountId: 'a', groupId: 'g1' };
  const renamed: GroupView = {
    ...fresh,
    viewId: 2,
    accountId: 'b',
    groupId: 'g1',
    name: '新名',
    namedAt: 5,
    readAt: 5,
  };
  const joiner = new ViewJoiner();
  expect(joiner.join([kept, renamed], []).groups).toHaveLength(1);
  expect(joiner.join([{ ...kept, readAt: 6 }, renamed], []).groups).toHaveLength(2);
});
