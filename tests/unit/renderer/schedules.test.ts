import { describe, expect, it } from 'vitest';
import { procedures } from '../../../electron/contract/procedures.ts';
import type { Schedule, ScheduleKindName, ScheduleRun } from '../../../electron/contract/schedules.ts';
import {
  draftOfNew,
  draftOfSaved,
  problemsOf,
  savedOf,
  type EditorDraft,
} from '../../../renderer/features/schedules/editor-draft.ts';
import { offeredSchedules, offerOf } from '../../../renderer/features/schedules/offered-schedules.ts';
import {
  comingText,
  resultText,
  ruleText,
  standingOfRun,
} from '../../../renderer/features/schedules/schedule-words.ts';
import { createTranslator, textsOf, type Language, type Texts } from '../../../renderer/i18n/texts.ts';

async function textsIn(language: Language): Promise<Texts> {
  return textsOf(await createTranslator(language), language);
}

const now = new Date(2026, 10, 23, 10, 0).getTime();
const hourMs = 3_600_000;

function makeRun(change: Partial<ScheduleRun> = {}): ScheduleRun {
  return {
    runId: 1,
    scheduleId: 1,
    origin: 'plan',
    plannedAt: now,
    claimedAt: now,
    askedAt: null,
    beganAt: now,
    endedAt: now,
    lateBecause: null,
    startedBy: null,
    outcome: 'done',
    code: null,
    detail: {},
    ...change,
  };
}

function draft(change: Partial<EditorDraft> = {}, kind: ScheduleKindName = 'roster-sync'): EditorDraft {
  return { ...draftOfNew(offerOf(kind), '每日名册同步'), ...change };
}

describe('what is offered', () => {
  it.each(offeredSchedules)('is taken by main as it is: $kind', (offer) => {
    const saved = savedOf(draftOfNew(offer, '一条日程'));
    expect(procedures['schedules.save'].input.safeParse(saved).error?.issues ?? []).toEqual([]);
  });

  it('is one of each kind', () => {
    const kinds: readonly string[] = ['health-sweep', 'roster-sync', 'checklist-reminder', 'job-window'];
    expect(offeredSchedules.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('the editor', () => {
  it('has nothing against what is offered', () => {
    for (const offer of offeredSchedules) expect(problemsOf(draftOfNew(offer, 't'))).toEqual([]);
  });

  it.each([
    [{ title: ' ' }, 'title-missing'],
    [{ at: '' }, 'time-missing'],
    [{ every: 'weekdays', days: [] }, 'days-missing'],
    [{ every: 'hours', hours: 13 }, 'hours-range'],
    [{ every: 'hours', hours: null }, 'hours-range'],
    [{ to: '' }, 'window-missing'],
    [{ from: '10:00', to: '10:00' }, 'window-empty'],
    [{ at: '21:00' }, 'at-outside-window'],
    [{ policy: 'run-once', withinMinutes: 0 }, 'minutes-range'],
    [{ policy: 'run-once', withinMinutes: 10_081 }, 'minutes-range'],
  ] as const)('says what is wrong with %o', (change, problem) => {
    expect(problemsOf(draft(change))).toEqual([problem]);
  });

  it('refuses exactly what main would refuse', () => {
    const times = ['00:00', '08:59', '09:00', '20:59', '21:00', '23:59'];
    for (const at of times) {
      for (const [from, to] of times.flatMap((one) => times.map((other) => [one, other] as const))) {
        const candidate = draft({ at, from, to, hasWindow: true });
        const isTaken = procedures['schedules.save'].input.safeParse(savedOf(candidate)).success;
        expect([at, from, to, problemsOf(candidate).length === 0]).toEqual([at, from, to, isTaken]);
      }
    }
  });

  it('lets a window for jobs begin when it opens, and always end', () => {
    const saved = savedOf(draft({ hasWindow: false, at: '03:00', from: '08:30', to: '17:00' }, 'job-window'));
    expect(saved.window).toEqual({ from: '08:30', to: '17:00' });
    expect(saved.rule).toMatchObject({ at: '08:30' });
    expect(problemsOf(draft({ to: '' }, 'job-window'))).toEqual(['window-missing']);
  });

  it('gives back unchanged what was saved', () => {
    const rules: readonly Schedule['rule'][] = [
      { every: 'day', at: '07:05' },
      { every: 'weekdays', days: [1, 3], at: '09:00' },
      { every: 'hours', hours: 3 },
    ];
    for (const rule of rules) {
      const schedule: Schedule = {
        ...offerOf('health-sweep'),
        rule,
        scheduleId: 4,
        title: '体检',
        timeZone: 'Europe/Berlin',
        missed: { policy: 'ask' },
        isOn: true,
        createdBy: '小王',
        createdAt: 0,
        nextRunAt: null,
        isAheadOfClock: false,
        running: null,
        asking: null,
        last: null,
      };
      const { kind, title, timeZone, window, missed } = schedule;
      expect(savedOf(draftOfSaved(schedule))).toEqual({ scheduleId: 4, kind, title, rule, timeZone, window, missed });
    }
  });
});

describe('a schedule in words', () => {
  type Ruled = Pick<Schedule, 'kind' | 'rule' | 'window'>;
  const sweep = { kind: 'health-sweep', window: null } as const;
  const office = { from: '09:00', to: '18:00' };

  it.each<readonly [schedule: Ruled, chinese: string, english: string]>([
    [{ ...sweep, rule: { every: 'day', at: '08:40' } }, '每天 08:40', 'every day at 08:40'],
    [
      { ...sweep, rule: { every: 'weekdays', days: [1, 2, 3, 4, 5], at: '08:40' } },
      '每周一至周五 08:40',
      'Mon–Fri at 08:40',
    ],
    [{ ...sweep, rule: { every: 'weekdays', days: [2, 6], at: '08:40' } }, '每周二、周六 08:40', 'Tue, Sat at 08:40'],
    [
      { ...sweep, window: office, rule: { every: 'hours', hours: 2 } },
      '每 2 小时（只在 09:00–18:00 之间）',
      'every 2 hours (only within 09:00–18:00)',
    ],
    [
      { kind: 'job-window', window: office, rule: { every: 'day', at: '09:00' } },
      '每天 09:00–18:00',
      'every day, 09:00–18:00',
    ],
  ])('%o', async (schedule, chinese, english) => {
    expect(ruleText(schedule, await textsIn('zh-CN'))).toBe(chinese);
    expect(ruleText(schedule, await textsIn('en'))).toBe(english);
  });

  it('comes today, tomorrow or on a day, and in how long', async () => {
    const texts = await textsIn('zh-CN');
    expect(comingText(now + 3 * hourMs, now, texts)).toBe('今天 13:00（3 小时后）');
    expect(comingText(now + 20 * hourMs, now, texts)).toBe('明天 06:00（20 小时后）');
    expect(comingText(now + 72 * hourMs, now, texts)).toBe('11月26日 10:00（3 天后）');
  });
});

describe('a run in words', () => {
  it('says what came of it, by its kind', async () => {
    const texts = await textsIn('zh-CN');
    const detail = { checkedCount: 9, badCount: 1, warnCount: 2, unheardCount: 3 };
    expect(resultText(makeRun({ detail }), 'health-sweep', texts, now)).toBe(
      '查了 9 台：有问题 1 台，要注意 2 台；接着但没有应答 3 台',
    );
    const opened = { jobCount: 4, untilAt: now + hourMs };
    expect(resultText(makeRun({ detail: opened }), 'job-window', texts, now)).toBe('打开到 11:00，归它管的任务 4 个');
  });

  it('says why nothing came of it: a reason of its own, or an error', async () => {
    const texts = await textsIn('zh-CN');
    const missed = makeRun({ outcome: 'missed', code: 'console-off', beganAt: null });
    expect(resultText(missed, 'roster-sync', texts, now)).toBe('机群台没有开着');
    const failed = makeRun({ outcome: 'failed', code: 'disk-full' });
    expect(resultText(failed, 'roster-sync', texts, now)).toBe(texts.text('error.disk-full.cause'));
  });

  it('stands as asked until somebody answers, and as running until it is over', () => {
    const open = { outcome: null, endedAt: null } as const;
    expect(standingOfRun(makeRun({ ...open, askedAt: now, beganAt: null }))).toBe('asked');
    expect(standingOfRun(makeRun({ ...open, askedAt: now }))).toBe('running');
    expect(standingOfRun(makeRun({ outcome: 'missed' }))).toBe('missed');
  });
});
