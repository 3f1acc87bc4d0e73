import { array, assert, boolean, constantFrom, integer, option, property, record, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import type { GroupView, JoinDecision } from '../../../electron/groups/joining/group-view.ts';
import { joinViews, ViewJoiner } from '../../../electron/groups/joining/join-views.ts';

const viewCount = 9;
const rosters = ['甲', '乙'].map((prefix) => new Set(Array.from({ length: 20 }, (_, place) => `${prefix}${place}`)));

/** What may change of a view between one reading and the next. */
const facts = record(
  {
    name: constantFrom('团购1群', '团购2群', '福利群'),
    memberCount: option(integer({ min: 100, max: 130 })),
    namedAt: integer({ min: 0, max: 3 }),
    readAt: integer({ min: 0, max: 3 }),
    groupId: option(constantFrom('g1', 'g2', 'g3')),
    memberNames: option(constantFrom(...rosters.map((names) => () => names))),
    ownAccountsSeen: option(array(constantFrom('a', 'b', 'c'), { maxLength: 2 }).map((seen) => new Set(seen))),
  },
  { requiredKeys: [] },
);
const changes = array(tuple(integer({ min: 1, max: viewCount }), facts), { minLength: 1, maxLength: 3 });
const decision = record({
  leftViewId: integer({ min: 1, max: viewCount }),
  rightViewId: integer({ min: 1, max: viewCount }),
  isSame: boolean(),
});
const steps = array(record({ changes, decisions: option(array(decision, { maxLength: 2 })) }), { maxLength: 12 });

const fresh: Omit<GroupView, 'viewId' | 'accountId'> = {
  name: '团购1群',
  memberCount: 120,
  namedAt: 0,
  readAt: 0,
  countReadAt: 0,
  ownAccountsSeen: null,
  isMembersComplete: true,
  ownAlias: null,
  isTellable: true,
  memberNames: null,
  groupId: null,
  formerViewId: null,
};

test('joining again after some views changed says what joining everything for the first time would', () => {
  assert(
    property(steps, (all) => {
      const joiner = new ViewJoiner();
      let decisions: readonly JoinDecision[] = [];
      let views: readonly GroupView[] = Array.from({ length: viewCount }, (_, at) => ({
        ...fresh,
        viewId: at + 1,
        accountId: ['a', 'b', 'c'][at % 3] ?? '',
      }));
      for (const step of all) {
        const changed = new Map(step.changes);
        views = views.map((view) => ({ ...view, ...changed.get(view.viewId) }));
        decisions = step.decisions ?? decisions;
        expect(joiner.join(views, decisions)).toEqual(joinViews(views, decisions));
      }
    }),
    { numRuns: 400 },
  );
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
