import { describe, expect, it } from 'vitest';
import type { DeskMap } from '../../../electron/contract/desk-map.ts';
import type { OperatorTask } from '../../../electron/contract/jobs.ts';
import { alongDesk, taskBeside, taskToShow } from '../../../renderer/features/jobs/tasks/task-choice.ts';

function makeTask(itemId: number): OperatorTask {
  return {
    attemptId: 100 + itemId,
    itemId,
    jobId: 1,
    jobTitle: '批量改群名',
    phoneId: `p${itemId}`,
    accountId: `a${itemId}`,
    name: '一群',
    before: '一群',
    after: '新一群',
    mode: 'assist',
    byHandCode: null,
    asks: 'act',
    tap: '完成',
    steps: [],
    evidenceId: null,
    tapArea: null,
    sinceAt: 0,
  };
}

/** Phones 1 and 2 on the second hub, 3 and 4 on the first; the others on none. */
const deskMap: DeskMap = {
  hubs: ['left', 'right'].map((hubId) => ({ hubId, hostId: 'local', path: null, name: hubId, portCount: 4 })),
  places: [
    { phoneId: 'p1', hubId: 'right', port: 2, isByHand: true },
    { phoneId: 'p2', hubId: 'right', port: 1, isByHand: true },
    { phoneId: 'p3', hubId: 'left', port: 4, isByHand: true },
    { phoneId: 'p4', hubId: 'left', port: 3, isByHand: true },
  ],
};
const numbers = new Map([
  ['p5', 9],
  ['p6', 7],
]);

function place(...itemIds: readonly number[]) {
  return alongDesk(itemIds.map(makeTask), deskMap, (phoneId) => numbers.get(phoneId) ?? null);
}

describe('tasks for the operator', () => {
  it('come hub by hub and port by port, then by number, then as their plan has them', () => {
    const order = place(1, 2, 3, 4, 5, 6, 7, 8).map(({ task }) => task.itemId);
    expect(order).toEqual([4, 3, 2, 1, 6, 5, 7, 8]);
  });

  it('begin with the first along the desk', () => {
    expect(taskToShow(place(1, 3, 6), null)?.task.itemId).toBe(3);
  });

  it('stay with the chosen one while others come and go', () => {
    const chosen = taskToShow(place(1, 6), null)?.stand ?? null;
    expect(taskToShow(place(1, 3, 4, 6), chosen)?.task.itemId).toBe(1);
  });

  it('go on to the next one along the desk once the chosen one is done, and to the first again after the last', () => {
    const [, second, third] = place(4, 3, 1);
    expect(taskToShow(place(4, 1), second?.stand ?? null)?.task.itemId).toBe(1);
    expect(taskToShow(place(4, 3), third?.stand ?? null)?.task.itemId).toBe(4);
  });

  it('show none while nothing waits', () => {
    expect(taskToShow([], null)).toBeNull();
  });

  it('are gone through in both directions, round the desk', () => {
    const placed = place(4, 3, 1);
    const [first, , last] = placed;
    expect(first && taskBeside(placed, first, -1)?.task.itemId).toBe(1);
    expect(last && taskBeside(placed, last, 1)?.task.itemId).toBe(4);
  });
});
