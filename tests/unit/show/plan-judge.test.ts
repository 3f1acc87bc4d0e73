import { expect, test } from 'vitest';
import { takenDeeds, type ChronicleLine, type Deed } from '../../support/plan-life/chronicle.ts';
import { judgeActs } from '../../support/plan-life/plan-judge.ts';
import {
  grownAnew,
  judgePlanted,
  plantedBreaches,
  plantedGroups,
  renameOfGrown,
} from '../../support/plan-life/planted-breaches.ts';

test.for(plantedBreaches().map((planted) => [planted.what, planted] as const))('the judge sees: %s', ([, planted]) => {
  const { whole, before } = judgePlanted(planted);
  expect(whole).toContain(planted.rule);
  expect(before).toEqual([]);
});

const signedOff: Deed = { kind: 'signed-off', at: 2, accountId: 'a', stageId: 'S3' };
const complaint: Deed = { kind: 'signal', at: 1, accountId: 'a', signalId: 'member_complaint', tool: null };

test('of what the console died on, what frees counts and what binds does not', () => {
  const lines: ChronicleLine[] = [
    { line: 'intent', id: '1', deed: complaint },
    { line: 'intent', id: '2', deed: signedOff },
  ];
  expect(takenDeeds(lines)).toEqual([signedOff]);
});

test('what was refused counts for nothing, and what was taken counts', () => {
  const lines: ChronicleLine[] = [
    { line: 'intent', id: '1', deed: complaint },
    { line: 'settled', id: '1', isTaken: true },
    { line: 'intent', id: '2', deed: signedOff },
    { line: 'settled', id: '2', isTaken: false },
  ];
  expect(takenDeeds(lines)).toEqual([complaint]);
});

test('a sign-off of the day on which the list was done counts, whatever the hour', () => {
  const deeds = grownAnew(11).toSorted((one, other) => one.at - other.at);
  expect(judgeActs(renameOfGrown, deeds, plantedGroups).breaches).toEqual([]);
});

test('an act that takes the last of a cap is counted as such', () => {
  const planted = plantedBreaches().find(({ what }) => what === 'more than a day may have');
  const { lastSlots, reached } = judgeActs(planted?.acts ?? [], planted?.deeds ?? [], plantedGroups);
  expect(lastSlots.get('day-cap')).toBe(1);
  expect(reached.get('stages.S4.caps.group_rename.per_day')).toBe(1);
});
