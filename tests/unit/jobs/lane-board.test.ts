import { array, assert, boolean, integer, nat, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inTurn,
  LaneTurn,
  loadOf,
  waitReasonOf,
  type LaneBoard,
  type LaneJob,
  type LanePhone,
  type VersionProof,
} from '../../../electron/jobs/lanes/lane-board.ts';
import { askAgainMs, askAtOf, isDue, type OpenItem } from '../../../electron/jobs/lanes/open-item.ts';

const now = 1_000_000;

function makeItem(changes: Partial<OpenItem> = {}): OpenItem {
  return {
    itemId: 1,
    jobId: 1,
    position: 0,
    accountId: 'a1',
    phoneId: 'p1',
    groupId: null,
    state: 'ready',
    heldUntilAt: null,
    askedAt: 0,
    isVerifyDue: false,
    ...changes,
  };
}

const byGroup = ({ groupId }: OpenItem): string | null => groupId;
const noLane = (): null => null;

function makeLaneJob(items: readonly OpenItem[], changes: Partial<LaneJob> = {}): LaneJob {
  return {
    jobId: items[0]?.jobId ?? 1,
    isPaused: false,
    window: { startAt: null, endAt: null },
    isKnown: true,
    countsAs: null,
    confirmedAt: 0,
    laneKeyOf: byGroup,
    items,
    proofOf: () => 'proven',
    ...changes,
  };
}

function makeBoard(jobs: readonly LaneJob[], changes: Partial<LaneBoard> = {}): LaneBoard {
  const phone: LanePhone = { obstacle: null, hubId: null, versionKey: '8.0.50' };
  return { now, jobs, hubLimit: 8, phoneOf: () => phone, ...changes };
}

function reasonOf(job: LaneJob, changes: Partial<LaneBoard> = {}): ReturnType<typeof waitReasonOf> {
  const board = makeBoard([job], changes);
  const item = job.items.at(-1);
  if (item === undefined) throw new Error('the job has no items');
  return waitReasonOf(item, job, board, loadOf(board));
}

/** Begins items until none can; answers them in the order in which they began. */
function beginAll(board: LaneBoard): OpenItem[] {
  const begun: OpenItem[] = [];
  const turn = new LaneTurn(board);
  for (let item = turn.next(); item !== null; item = turn.next()) {
    begun.push(item);
    turn.begin(item);
  }
  return begun;
}

function hubOf(phoneId: string): string {
  return phoneId < 'p4' ? 'left' : 'right';
}

function rowsOfJob(jobId: number, count: number, from: number): OpenItem[] {
  return Array.from({ length: count }, (_, index) =>
    makeItem({ itemId: from + index, jobId, accountId: `a${from + index}`, phoneId: `p${from + index}` }),
  );
}

const onTwoHubs = (phoneId: string): LanePhone => ({ obstacle: null, hubId: hubOf(phoneId), versionKey: '' });
const onOneHub = (): LanePhone => ({ obstacle: null, hubId: 'hub', versionKey: '' });
const inDoubt = (): VersionProof => 'in-doubt';
const unproven = (): VersionProof => 'none';
const versionPerPhone = (phoneId: string): LanePhone => ({ obstacle: null, hubId: null, versionKey: phoneId });

const anyItems = array(record({ account: nat(6), phone: nat(6), job: nat(2), isVerifyDue: boolean() }), {
  maxLength: 30,
});

test('whatever waits, no two items of one account or phone run, and no hub has more than its limit', () => {
  assert(
    property(anyItems, integer({ min: 1, max: 3 }), (rows, hubLimit) => {
      const items = rows.map(({ account, phone, job, isVerifyDue }, index) =>
        makeItem({ itemId: index + 1, jobId: job + 1, accountId: `a${account}`, phoneId: `p${phone}`, isVerifyDue }),
      );
      const jobs = [1, 2, 3].map((jobId) =>
        makeLaneJob(
          items.filter((item) => item.jobId === jobId),
          { jobId },
        ),
      );
      const begun = beginAll(makeBoard(jobs, { phoneOf: onTwoHubs, hubLimit }));
      expect(new Set(begun.map(({ accountId }) => accountId)).size).toBe(begun.length);
      expect(new Set(begun.map(({ phoneId }) => phoneId)).size).toBe(begun.length);
      for (const hub of ['left', 'right']) {
        expect(begun.filter(({ phoneId }) => hubOf(phoneId) === hub).length).toBeLessThanOrEqual(hubLimit);
      }
    }),
  );
});

test('nothing that could begin is left waiting', () => {
  assert(
    property(anyItems, (rows) => {
      const items = rows.map(({ account, phone }, index) =>
        makeItem({ itemId: index + 1, accountId: `a${account}`, phoneId: `p${phone}` }),
      );
      const begun = new Set(beginAll(makeBoard([makeLaneJob(items, { jobId: 1 })])).map(({ itemId }) => itemId));
      const running = items.map((item) => (begun.has(item.itemId) ? { ...item, state: 'running' as const } : item));
      const job = makeLaneJob(running, { jobId: 1 });
      const board = makeBoard([job]);
      for (const item of running.filter(({ state }) => state === 'ready')) {
        expect(waitReasonOf(item, job, board, loadOf(board))).not.toBeNull();
      }
    }),
  );
});

test('and each item is given once, over jobs that wait for each other', () => {
  assert(
    property(anyItems, (rows) => {
      const items = rows.map(({ account, phone, job, isVerifyDue }, index) =>
        makeItem({ itemId: index + 1, jobId: job + 1, accountId: `a${account}`, phoneId: `p${phone}`, isVerifyDue }),
      );
      const jobs = [2, 3, 1].map((jobId) =>
        makeLaneJob(
          items.filter((item) => item.jobId === jobId),
          { jobId, countsAs: jobId === 3 ? 'announce' : 'rename' },
        ),
      );
      const turn = new LaneTurn(makeBoard(jobs));
      const given: number[] = [];
      for (let item = turn.next(); item !== null; item = turn.next()) given.push(item.itemId);
      expect(given.toSorted((one, other) => one - other)).toEqual(items.map(({ itemId }) => itemId));
    }),
  );
});

test('jobs take turns, however long the first one is', () => {
  const jobs = [makeLaneJob(rowsOfJob(1, 6, 0)), makeLaneJob(rowsOfJob(2, 2, 10)), makeLaneJob(rowsOfJob(3, 1, 20))];
  expect(beginAll(makeBoard(jobs)).map(({ jobId }) => jobId)).toEqual([1, 2, 3, 1, 2, 1, 1, 1, 1]);
});

test('the job after the one that began last has the first turn of the next look', () => {
  const jobs = [{ jobId: 1 }, { jobId: 2 }, { jobId: 3 }];
  expect(inTurn(jobs, 2).map(({ jobId }) => jobId)).toEqual([3, 1, 2]);
  expect(inTurn(jobs, 3).map(({ jobId }) => jobId)).toEqual([1, 2, 3]);
  expect(inTurn(jobs, null)).toEqual(jobs);
});

function row(itemId: number, jobId: number, changes: Partial<OpenItem> = {}): OpenItem {
  return makeItem({ itemId, jobId, ...changes });
}

function younger(countsAs: string | null, items = [row(20, 2)]): LaneJob {
  return makeLaneJob(items, { jobId: 2, countsAs, confirmedAt: 20 });
}

function elder(countsAs: string | null, items = [row(11, 1), row(12, 1)]): LaneJob {
  return makeLaneJob(items, { jobId: 1, countsAs, confirmedAt: 10 });
}

const oneAway = (phoneId: string): LanePhone => ({
  obstacle: phoneId === 'away' ? 'phone-away' : null,
  hubId: null,
  versionKey: '',
});

describe('of what a plan counts as the same for one account', () => {
  test('the job that was confirmed first goes first, whichever has its turn', () => {
    expect(beginAll(makeBoard([younger('rename'), elder('rename')]))[0]?.itemId).toBe(11);
    const planned = { ...elder('rename'), confirmedAt: 30 };
    expect(beginAll(makeBoard([planned, younger('rename')]))[0]?.itemId).toBe(20);
  });

  test('what the gate turned away makes room in the same look', () => {
    const turn = new LaneTurn(makeBoard([younger('rename'), elder('rename')]));
    expect([turn.next(), turn.next(), turn.next(), turn.next()].map((item) => item?.itemId)).toEqual([
      11,
      12,
      20,
      undefined,
    ]);
  });

  test('what cannot begin keeps nobody from it', () => {
    const away = elder('rename', [row(11, 1, { phoneId: 'away' })]);
    expect(beginAll(makeBoard([younger('rename'), away], { phoneOf: oneAway })).map(({ itemId }) => itemId)).toEqual([
      20,
    ]);
    const paused = { ...elder('rename'), isPaused: true };
    expect(beginAll(makeBoard([younger('rename'), paused]))[0]?.itemId).toBe(20);
  });

  test('a look that is due comes first all the same', () => {
    const looking = younger('rename', [row(20, 2, { isVerifyDue: true })]);
    expect(beginAll(makeBoard([elder('rename'), looking]))[0]?.itemId).toBe(20);
  });

  test.each([
    ['something else', 'rename', 'announce'],
    ['nothing', null, null],
  ])('and of %s jobs take turns as ever', (_what, one, other) => {
    expect(beginAll(makeBoard([younger(one), elder(other)]))[0]?.itemId).toBe(20);
  });

  test('other accounts take turns as ever', () => {
    const jobs = [younger('rename', [row(20, 2, { accountId: 'a2', phoneId: 'p2' })]), elder('rename')];
    expect(beginAll(makeBoard(jobs)).map(({ itemId }) => itemId)).toEqual([20, 11]);
  });
});

test('an item that the gate turned away does not keep its job from the turn', () => {
  const items = [makeItem({ itemId: 1 }), makeItem({ itemId: 2, accountId: 'a2', phoneId: 'p2' })];
  const turn = new LaneTurn(makeBoard([makeLaneJob(items)]));
  expect([turn.next()?.itemId, turn.next()?.itemId, turn.next()]).toEqual([1, 2, null]);
});

test('looks that are due come before new acts', () => {
  const items = [
    makeItem({ itemId: 1, accountId: 'a1' }),
    makeItem({ itemId: 2, accountId: 'a2', phoneId: 'p2', isVerifyDue: true }),
  ];
  expect(new LaneTurn(makeBoard([makeLaneJob(items)])).next()?.itemId).toBe(2);
});

test.each([
  ['job-paused', makeLaneJob([makeItem()], { isPaused: true })],
  ['kind-missing', makeLaneJob([makeItem()], { isKnown: false })],
  ['before-window', makeLaneJob([makeItem()], { window: { startAt: now + 1, endAt: null } })],
  ['after-window', makeLaneJob([makeItem()], { window: { startAt: null, endAt: now } })],
  ['account-busy', makeLaneJob([makeItem({ itemId: 2, phoneId: 'p2', state: 'running' }), makeItem()])],
  ['phone-busy', makeLaneJob([makeItem({ itemId: 2, accountId: 'a2', state: 'running' }), makeItem()])],
] as const)('an item waits: %s', (reason, job) => {
  expect(reasonOf(job)).toBe(reason);
});

test('two acts never change one group at the same time, in one job or in two', () => {
  const item = makeItem({ groupId: 'g1' });
  const other = makeItem({ itemId: 2, accountId: 'a2', phoneId: 'p2', groupId: 'g1' });
  expect(reasonOf(makeLaneJob([{ ...other, state: 'running' }, item]))).toBe('group-busy');
  const jobs = [makeLaneJob([item]), makeLaneJob([{ ...other, jobId: 2 }])];
  expect(beginAll(makeBoard(jobs)).map(({ itemId }) => itemId)).toEqual([1]);
});

test.each([
  ['of different groups', 'g2', byGroup],
  ['of no group that is known', null, byGroup],
  ['that change nothing', 'g1', noLane],
])('acts %s keep nobody from a group', (_what, groupId, laneKeyOf) => {
  const running = makeItem({ itemId: 2, accountId: 'a2', phoneId: 'p2', groupId, state: 'running' });
  const item = makeItem({ groupId: groupId === null ? null : 'g1' });
  expect(reasonOf(makeLaneJob([running, item], { laneKeyOf }))).toBeNull();
});

test('a person who is waited for keeps account and phone as an act does', () => {
  const waiting = makeItem({ itemId: 2, state: 'waiting-for-operator' });
  expect(reasonOf(makeLaneJob([waiting, makeItem({ phoneId: 'p2' })]))).toBe('account-busy');
});

test.each(['phone-away', 'phone-busy', 'phone-set-aside'] as const)('an item waits for its phone: %s', (obstacle) => {
  const phoneOf = (): LanePhone => ({ obstacle, hubId: null, versionKey: '' });
  expect(reasonOf(makeLaneJob([makeItem()]), { phoneOf })).toBe(obstacle);
});

test('a hub takes as many phones at once as it may', () => {
  const phoneOf = onOneHub;
  const job = makeLaneJob([makeItem({ itemId: 2, accountId: 'a2', phoneId: 'p2', state: 'running' }), makeItem()]);
  expect(reasonOf(job, { phoneOf, hubLimit: 1 })).toBe('hub-full');
  expect(reasonOf(job, { phoneOf, hubLimit: 2 })).toBeNull();
});

test.each([
  ['none', false, 'first-alone'],
  ['in-doubt', false, 'first-alone'],
  ['proven', false, null],
] as const)('while another runs on a version whose results are %s', (proof, isVerifyDue, reason) => {
  const running = makeItem({ itemId: 2, accountId: 'a2', phoneId: 'p2', state: 'running' });
  const proofOf = (): VersionProof => proof;
  expect(reasonOf(makeLaneJob([running, makeItem({ isVerifyDue })], { proofOf }))).toBe(reason);
});

test('after a first result that nobody can read, only looks go on', () => {
  const proofOf = inDoubt;
  expect(reasonOf(makeLaneJob([makeItem()], { proofOf }))).toBe('first-in-doubt');
  expect(reasonOf(makeLaneJob([makeItem({ isVerifyDue: true })], { proofOf }))).toBeNull();
});

test('each version of the app has a first item of its own', () => {
  const proofOf = unproven;
  const phoneOf = versionPerPhone;
  const items = [1, 2, 3].map((n) => makeItem({ itemId: n, accountId: `a${n}`, phoneId: `p${n % 2}` }));
  expect(beginAll(makeBoard([makeLaneJob(items, { proofOf })], { phoneOf })).map(({ itemId }) => itemId)).toEqual([
    1, 2,
  ]);
});

test('a held item is asked about when its time has come, and now and then where the gate names none', () => {
  expect(askAtOf(makeItem())).toBeNull();
  const held = makeItem({ state: 'held', askedAt: now, heldUntilAt: now + 5_000 });
  expect([isDue(held, now + 4_999), isDue(held, now + 5_000)]).toEqual([false, true]);
  const open = makeItem({ state: 'held', askedAt: now });
  expect([isDue(open, now + askAgainMs - 1), isDue(open, now + askAgainMs)]).toEqual([false, true]);
});

test('a gate that names a time that is over is not asked without end', () => {
  const held = makeItem({ state: 'held', askedAt: now, heldUntilAt: now - 1 });
  expect(isDue(held, now)).toBe(false);
});
