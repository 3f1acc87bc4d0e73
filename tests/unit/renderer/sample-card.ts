import type { BoardCard, GateView } from '../../../electron/contract/board-card.ts';

/** An account on the twelfth day of its plan, well, with nothing to do; with whatever a test wants different. */
export function sampleCard(change: Partial<BoardCard> = {}): BoardCard {
  return {
    accountId: 'account-1',
    phoneId: 'phone-1',
    nickname: '小店一号',
    maskedId: 'wx***01',
    place: { kind: 'on', phone: { phoneId: 'phone-1', removed: null }, sinceAt: null, cameFrom: null },
    custodian: '王芳',
    team: '一组',
    mode: 'assist',
    isTreeHidden: false,
    isPractice: false,
    startedOn: '2026-11-10',
    stageId: 'S3',
    effectiveStageId: 'S3',
    day: 12,
    condition: 'normal',
    missing: [],
    checklist: { done: 0, due: 0, overdue: 0, today: 0 },
    openTasks: [],
    budgets: [],
    tightest: null,
    resting: null,
    gate: [],
    dayCaps: {},
    placeTrouble: null,
    ...change,
  };
}

export function allowed(action: GateView['action']): GateView {
  return { action, kind: 'allowed', reason: null, untilAt: null, path: null, detail: {} };
}

export function held(action: GateView['action'], untilAt: number | null, change: Partial<GateView> = {}): GateView {
  const path = `stages.S4.caps.${action}.per_day`;
  return { action, kind: 'held', reason: 'day-cap', untilAt, path, detail: { limit: 5, used: 5 }, ...change };
}
