import { describe, expect, it } from 'vitest';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { SeededRandom } from '../../../simulator/world/seeded-random.ts';
import type { FleetEvidence, FleetRow, PlacedStrike } from '../../support/fleet/fleet-evidence.ts';
import { judgeFleet } from '../../support/fleet/fleet-judge.ts';
import { namedInterruptions, planInterruptions } from '../../support/fleet/interruption-plan.ts';

const item: JobItem = {
  itemId: 1,
  jobId: 1,
  position: 0,
  accountId: 'a',
  phoneId: 'p',
  groupId: 'g',
  name: '旧名',
  before: '旧名',
  after: '新名',
  reads: null,
  verdict: 'ready',
  state: 'done',
  code: 'ok',
  detail: {},
  heldUntilAt: null,
  verifiedBy: 'page',
  changedAt: 9,
  attemptCount: 1,
  isVerifyDue: false,
  waitsFor: null,
};
const rename = {
  seq: 1,
  at: 5,
  accountId: 'account-1',
  kind: 'rename-group',
  groupId: 'group-1',
  subject: null,
  before: '旧名',
  after: '新名',
} as const;
const lock: PlacedStrike = { what: 'lock-screen', point: 'editor', groupId: 'group-1', at: 5, endedAt: null, place: 1 };

function evidence(change: Partial<JobItem>, more: Partial<FleetEvidence> = {}): FleetEvidence {
  const attempts = [{ startedAt: 1, endedAt: 9, log: [] }];
  const row: FleetRow = { item: { ...item, ...change }, worldId: 'group-1', place: 1, attempts };
  const groups = new Map([['group-1', { name: '新名', isDissolved: false }]]);
  return { rows: [row], groups, acts: [rename], strikes: [], ...more };
}

describe('a done row', () => {
  it('is true when the world calls the group so and it was renamed once', () => {
    expect(judgeFleet(evidence({}))).toEqual([]);
  });

  it.each<[string, Partial<JobItem>, Partial<FleetEvidence>]>([
    [
      'the world calls the group otherwise',
      {},
      { groups: new Map([['group-1', { name: '旧名', isDissolved: false }]]) },
    ],
    ['it was renamed twice', {}, { acts: [rename, rename] }],
    ['it was never renamed', {}, { acts: [] }],
    ['nobody says how it is known', { verifiedBy: null }, {}],
  ])('is false when %s', (_what, change, more) => {
    expect(judgeFleet(evidence(change, more))).toHaveLength(1);
  });
});

describe('a row that is not done', () => {
  const undone = { acts: [] };

  it.each<[Partial<JobItem>, Partial<FleetEvidence>]>([
    [{ state: 'failed', code: 'screen-locked' }, { strikes: [lock] }],
    [{ state: 'held', code: 'cooldown' }, { strikes: [{ ...lock, what: 'too-frequent' }] }],
    [{ state: 'failed', code: 'changed-meanwhile' }, { acts: [{ ...rename, accountId: null }] }],
    [
      { state: 'needs-review', code: 'not-verified' },
      { strikes: [{ ...lock, what: 'held-act' }], acts: [{ ...rename, kind: 'submit-rename-group' }] },
    ],
  ])('is true when its reason was so: %o', (change, more) => {
    expect(judgeFleet(evidence(change, { ...undone, ...more }))).toEqual([]);
  });

  it.each<[string, Partial<JobItem>, Partial<FleetEvidence>]>([
    ['nothing of the kind befell it', { state: 'failed', code: 'screen-locked' }, {}],
    ['it befell another phone', { state: 'failed', code: 'screen-locked' }, { strikes: [{ ...lock, place: 2 }] }],
    ['it befell it later', { state: 'failed', code: 'screen-locked' }, { strikes: [{ ...lock, at: 10 }] }],
    ['it is left open', { state: 'ready', code: null }, {}],
    ['the reason tells nothing', { state: 'failed', code: 'unknown-screen' }, { strikes: [lock] }],
    ['it was renamed', { state: 'failed', code: 'screen-locked' }, { strikes: [lock], acts: [rename] }],
  ])('is false when %s', (_what, change, more) => {
    expect(judgeFleet(evidence(change, { ...undone, ...more }))).toHaveLength(1);
  });
});

it('what nobody asked for is found', () => {
  expect(judgeFleet(evidence({}, { acts: [rename, { ...rename, groupId: 'group-2' }] }))).toHaveLength(1);
  expect(judgeFleet(evidence({}, { acts: [rename, { ...rename, kind: 'remove-member' }] }))).toHaveLength(1);
});

describe('the plan of interruptions', () => {
  const lanes = Array.from({ length: 8 }, (_, lane) =>
    Array.from({ length: 5 }, (_each, place) => {
      const id = `group-${lane * 5 + place + 1}`;
      return { worldId: id, bookId: id, place: lane + 1 };
    }),
  );

  it.each([1, 2, 3, 4, 5])('names every kind once at least, each for another group: seed %i', (seed) => {
    const planned = planInterruptions(lanes, new SeededRandom(seed), false);
    const requests = planned.flatMap((each) => each.requests);
    const whats = new Set<string | undefined>(
      requests.map((request) => (request.kind === 'interruption' ? request.what : request.kind)),
    );
    const missing = Object.entries(namedInterruptions).filter(([, kinds]) => !kinds.some((kind) => whats.has(kind)));
    expect(missing).toEqual([]);
    expect(new Set(planned.map(({ group }) => group)).size).toBe(planned.length);
  });

  it('is the same for the same seed', () => {
    const [one, other] = [7, 7].map((seed) => planInterruptions(lanes, new SeededRandom(seed), false));
    expect(one).toEqual(other);
  });
});
