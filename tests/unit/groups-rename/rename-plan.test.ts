import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RenameRule } from '../../../electron/contract/group-rename.ts';
import { foldName } from '../../../electron/groups/rename/name-checks.ts';
import type { RenamableGroup } from '../../../electron/groups/rename/renamable-group.ts';
import { planRenames, type RenameGround } from '../../../electron/groups/rename/rename-plan.ts';
import { planRestore } from '../../../electron/groups/rename/restore-names.ts';

const now = Date.UTC(2026, 10, 22, 3);
const dayMs = 86_400_000;

function group(groupId: string, name: string, changes: Partial<RenamableGroup> = {}): RenamableGroup {
  return {
    groupId,
    name,
    memberCount: 80,
    role: 'owner',
    city: '杭州',
    custodian: '小王',
    firstSeenAt: now - 90 * dayMs,
    readAt: now - 3_600_000,
    renamedAt: [],
    hasAccount: true,
    isIdentitySure: true,
    isOnlyLikely: false,
    isNameShared: false,
    ...changes,
  };
}

const to = (name: string): RenameRule => ({ kind: 'table', names: { a: name } });

function groundOf(groups: readonly RenamableGroup[], changes: Partial<RenameGround> = {}): RenameGround {
  const limits = { warnOver: 30, blockOver: 32, forbiddenWords: ['官方', '国家级'] };
  return { allGroups: groups, goneGroups: [], promised: [], limits, now, freshMs: dayMs, setOrder: [], ...changes };
}

const template = (text: string, numbering: Partial<Extract<RenameRule, { kind: 'template' }>['numbering']> = {}) =>
  ({
    kind: 'template',
    template: text,
    theme: '团购',
    numbering: { start: 1, step: 1, padding: 2, order: 'given', ...numbering },
  }) as const satisfies RenameRule;

function namesOf(groups: readonly RenamableGroup[], rule: RenameRule, ground = groundOf(groups)): string[] {
  return planRenames(groups, rule, ground).map(({ after }) => after);
}

function codesOf(one: RenamableGroup, rule: RenameRule, others: readonly RenamableGroup[] = []): string[] {
  const [row] = planRenames([one], rule, groundOf([one, ...others]));
  return row?.problems.map(({ code }) => code) ?? [];
}

describe('names from a template', () => {
  const groups = [group('a', '三群'), group('b', '一群'), group('c', '二群')];

  it('fills every token', () => {
    const rule = template('{主题}{序号}·{城市}{日期:YYMM}·{负责人}·{原群名}');
    expect(namesOf([group('a', '老群')], rule)).toEqual(['团购01·杭州2611·小王·老群']);
  });

  it('numbers in the order given, with start, step and padding', () => {
    expect(namesOf(groups, template('{主题}{序号}', { start: 8, step: 2, padding: 3 }))).toEqual([
      '团购008',
      '团购010',
      '团购012',
    ]);
  });

  it('numbers by name as a person sorts it, and keeps the rows where they are', () => {
    const numbered = [group('a', '团购10群'), group('b', '团购9群'), group('c', '团购1群')];
    expect(namesOf(numbered, template('甲{序号}', { order: 'name', padding: 1 }))).toEqual(['甲3', '甲2', '甲1']);
  });

  it('numbers the largest first', () => {
    const sized = [group('a', '小', { memberCount: 5 }), group('b', '大', { memberCount: 90 })];
    expect(namesOf(sized, template('甲{序号}', { order: 'size', padding: 1 }))).toEqual(['甲2', '甲1']);
  });

  it('numbers in the order of a set, and refuses a group that is not in it', () => {
    const rule = template('甲{序号}', { order: 'set', setId: 7, padding: 1 });
    const rows = planRenames(groups, rule, groundOf(groups, { setOrder: ['c', 'x', 'a'] }));
    expect(rows.map(({ after, verdict }) => `${after} ${verdict}`)).toEqual([
      '甲2 change',
      '一群 blocked',
      '甲1 change',
    ]);
    expect(rows[1]?.problems.map(({ code }) => code)).toContain('not-in-set');
  });

  it('goes on behind the highest number of the groups that are not in the plan', () => {
    const others = [group('x', '团购07群'), group('y', '团购12群'), group('z', '团购99店')];
    const rule = template('{主题}{序号}群', { start: 'continue' });
    expect(namesOf(groups.slice(0, 2), rule, groundOf([...groups, ...others]))).toEqual(['团购13群', '团购14群']);
  });

  it('goes on behind the numbers that jobs which are not over are to give', () => {
    const promised = [{ groupId: 'x', before: '旧群', after: '团购20群', jobTitle: '换主题' }];
    const rule = template('{主题}{序号}群', { start: 'continue' });
    expect(namesOf(groups.slice(0, 1), rule, groundOf(groups, { promised }))).toEqual(['团购21群']);
  });

  it('begins at one where no group carries a number yet', () => {
    expect(namesOf(groups.slice(0, 1), template('{主题}{序号}群', { start: 'continue' }))).toEqual(['团购01群']);
  });

  it('refuses a token that it does not know, and one that the group has no value for', () => {
    expect(codesOf(group('a', '老群'), template('{主题}{编号}'))).toContain('unknown-token');
    expect(codesOf(group('a', '老群', { city: '' }), template('{城市}群'))).toContain('token-empty');
    expect(codesOf(group('a', '老群'), template('团购{序号'))).toContain('unknown-token');
  });
});

describe('other ways to a name', () => {
  it('replaces every occurrence, taking both texts as they are', () => {
    const rule = { kind: 'replace', find: '.', replacement: '$&' } as const;
    expect(namesOf([group('a', '1.2.3')], rule)).toEqual(['1$&2$&3']);
  });

  it('puts words before and behind', () => {
    expect(namesOf([group('a', '老群')], { kind: 'affix', prefix: '杭州', suffix: '①' })).toEqual(['杭州老群①']);
  });

  it('takes names by group and leaves the others as they are', () => {
    const rows = planRenames([group('a', '甲'), group('b', '乙')], { kind: 'table', names: { a: '丙' } }, groundOf([]));
    expect(rows.map(({ after, verdict }) => [after, verdict])).toEqual([
      ['丙', 'change'],
      ['乙', 'same'],
    ]);
  });
});

describe('what speaks against a name', () => {
  it.each([
    ['', 'empty-name'],
    ['  ', 'empty-name'],
    [' 团购', 'edge-space'],
    ['团\u0007购', 'hidden-character'],
    ['团\u200B购', 'hidden-character'],
    ['团\u202E购', 'hidden-character'],
    ['团\u2800购', 'hidden-character'],
    ['团\u3164购', 'hidden-character'],
    ['团\u{E0041}购', 'hidden-character'],
    ['晨跑\uDE00群', 'hidden-character'],
    ['官方团购', 'forbidden-word'],
    ['团'.repeat(33), 'too-long'],
  ])('blocks %j: %s', (name, code) => {
    const [row] = planRenames([group('a', '老群')], to(name), groundOf([]));
    expect(row?.problems.map((problem) => problem.code)).toContain(code);
    expect(row?.verdict).toBe('blocked');
  });

  it.each([
    ['团'.repeat(31), 'long'],
    ['团购👨‍👩‍👧群', 'wide-characters'],
    ['团购👩🏽‍🚀❤️群', 'wide-characters'],
    ['团购🏴󠁧󠁢󠁥󠁮󠁧󠁿群', 'wide-characters'],
  ])('only warns of %j: %s', (name, code) => {
    const [row] = planRenames([group('a', '老群')], to(name), groundOf([]));
    expect(row?.problems.map((problem) => problem.code)).toEqual([code]);
    expect(row?.verdict).toBe('change');
  });

  it('counts an emoji of several parts as one character', () => {
    expect(codesOf(group('a', '老群'), to(`${'团'.repeat(29)}👨‍👩‍👧`))).toEqual(['wide-characters']);
  });

  it('takes a key of a phone, which is a digit with marks, for no hidden character', () => {
    expect(codesOf(group('a', '老群'), to('团购1\uFE0F\u20E3群'))).not.toContain('hidden-character');
  });

  it('says of emoji how many characters a phone may count', () => {
    const [row] = planRenames([group('a', '老群')], to('👨‍👩‍👧'.repeat(16)), groundOf([]));
    expect(row?.problems).toEqual([{ code: 'wide-characters', params: { length: 16, units: 128 } }]);
  });

  it('refuses half of an emoji that a replacement left', () => {
    const rule = { kind: 'replace', find: '\uD83D', replacement: '' } as const;
    expect(codesOf(group('a', '晨跑😀群'), rule)).toContain('hidden-character');
  });

  it.each([
    ['晨跑群 ', '晨跑群'],
    ['晨跑 群', '晨跑群'],
    ['晨跑\u200B群', '晨跑群'],
    ['晨跑群', '晨\u3000跑群'],
  ])('refuses %j to %j, which nobody could read back', (before, after) => {
    const [row] = planRenames([group('a', before)], to(after), groundOf([]));
    expect(row?.problems.map(({ code }) => code)).toContain('looks-same');
    expect(row?.verdict).toBe('blocked');
  });

  it('lets letters change in case and width, which a screen shows', () => {
    const one = group('a', 'vip群');
    expect(planRenames([one], to('ＶＩＰ群'), groundOf([one]))[0]?.verdict).toBe('change');
  });

  it('finds a forbidden word in letters of another width', () => {
    const ground = groundOf([], { limits: { warnOver: 30, blockOver: 32, forbiddenWords: ['best'] } });
    expect(planRenames([group('a', '老群')], to('ＢＥＳＴ团'), ground)[0]?.verdict).toBe('blocked');
  });
});

describe('what speaks against a group', () => {
  const rule: RenameRule = { kind: 'affix', prefix: '新', suffix: '' };

  it('lets an ordinary member rename up to a hundred members and no more', () => {
    expect(codesOf(group('a', '群', { role: 'member', memberCount: 100 }), rule)).toEqual([]);
    expect(codesOf(group('a', '群', { role: 'member', memberCount: 101 }), rule)).toEqual(['role-missing']);
    expect(codesOf(group('a', '群', { role: 'admin', memberCount: 400 }), rule)).toEqual([]);
  });

  it('holds what has not been read', () => {
    const unread = group('a', '群', { role: null, memberCount: null, readAt: null });
    const [row] = planRenames([unread], rule, groundOf([unread]));
    expect(row?.problems.map(({ code }) => code)).toEqual(['role-unknown', 'data-stale']);
    expect(row?.verdict).toBe('held');
  });

  it('holds a group renamed twice within seven days, until the first of the two leaves the window', () => {
    const renamedAt = [now - 6 * dayMs, now - 2 * dayMs];
    const [row] = planRenames([group('a', '群', { renamedAt })], rule, groundOf([]));
    expect(row?.problems).toEqual([{ code: 'renamed-recently', params: { count: 2, untilAt: now + dayMs } }]);
    expect(row?.verdict).toBe('held');
  });

  it('holds a group that was read more than a day ago', () => {
    expect(codesOf(group('a', '群', { readAt: now - 25 * 3_600_000 }), rule)).toEqual(['data-stale']);
  });

  it('blocks a group without an own account, and one that may be two', () => {
    expect(codesOf(group('a', '群', { hasAccount: false }), rule)).toEqual(['no-account']);
    expect(codesOf(group('a', '群', { isIdentitySure: false }), rule)).toEqual(['identity-unsure']);
  });

  it('blocks a group whose account lists another one of that name', () => {
    expect(codesOf(group('a', '群', { isNameShared: true }), rule)).toEqual(['name-shared']);
  });

  it('holds a group that a job is to rename, and says which', () => {
    const one = group('a', '群');
    const promised = [{ groupId: 'a', before: '群', after: '别的群', jobTitle: '换主题' }];
    const [row] = planRenames([one], rule, groundOf([one], { promised }));
    expect(row).toMatchObject({
      verdict: 'held',
      problems: [{ code: 'rename-open', params: { job: '换主题', target: '别的群' } }],
    });
  });

  it('says of a group that is named so already only that', () => {
    const stale = group('a', '群', { readAt: null });
    const [row] = planRenames([stale], { kind: 'table', names: { a: '群' } }, groundOf([stale]));
    expect(row).toMatchObject({ verdict: 'same', problems: [] });
  });
});

describe('two groups of one name', () => {
  it('blocks both rows that want the same name', () => {
    const rows = planRenames(
      [group('a', '甲'), group('b', '乙')],
      { kind: 'table', names: { a: '丙', b: '丙' } },
      groundOf([]),
    );
    expect(rows.map(({ verdict }) => verdict)).toEqual(['blocked', 'blocked']);
  });

  it('blocks the name of a group outside of the plan, its width and case aside', () => {
    expect(codesOf(group('a', '甲'), { kind: 'table', names: { a: 'vip 群' } }, [group('x', 'ＶＩＰ群')])).toEqual([
      'duplicate-of-group',
    ]);
  });

  it('blocks a name that differs from another group’s only in what cannot be seen', () => {
    expect(codesOf(group('a', '甲'), to('晨跑群'), [group('x', '晨跑\u200B 群')])).toEqual(['duplicate-of-group']);
  });

  it('blocks a name that a job is to give another group, and names the job', () => {
    const one = group('a', '甲');
    const promised = [{ groupId: 'x', before: '乙', after: 'ＶＩＰ群', jobTitle: '换主题' }];
    const [row] = planRenames([one], to('vip群'), groundOf([one], { promised }));
    expect(row).toMatchObject({
      verdict: 'blocked',
      problems: [{ code: 'duplicate-of-job', params: { job: '换主题', other: '乙' } }],
    });
  });

  it('blocks a name that a group has which no phone sees any more, as a job may just have given it', () => {
    const one = group('a', '甲');
    const promised = [{ groupId: null, before: '乙', after: '丙', jobTitle: '换主题' }];
    expect(planRenames([one], to('丙'), groundOf([one], { promised }))[0]?.verdict).toBe('blocked');
  });

  it('lets a group have the name of one that is gone, and tells it', () => {
    const one = group('a', '甲');
    const goneGroups = [{ groupId: 'x', name: '团购1群' }];
    expect(planRenames([one], to('团购1群'), groundOf([one], { goneGroups }))).toMatchObject([
      { verdict: 'change', problems: [{ code: 'duplicate-of-gone', params: { other: '团购1群' } }] },
    ]);
  });

  it('counts on as if a group that is gone had no number', () => {
    const one = group('a', '甲');
    const ground = groundOf([one, group('b', '团购1群')], { goneGroups: [{ groupId: 'x', name: '团购7群' }] });
    const rule = template('{主题}{序号}群', { start: 'continue', padding: 1 });
    expect(namesOf([one], rule, ground)).toEqual(['团购2群']);
  });

  it('refuses to let two groups exchange their names, each naming the other', () => {
    const groups = [group('a', '甲'), group('b', '乙')];
    const rows = planRenames(groups, { kind: 'table', names: { a: '乙', b: '甲' } }, groundOf(groups));
    expect(rows.map(({ problems }) => problems)).toEqual([
      [{ code: 'duplicate-of-group', params: { other: '乙' } }],
      [{ code: 'duplicate-of-group', params: { other: '甲' } }],
    ]);
  });

  it('of a chain lets only the group move whose new name is free now', () => {
    const groups = [group('a', '1群'), group('b', '2群'), group('c', '3群')];
    const names = { a: '2群', b: '3群', c: '4群' };
    const rows = planRenames(groups, { kind: 'table', names }, groundOf(groups));
    expect(rows.map(({ verdict }) => verdict)).toEqual(['blocked', 'blocked', 'change']);
    const after = groups.map((each, place) => ({
      ...each,
      name: rows[place]?.verdict === 'change' ? '4群' : each.name,
    }));
    expect(planRenames(after, { kind: 'table', names }, groundOf(after)).map(({ verdict }) => verdict)).toEqual([
      'blocked',
      'change',
      'same',
    ]);
  });

  it('never has two managed groups of one name, whatever is asked for and whichever rows are carried out first', () => {
    const nameArbitrary = constantFrom('甲', '乙', '丙', 'ＶＩＰ', 'vip', '官方', '');
    const arbitrary = array(record({ before: constantFrom('甲', '乙', '丙', '丁', '戊'), after: nameArbitrary }), {
      maxLength: 6,
    });
    assert(
      property(arbitrary, integer({ min: 0, max: 6 }), (pairs, plannedCount) => {
        const unique = pairs.filter(({ before }, at) => pairs.findIndex((pair) => pair.before === before) === at);
        const groups = unique.map(({ before }, at) => group(`g${at}`, before));
        const names = Object.fromEntries(unique.map(({ after }, at) => [`g${at}`, after]));
        const rows = planRenames(groups.slice(0, plannedCount), { kind: 'table', names }, groundOf(groups));
        const moving = rows.filter(({ verdict }) => verdict === 'change');
        for (const row of moving) {
          const others = groups.filter(({ groupId }) => groupId !== row.groupId).map(({ name }) => name);
          const wishes = moving.filter(({ groupId }) => groupId !== row.groupId).map(({ after }) => after);
          expect([...others, ...wishes].map(foldName)).not.toContain(foldName(row.after));
        }
      }),
    );
  });
});

describe('a plan that takes a job back', () => {
  const rows = [
    { groupId: 'a', before: '旧一', after: '新一' },
    { groupId: 'b', before: '旧二', after: '新二' },
  ];

  it('gives every group the name that it had before', () => {
    expect(namesOf([group('a', '新一'), group('b', '新二')], planRestore(rows))).toEqual(['旧一', '旧二']);
  });

  it('refuses a group that somebody renamed since, with both names', () => {
    const [first, second] = planRenames(
      [group('a', '别的'), group('b', '新二')],
      planRestore(rows),
      groundOf([group('a', '别的'), group('b', '新二')]),
    );
    expect(first).toMatchObject({
      verdict: 'blocked',
      problems: [{ code: 'changed-since-job', params: { expected: '新一', found: '别的' } }],
    });
    expect(second?.verdict).toBe('change');
  });

  it('leaves a group alone that is called so again already', () => {
    expect(planRenames([group('a', '旧一')], planRestore(rows), groundOf([]))).toMatchObject([{ verdict: 'same' }]);
  });

  it('goes behind all rows of a group that the job renamed twice', () => {
    const twice = [...rows, { groupId: 'a', before: '新一', after: '新新一' }];
    expect(planRestore(twice)).toMatchObject({ names: { a: '旧一' }, expected: { a: '新新一' } });
  });
});
