import { describe, expect, it } from 'vitest';
import type { CalendarEvent, CalendarRow } from '../../../electron/contract/account-calendar.ts';
import {
  columnTexts,
  isWeekend,
  planDateText,
  planDayOf,
  planMomentText,
} from '../../../renderer/format/plan-times.ts';
import { cellsOf, marksOf } from '../../../renderer/features/growth-calendar/calendar-cells.ts';
import { isLookedFor, linesOn } from '../../../renderer/features/growth-calendar/day-lines.ts';
import { restText, whatText } from '../../../renderer/features/growth-calendar/event-words.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
const days = ['2026-11-22', '2026-11-23', '2026-11-24'];

function event(changes: Partial<CalendarEvent>): CalendarEvent {
  return {
    on: '2026-11-23',
    at: null,
    kind: 'opens',
    what: 'group_rename',
    code: null,
    jobId: null,
    count: null,
    ...changes,
  };
}

function row(changes: Partial<CalendarRow> = {}): CalendarRow {
  const stage = { stageId: 'S3', effectiveStageId: 'S3', condition: 'normal', day: 9, dailyTasks: 2 } as const;
  return {
    accountId: 'a',
    phoneId: 'p',
    nickname: '晨读号',
    custodian: '陈静',
    team: '一组',
    isPractice: false,
    startedOn: '2026-11-01',
    stages: [
      { ...stage, fromOn: '2026-11-22', toOn: '2026-11-22' },
      { ...stage, fromOn: '2026-11-23', toOn: '2026-11-24', stageId: 'S4', effectiveStageId: 'S4', day: 10 },
    ],
    closed: [
      {
        action: 'group_rename',
        fromOn: '2026-11-22',
        toOn: '2026-11-22',
        code: 'stage-closed',
        path: 'p',
        detail: {},
        untilAt: null,
      },
    ],
    events: [],
    restPlan: 0,
    ...changes,
  };
}

describe('the days of an account', () => {
  it('say the stage where a stretch begins, and on the first day', () => {
    expect(cellsOf(row(), days, null).map(({ stage, isFirst }) => `${stage?.stageId} ${isFirst}`)).toEqual([
      'S3 true',
      'S4 true',
      'S4 false',
    ]);
  });

  it('say of a chosen action on which of them it is closed', () => {
    expect(cellsOf(row(), days, 'group_rename').map(({ closed }) => closed?.code ?? null)).toEqual([
      'stage-closed',
      null,
      null,
    ]);
    expect(cellsOf(row(), days, null).every(({ closed }) => closed === null)).toBe(true);
  });

  it('count openings of the chosen action alone, and everything else whatever is chosen', () => {
    const events = [event({}), event({ what: 'group_announcement' }), event({ kind: 'task-due', what: 'security' })];
    expect(cellsOf(row({ events }), days, null)[1]?.counts).toEqual({ opens: 2, 'task-due': 1 });
    expect(cellsOf(row({ events }), days, 'group_rename')[1]?.counts).toEqual({ opens: 1, 'task-due': 1 });
  });

  it('show the weightiest three marks', () => {
    const kinds = ['stage-soonest', 'job', 'task-due', 'opens', 'task-overdue'] as const;
    const [, cell] = cellsOf(row({ events: kinds.map((kind) => event({ kind })) }), days, null);
    expect(cell === undefined ? null : marksOf(cell)).toEqual(['task-overdue', 'opens', 'task-due']);
  });
});

describe('a day over all accounts', () => {
  it('has what opens at the same moment in one line, timed things first, nothing of other days', () => {
    const at = Date.parse('2026-11-23T08:00:00+08:00');
    const events = [
      event({ kind: 'task-due', what: 'security' }),
      event({ at }),
      event({ at, what: 'group_announcement' }),
      event({ on: '2026-11-24' }),
    ];
    const lines = linesOn([row({ events })], '2026-11-23');
    expect(lines.map(({ kind, events: found }) => `${kind} ${found.map(({ what }) => what).join('+')}`)).toEqual([
      'opens group_rename+group_announcement',
      'task-due security',
    ]);
  });

  it('keeps closings for other reasons apart', () => {
    const events = [
      event({ kind: 'closes', code: 'day-cap' }),
      event({ kind: 'closes', code: 'cooldown', what: 'group_announcement' }),
    ];
    expect(linesOn([row({ events })], '2026-11-23')).toHaveLength(2);
  });

  it('finds an account by nickname, phone, custodian and team', () => {
    expect(['晨读', '3 号', '陈静', '一组', ''].map((search) => isLookedFor(row(), '3 号机', search))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(isLookedFor(row(), '3 号机', '李')).toBe(false);
  });
});

describe('words of the calendar', () => {
  it('name tasks, signals, actions and rules, and fall back to the id of what has none', () => {
    const tasks = { security: { zh: '绑定安全手机', en: 'bind a phone' } };
    expect(whatText(texts, event({ kind: 'task-due', what: 'security' }), tasks)).toBe('绑定安全手机');
    expect(whatText(texts, event({ kind: 'task-due', what: 'gone' }), tasks)).toBe('gone');
    expect(whatText(texts, event({ kind: 'limit-ends', what: '' }), tasks)).toBe('静默期');
    expect(whatText(texts, event({ kind: 'job', what: '改群名', count: 3 }), tasks)).toBe('改群名：3 行');
  });

  it('tell a rest by its hours, and whether anybody may set it aside', () => {
    const rest = {
      windowId: 'night',
      fromMinute: 1380,
      toMinute: 480,
      restDays: null,
      inDays: null,
      isHard: true,
      actions: null,
    };
    expect(restText(texts, rest)).toBe('夜间 23:00–08:00（不能例外）');
    expect(
      restText(texts, {
        ...rest,
        windowId: 'weekly_rest',
        fromMinute: null,
        toMinute: null,
        restDays: 1,
        inDays: 7,
        isHard: false,
      }),
    ).toBe('每周休一天：每 7 天休息 1 天（人工可以例外）');
  });

  it('go by the plan’s time zone, wherever the computer stands', () => {
    const at = Date.parse('2026-11-22T16:30:00Z');
    expect(planDayOf(at)).toBe('2026-11-23');
    expect(planMomentText('zh-CN', at, at)).toBe('00:30');
    expect(planMomentText('zh-CN', at, at - 86_400_000)).toContain('23');
    expect([planDateText('en', '2026-11-23'), columnTexts('zh-CN', '2026-12-01').month]).toEqual([
      'Mon 23 Nov',
      '12月',
    ]);
    expect(days.map(isWeekend)).toEqual([true, false, false]);
  });
});
