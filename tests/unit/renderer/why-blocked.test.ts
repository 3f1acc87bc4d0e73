import { describe, expect, it } from 'vitest';
import type { SheetAct, SheetRow } from '../../../electron/contract/account-calendar.ts';
import type { JobItem } from '../../../electron/contract/jobs.ts';
import { blockedChoice } from '../../../renderer/features/groups/rename/blocked-choice.ts';
import { actsOf, partsOf, shutTogether } from '../../../renderer/features/growth-sheet/sheet-rows.ts';
import { whyWords, type Blocked } from '../../../renderer/features/growth-why/why-words.ts';
import { blockedOf } from '../../../renderer/features/jobs/item-texts.ts';
import { createTranslator, textsOf } from '../../../renderer/i18n/texts.ts';

const texts = textsOf(await createTranslator('zh-CN'), 'zh-CN');
const now = Date.parse('2026-11-22T10:00:00+08:00');
const blocked: Blocked = {
  code: 'day-cap',
  detail: { path: 'stages.S4.caps.group_rename.per_day', limit: 5, used: 5 },
  untilAt: Date.parse('2026-11-23T08:00:00+08:00'),
};

/** What is said of something that nobody knows an opening of. */
function waits(code: Blocked['code'], detail: Blocked['detail']) {
  return whyWords(texts, { code, detail, untilAt: null }, now);
}

describe('why something is blocked', () => {
  it('is said in a few words, with cause, rule, until when and cure', () => {
    const words = whyWords(texts, blocked, now);
    expect(words).toMatchObject({
      short: '今天已满',
      cause: '一天最多 5，已用 5。',
      until: '11月23日 08:00 开放',
      cure: '第二天自动继续。',
    });
    expect(words.rule).toContain('S4');
    expect(words.rule).toContain('改群名');
  });

  it('names no rule where the gate named none', () => {
    expect(whyWords(texts, { ...blocked, detail: {} }, now).rule).toBeNull();
  });

  it('tells what no time opens from what opens once somebody sees to it', () => {
    expect(whyWords(texts, { ...blocked, untilAt: null }, now).until).toBe('没有固定时间，处理好后自动继续');
    expect(whyWords(texts, { ...blocked, untilAt: null, isNever: true }, now).until).toBe('不会自动开始');
  });

  it('names whose word and whose tasks a stage waits for', () => {
    const tasks = { tasksZh: '照常登录；读完规范', tasksEn: 'log in; read the rules' };
    const words = waits('stage-closed', { stageId: 'S3', lacks: 'task, sign-off', lacksStageId: 'S3', ...tasks });
    expect(words.until).toBe('没有固定时间，还要：S3 的清单任务（保管人）, 主管签字');
    expect(words.cure).toContain('S3 的清单任务（保管人）, 主管签字（照常登录；读完规范）');
  });

  it('tells what no stage of the plan has', () => {
    expect(waits('stage-closed', { stageId: 'S4', isInNoStage: true })).toMatchObject({
      until: '这个计划的哪个阶段都不开放',
      cure: '要做这项操作，由主管换一个开放它的计划。',
    });
  });

  it('tells what comes after a rule that ends', () => {
    expect(waits('day-cap', { limit: 5, used: 5, laterCode: 'stage-closed' }).until).toBe(
      '没有固定时间，之后还有：阶段未开放',
    );
  });

  it('tells by when somebody has to log in, and when it opens then', () => {
    const [loginByAt, couldAt] = [Date.parse('2026-12-20T09:00+08:00'), Date.parse('2027-02-01T10:00+08:00')];
    const words = waits('group-cap', { lacks: 'login', loginByAt, couldAt });
    expect(words.until).toBe('只要一直有人登录（最迟 12月20日 09:00 一次），2月1日 10:00 开放');
    expect(words.cure).toContain('12月20日 09:00');
  });
});

describe('of a row of a job', () => {
  const item: JobItem = {
    itemId: 1,
    jobId: 1,
    position: 0,
    accountId: 'a',
    phoneId: 'p',
    groupId: null,
    name: '一群',
    before: '旧',
    after: '新',
    reads: null,
    verdict: 'held',
    state: 'held',
    code: 'day-cap',
    detail: blocked.detail,
    heldUntilAt: blocked.untilAt,
    verifiedBy: null,
    changedAt: 0,
    attemptCount: 0,
    isVerifyDue: false,
    waitsFor: null,
  };

  it('it is what the gate holds it for, in the plan and under way, also while the job is paused', () => {
    const held = { ...blocked, isNever: false };
    expect(blockedOf(item)).toEqual(held);
    expect(blockedOf({ ...item, state: 'planned' })).toEqual(held);
    expect(blockedOf({ ...item, waitsFor: 'job-paused' })).toEqual(held);
  });

  it('a row that its plan refuses never begins by itself', () => {
    const refused = { ...item, state: 'planned', verdict: 'blocked', code: 'human-only', heldUntilAt: null } as const;
    expect(blockedOf(refused)).toMatchObject({ code: 'human-only', isNever: true });
  });

  it('is nothing where it waits for a phone, and where it is over', () => {
    expect(blockedOf({ ...item, waitsFor: 'phone-away' })).toBeNull();
    expect(blockedOf({ ...item, state: 'done' })).toBeNull();
    expect(blockedOf({ ...item, state: 'failed', code: 'phone-lost' })).toBeNull();
  });
});

describe('of an account that a group could be renamed through', () => {
  it('it is what its plan has against it, and not that its phone is away or nobody chose a mode', () => {
    expect(blockedChoice({ standing: 'held', held: blocked })).toBe(blocked);
    expect(blockedChoice({ standing: 'waits', held: blocked })).toBe(blocked);
    expect(blockedChoice({ standing: 'away', held: blocked })).toBeNull();
    expect(blockedChoice({ standing: 'no-mode', held: blocked })).toBeNull();
    expect(blockedChoice({ standing: 'ready', held: blocked })).toBeNull();
  });

  it('a phone that is there and not fit says what is wrong with it', () => {
    const unfit: Blocked = { code: 'device-hold', detail: { faults: 'battery-low' }, untilAt: null };
    expect(blockedChoice({ standing: 'away', held: unfit })).toBe(unfit);
  });
});

const act = (
  action: SheetAct['gate']['action'],
  reason: SheetAct['gate']['reason'],
  untilAt: number | null = null,
): SheetAct => {
  const kind = reason === null ? 'allowed' : 'held';
  return {
    gate: { action, kind, reason, untilAt, path: reason === null ? null : 'p', detail: {} },
    execution: 'assisted',
    left: 1,
    limit: 2,
  };
};
const row = (custodian: string, acts: readonly SheetAct[] = []): SheetRow => ({
  accountId: custodian,
  phoneId: null,
  nickname: null,
  custodian,
  team: '',
  isPractice: false,
  startedOn: null,
  stageId: 'S4',
  effectiveStageId: 'S4',
  day: 1,
  condition: 'normal',
  tasks: [],
  ticked: [],
  acts: [...acts],
  limits: [],
  rests: [],
});

describe('on the daily sheet', () => {
  it('what is closed for the same reason until the same time stands together', () => {
    const acts = [
      act('group_rename', 'day-cap', 5),
      act('group_announcement', 'day-cap', 5),
      act('group_join', 'day-cap', 6),
      act('moments_post', null),
    ];
    const { open, shut } = actsOf(row('陈', acts), '2026-11-22');
    expect(open.map(({ gate }) => gate.action)).toEqual(['moments_post']);
    expect(shutTogether(shut).map(({ acts: found, blocked: { untilAt } }) => `${found.length} ${untilAt}`)).toEqual([
      '2 5',
      '1 6',
    ]);
  });

  it('what opens later that day may be done that day', () => {
    const later = Date.parse('2026-11-22T15:00:00+08:00');
    const acts = [act('group_rename', 'gap', later), act('group_join', 'day-cap', later + 86_400_000)];
    const { open, shut } = actsOf(row('陈', acts), '2026-11-22');
    expect([open, shut].map((found) => found.map(({ gate }) => gate.action))).toEqual([
      ['group_rename'],
      ['group_join'],
    ]);
  });

  it('accounts that nobody keeps come last, and one custodian can be looked at alone', () => {
    const rows = [row(''), row('陈'), row('李'), row('陈')];
    expect(partsOf(rows, null).map(({ custodian, rows: found }) => `${custodian} ${found.length}`)).toEqual([
      '陈 2',
      '李 1',
      ' 1',
    ]);
    expect(partsOf(rows, '李').map(({ custodian }) => custodian)).toEqual(['李']);
  });
});
