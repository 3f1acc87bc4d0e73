import { beforeAll, describe, expect, it } from 'vitest';
import { rulesOf } from '../../../electron/accounts/plans/plan-rules.ts';
import type { TimelineEntry } from '../../../electron/contract/account-timeline.ts';
import { groupActs } from '../../../renderer/features/growth/account/act-groups.ts';
import { byDay } from '../../../renderer/features/growth/account/timeline-days.ts';
import { endText, entryText, holdText, undoneText } from '../../../renderer/features/growth/account/timeline-words.ts';
import { inForce } from '../../../renderer/features/growth/account/hand-log.ts';
import { gateWords } from '../../../renderer/features/growth/words/gate-words.ts';
import {
  earliestOf,
  needLines,
  needsInShort,
  needText,
  type Need,
} from '../../../renderer/features/growth/words/need-words.ts';
import { ruleText } from '../../../renderer/features/growth/words/rule-words.ts';
import { createTranslator, textsOf, type Texts } from '../../../renderer/i18n/texts.ts';
import { shipped } from '../accounts-plans/shipped.ts';
import { allowed, held } from './sample-card.ts';

/** Noon in China. */
const now = Date.UTC(2026, 10, 22, 4);
const hourMs = 3_600_000;
const han = /\p{Script=Han}/u;
let zh: Texts;
let en: Texts;

const need = (change: Partial<Need>): Need => {
  return {
    kind: 'day',
    path: 'stages.S4.day_from',
    earliestOn: null,
    taskId: null,
    done: null,
    needed: null,
    ...change,
  };
};

const entry = (change: Partial<TimelineEntry>): TimelineEntry => {
  return { key: 'tick:1', at: now, kind: 'tick', what: 'profile', by: '王芳', text: '', ...change };
};

const names = { taskNames: { profile: { zh: '补齐头像', en: 'fill in' } }, phoneNameOf: () => '2 号' };

const read = (change: Partial<TimelineEntry>): string => entryText(zh, entry(change), names);

beforeAll(async () => {
  const translator = await createTranslator('zh-CN');
  zh = textsOf(translator, 'zh-CN');
  en = textsOf(translator, 'en');
});

describe('a warning that a job met', () => {
  it('is told by what the screen said', () => {
    const met = { kind: 'signal', what: 'feature_ban', by: '', text: 'account-limited' } as const;
    expect(read(met)).toContain('账号受限');
    expect(read(met)).not.toContain('account-limited');
  });

  it('leaves the words of a person as they are', () => {
    expect(read({ kind: 'signal', what: 'feature_ban', text: 'ok' })).toContain('ok');
  });
});

describe('an act that was logged by hand', () => {
  const act = { kind: 'hand-act', what: 'group_rename' } as const;
  const undone = { at: now - hourMs, by: '班组长', reason: '', amount: 2 };

  it('says how much, and what a correction corrects', () => {
    expect(read({ ...act, act: { amount: 5, before: null } }).trim()).toBe('改群名 5 个');
    expect(read({ ...act, act: { amount: 2, before: 5 } }).trim()).toBe('改群名 2 个（更正，原来记 5 个）');
    expect(read({ ...act, act: { amount: 0, before: 2 } }).trim()).toBe('撤掉登记的改群名 2 个');
  });

  it('says to how much it was corrected, or that it was taken back', () => {
    const corrected = entry({ ...act, act: { amount: 5, before: null }, undone });
    expect(undoneText(zh, corrected, now)).toBe('班组长 在 11:00 更正为 2 个');
    expect(undoneText(zh, { ...corrected, undone: { ...undone, amount: 0 } }, now)).toBe('班组长 在 11:00 撤掉了');
    expect(undoneText(zh, entry(act), now)).toBe('');
  });
});

describe('what was withdrawn', () => {
  it('says so beside what was entered, with the reason', () => {
    const undone = { at: now, by: '班组长', reason: '点错了账号', amount: null };
    const signal = entry({ kind: 'signal', what: 'feature_ban', undone });
    expect(undoneText(zh, signal, now)).toBe('班组长 在 12:00 撤销：点错了账号');
  });

  it('names what it took back', () => {
    const taken = { kind: 'withdrawal', what: 'login_restricted', text: '点错了账号' } as const;
    const name = zh.text('growth.signal.login_restricted');
    expect(read({ ...taken, fact: 'signal' })).toBe(`撤销信号：${name}（点错了账号）`);
    expect(read({ ...taken, what: 'S4', fact: 'sign-off' })).toBe('撤销签字：S4（点错了账号）');
    expect(read({ ...taken, what: 'new-phone', fact: 'restart' })).toContain(zh.text('growth.event.new-phone'));
  });
});

describe('a rule in words', () => {
  it('is there for every rule of the shipped plan, in both languages', () => {
    const paths = [...rulesOf(shipped).keys()];
    expect(paths.length).toBeGreaterThan(300);
    expect(paths.filter((path) => !han.test(ruleText(zh, path)))).toEqual([]);
    expect(paths.filter((path) => han.test(ruleText(en, path)) || ruleText(en, path).includes('_'))).toEqual([]);
  });

  it('says stage, act and stretch of a cap', () => {
    expect(ruleText(zh, 'stages.S4.caps.group_rename.per_day')).toBe('S4 · 改群名 · 每天的上限');
    expect(ruleText(en, 'rest_windows.night')).toBe('Rest window · night');
  });

  it('is the path itself where nobody knows the rule', () => {
    expect(ruleText(zh, 'new_rules.of_tomorrow')).toBe('new_rules.of_tomorrow');
  });
});

describe('the gate in words', () => {
  it('says nothing more of what is allowed', () => {
    expect(gateWords(zh, allowed('group_rename'), now)).toEqual({ verdict: '可以', why: null });
  });

  it('says what, why, until when, by which rule and what to do of what is held', () => {
    expect(gateWords(zh, held('group_rename', now + hourMs), now)).toEqual({
      verdict: '要等',
      why: {
        short: '今天已满',
        cause: '一天最多 5，已用 5。',
        cure: '第二天自动继续。',
        until: '13:00 开放',
        rule: 'S4 · 改群名 · 每天的上限',
      },
    });
  });

  it('says that nobody knows when, or that waiting does not help', () => {
    const never = held('group_rename', null, { kind: 'never', reason: 'human-only' });
    expect(gateWords(zh, held('group_rename', null), now).why?.until).toBe(zh.text('why.until-unknown'));
    expect(gateWords(zh, never, now).why?.until).toBe(zh.text('why.never'));
  });

  it('names faults of a phone and rest windows, not their codes', () => {
    const fault = held('group_rename', null, { reason: 'device-hold', detail: { faults: 'battery-low, clock-off' } });
    const night = held('group_rename', null, { reason: 'rest-window', detail: { windowId: 'night' } });
    expect(gateWords(zh, fault, now).why?.cause).toContain('电量低, 时间不准');
    expect(gateWords(en, night, now).why?.cause).toContain('night');
    expect(gateWords(zh, night, now).why?.cause).toContain('夜间');
  });
});

describe('what the next stage lacks', () => {
  const needs = [
    need({ kind: 'day', earliestOn: '2026-11-24' }),
    need({ kind: 'health', earliestOn: '2026-11-26' }),
    need({ kind: 'task', taskId: 'profile', done: 0, needed: 1 }),
    need({ kind: 'task', taskId: 'security', done: 0, needed: 1 }),
    need({ kind: 'sign-off' }),
  ];

  it('is counted and dated by the last of its days for a card', () => {
    expect(earliestOf(needs)).toBe('2026-11-26');
    expect(needsInShort(zh, needs)).toBe('天数 · 健康天数 · 签字 · 2 项任务 · 最早 11月26日');
  });

  it('is said once where two rules ask for it alike, with both', () => {
    const twice = [need({ path: 'stages.S4.day_from' }), need({ path: 'stages.S3.exit_gate.0' })];
    expect(needLines(zh, twice, [])).toEqual([
      { words: '天数还不够。', kind: 'day', paths: ['stages.S4.day_from', 'stages.S3.exit_gate.0'] },
    ]);
  });

  it('is a sentence each for the account’s page, the task by its name', () => {
    const item = { taskId: 'profile', text: { zh: '补齐头像', en: 'fill in the picture' } };
    const checklist = [
      {
        ...item,
        stageId: 'S1',
        frequency: 'once',
        isRequired: true,
        proof: null,
        state: 'due',
        dueOn: null,
        tick: null,
      },
    ] as const;
    expect(needText(zh, needs[2] ?? need({}), [...checklist])).toBe('任务：补齐头像（0 / 1）。');
    expect(needText(en, needs[0] ?? need({}), [])).toBe('Not enough days yet. 24 Nov at the earliest.');
  });
});

describe('the timeline', () => {
  it('stands by the days of the plan, which turn over in China wherever the desk is', () => {
    const entries = [Date.UTC(2026, 10, 22, 16), Date.UTC(2026, 10, 22, 15, 59), Date.UTC(2026, 10, 22, 15)];
    const days = byDay(entries.map((at) => entry({ at })));
    expect(days.map(({ day, entries: own }) => `${day} ${own.length}`)).toEqual(['2026-11-23 1', '2026-11-22 2']);
  });

  it('says each thing by its name, with what somebody wrote', () => {
    expect(read({})).toBe('补齐头像');
    expect(read({ text: '编号 7' })).toBe('补齐头像（编号 7）');
    expect(read({ kind: 'held', what: 'day-cap', text: '改群名：一群' })).toBe('改群名：一群：今天已满');
    expect(read({ kind: 'move', what: 'phone-2' })).toBe('换到 2 号');
    expect(read({ kind: 'waiver', what: 'lunch', text: '客户在等' })).toBe('跳过一次午休：客户在等');
    expect(read({ kind: 'restart', what: 'first-unblock' }).trim()).toBe('第一次解封');
  });
});

describe('a change in the timeline', () => {
  it('says what was there before and after, with days and modes in words', () => {
    const mode = { kind: 'mode', what: 'mode', change: { before: 'auto', after: 'manual' } } as const;
    expect(read(mode)).toBe('执行方式：自动 → 人工');
    const start = { kind: 'fields', what: 'started-on', change: { before: null, after: '2026-11-22' } } as const;
    expect(read(start)).toBe('开始日期：— → 11月22日');
  });

  it('says until when it holds and how it is known, and nothing where nobody knows', () => {
    const untilAt = Date.parse('2026-11-23T08:00:00+08:00');
    expect(endText(zh, entry({ kind: 'plan', untilAt }), now)).toBe('到 11月23日 08:00 为止');
    expect(endText(zh, entry({ kind: 'move', how: 'said' }), now)).toBe('由人说明');
    expect(endText(zh, entry({ kind: 'move', how: 'former' }), now)).toBe('');
  });
});

describe('what the gate held back', () => {
  const hold = {
    path: 'stages.S4.caps.group_rename.per_day',
    untilAt: now + 20 * hourMs,
    endedAt: now + 21 * hourMs,
    ending: 'opened',
  } as const;

  it('names the rule, until when it said, and when it let it pass', () => {
    expect(holdText(zh, hold, now)).toBe(
      '规则：S4 · 改群名 · 每天的上限 · 说是 11月23日 08:00 开放 · 11月23日 09:00 放行',
    );
  });

  it('says so while it is still held, and where nobody knew until when', () => {
    expect(holdText(zh, { path: null, untilAt: null, endedAt: null, ending: null }, now)).toBe('还拦着');
  });

  it.each(['opened', 'other', 'refused', 'called-off'] as const)('has words for its end: %s', (ending) => {
    for (const texts of [zh, en]) expect(holdText(texts, { ...hold, ending }, now)).not.toContain('growth.');
  });
});

describe('the hand log', () => {
  const act = { action: 'group_rename', groupId: null, note: '', loggedBy: '王芳', loggedAt: now } as const;
  const log = [
    { ...act, handActId: 1, at: now - 2 * hourMs, amount: 5, corrects: null },
    { ...act, handActId: 2, at: now - hourMs, amount: 3, corrects: null },
    { ...act, handActId: 3, at: now - 2 * hourMs, amount: 0, corrects: 1 },
  ];

  it('shows each entry as it was corrected last', () => {
    expect(inForce(log).map(({ handActId }) => handActId)).toEqual([2, 3]);
  });
});

describe('acts of which the gate says the same', () => {
  it('stand together, with their rule where it is the same one', () => {
    const night = { reason: 'rest-window', path: 'rest_windows.night', detail: { windowId: 'night' } } as const;
    const gate = [
      held('group_rename', now, night),
      allowed('group_announcement'),
      held('group_owner_transfer', now, night),
      held('group_member_remove', now + hourMs, night),
    ];
    const groups = groupActs(gate).map(({ views, path }) => [views.map(({ action }) => action), path]);
    expect(groups).toEqual([
      [['group_rename', 'group_owner_transfer'], 'rest_windows.night'],
      [['group_announcement'], null],
      [['group_member_remove'], 'rest_windows.night'],
    ]);
  });

  it('keep their own rules where these differ', () => {
    const gate = [held('group_rename', null), held('group_announcement', null)];
    expect(groupActs(gate)).toMatchObject([{ path: null, views: [{}, {}] }]);
  });
});
