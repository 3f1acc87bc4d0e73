import type { RenameProblem, RenameRow, RenameRule, RenameVerdict } from '../../contract/group-rename.ts';
import { mayRename } from './acting-view.ts';
import { checkName, foldName, looksSame, type NameLimits } from './name-checks.ts';
import { fillTemplate, hasNumber } from './name-template.ts';
import { numberGroups } from './numbering.ts';
import type { RenamableGroup } from './renamable-group.ts';

export interface RenameGround {
  /** Every managed group that may still be there, those of the plan among them: a new name must not be another group's. */
  readonly allGroups: readonly Pick<RenamableGroup, 'groupId' | 'name'>[];
  /** Groups that no list holds any more: nobody could rename them, so their names are only told. */
  readonly goneGroups: readonly Pick<RenamableGroup, 'groupId' | 'name'>[];
  /** Names that jobs which are not over are to give, or may have given. */
  readonly promised: readonly PromisedName[];
  readonly limits: NameLimits;
  readonly now: number;
  /** Reading older than this is read again before the plan. */
  readonly freshMs: number;
  /** Groups in the order of the set that the rule numbers by; empty where it numbers by none. */
  readonly setOrder: readonly string[];
}

/** A row of a job of renames whose result is still to come, or not known. */
export interface PromisedName {
  /** Null for a group that no phone sees any more. */
  readonly groupId: string | null;
  readonly before: string;
  readonly after: string;
  readonly jobTitle: string;
}

const recentDays = 7;
const recentRenames = 2;
const dayMs = 86_400_000;

/** The verdict that each problem brings with it; those left out are words of care and stop nothing. */
const weights: Readonly<Partial<Record<RenameProblem['code'], Exclude<RenameVerdict, 'same' | 'change'>>>> = {
  'unknown-token': 'blocked',
  'token-empty': 'blocked',
  'empty-name': 'blocked',
  'hidden-character': 'blocked',
  'edge-space': 'blocked',
  'looks-same': 'blocked',
  'too-long': 'blocked',
  'forbidden-word': 'blocked',
  'duplicate-in-plan': 'blocked',
  'duplicate-of-group': 'blocked',
  'duplicate-of-job': 'blocked',
  'name-shared': 'blocked',
  'role-missing': 'blocked',
  'no-account': 'blocked',
  'identity-unsure': 'blocked',
  'not-in-set': 'blocked',
  'changed-since-job': 'blocked',
  'rename-open': 'held',
  'role-unknown': 'held',
  'size-unknown': 'held',
  'renamed-recently': 'held',
  'data-stale': 'held',
};

/**
 * What renaming these groups by this rule would do, row by row in the order given. Pure: no clock, no store. A row whose
 * name is what it is to be is `same` whatever else speaks against it; the messenger is not asked for it.
 */
export function planRenames(groups: readonly RenamableGroup[], rule: RenameRule, ground: RenameGround): RenameRow[] {
  const rows = nameGroups(groups, rule, ground).map(({ group, name, problems }): RenameRow => {
    const { groupId, name: before } = group;
    if (name === before && problems.length === 0)
      return { groupId, before, after: name, verdict: 'same', problems: [] };
    const found = [
      ...problems,
      ...checkName(name, ground.limits),
      ...checkLooks(group, name),
      ...checkGroup(group, ground),
    ];
    return { groupId, before, after: name, ...judge(found) };
  });
  return refuseDuplicates(rows, ground);
}

/** The worst that the problems bring, and what brings it first; held is what time or a reading lifts. */
function judge(problems: readonly RenameProblem[]): Pick<RenameRow, 'verdict' | 'problems'> {
  const ordered = (['blocked', 'held', 'change'] as const).flatMap((verdict) =>
    problems.filter((each) => verdictOf(each) === verdict),
  );
  const [worst] = ordered;
  return { verdict: worst === undefined ? 'change' : verdictOf(worst), problems: ordered };
}

function verdictOf({ code }: RenameProblem): Exclude<RenameVerdict, 'same'> {
  return weights[code] ?? 'change';
}

interface NamedGroup {
  readonly group: RenamableGroup;
  readonly name: string;
  readonly problems: readonly RenameProblem[];
}

function nameGroups(groups: readonly RenamableGroup[], rule: RenameRule, ground: RenameGround): NamedGroup[] {
  switch (rule.kind) {
    case 'template':
      return fromTemplate(groups, rule, ground);
    case 'replace':
      return groups.map((group) =>
        withName(
          group,
          group.name.replaceAll(rule.find, () => rule.replacement),
        ),
      );
    case 'affix':
      return groups.map((group) => withName(group, `${rule.prefix}${group.name}${rule.suffix}`));
    case 'table':
      return groups.map((group) => withName(group, rule.names[group.groupId] ?? group.name));
    case 'restore':
      return groups.map((group) => restoreName(group, rule));
  }
}

function withName(group: RenamableGroup, name: string): NamedGroup {
  return { group, name, problems: [] };
}

/** Only a group that is still called what the job called it goes back. */
function restoreName(group: RenamableGroup, rule: Extract<RenameRule, { kind: 'restore' }>): NamedGroup {
  const named = withName(group, rule.names[group.groupId] ?? group.name);
  const expected = rule.expected[group.groupId] ?? group.name;
  if (expected === group.name || named.name === group.name) return named;
  return { ...named, problems: [problem('changed-since-job', { expected, found: group.name })] };
}

function fromTemplate(
  groups: readonly RenamableGroup[],
  { template, theme, numbering }: Extract<RenameRule, { kind: 'template' }>,
  { allGroups, promised, now, setOrder }: RenameGround,
): NamedGroup[] {
  const planned = new Set(groups.map(({ groupId }) => groupId));
  const names = [
    ...allGroups.filter(({ groupId }) => !planned.has(groupId)).map(({ name }) => name),
    ...promised.filter(({ groupId }) => groupId === null || !planned.has(groupId)).map(({ after }) => after),
  ];
  const valuesOf = (group: RenamableGroup, number: string) => ({
    主题: theme,
    序号: number,
    城市: group.city,
    '日期:YYMM': yearMonth(now),
    负责人: group.custodian,
    原群名: group.name,
  });
  const [first] = groups;
  const around = first === undefined ? { before: '', after: '' } : surroundings(template, valuesOf(first, numberMark));
  const numbers = numberGroups(groups, numbering, { names, around, setOrder });
  const isNumbered = hasNumber(template);
  return groups.map((group) => {
    const number = isNumbered ? (numbers.get(group.groupId) ?? '') : numberMark;
    if (isNumbered && number === '') return { group, name: group.name, problems: [problem('not-in-set')] };
    return { group, ...fillTemplate(template, valuesOf(group, number)) };
  });
}

/** Stands for the number where what is around it is looked for; no name holds it. */
const numberMark = '\u0000';

function surroundings(template: string, values: Parameters<typeof fillTemplate>[1]) {
  const [before = '', after = ''] = fillTemplate(template, values).name.split(numberMark);
  return { before, after };
}

/** Year and month in China, two digits each. */
function yearMonth(now: number): string {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', year: '2-digit', month: '2-digit' });
  return parts.format(now).replaceAll(/\D/g, '');
}

/** What cannot be told apart on a screen cannot be read back: nobody could say whether it was done. */
function checkLooks({ name: before }: RenamableGroup, name: string): RenameProblem[] {
  return name !== before && name.trim() !== '' && looksSame(before, name) ? [problem('looks-same')] : [];
}

function checkGroup(group: RenamableGroup, { now, freshMs, promised }: RenameGround): RenameProblem[] {
  const open = promised.find(({ groupId }) => groupId === group.groupId);
  const recent = group.renamedAt.filter((at) => at > now - recentDays * dayMs);
  const ageMs = group.readAt === null ? null : now - group.readAt;
  return [
    ...(group.hasAccount ? [] : [problem('no-account')]),
    ...(group.isIdentitySure ? [] : [problem('identity-unsure')]),
    ...(group.isOnlyLikely ? [problem('identity-likely')] : []),
    ...(group.isNameShared ? [problem('name-shared', { name: group.name })] : []),
    ...(open === undefined ? [] : [problem('rename-open', { job: open.jobTitle, target: open.after })]),
    ...checkRole(group),
    ...(recent.length >= recentRenames
      ? [problem('renamed-recently', { count: recent.length, untilAt: freeAgainAt(recent) })]
      : []),
    ...(ageMs === null || ageMs > freshMs ? [problem('data-stale', { ageMs: ageMs ?? -1 })] : []),
  ];
}

function checkRole({ role, memberCount, hasAccount }: RenamableGroup): RenameProblem[] {
  if (!hasAccount || mayRename(role, memberCount)) return [];
  if (role === null) return [problem('role-unknown')];
  return memberCount === null ? [problem('size-unknown')] : [problem('role-missing')];
}

/** When so many of the renames have left the window that one more is free. */
function freeAgainAt(recent: readonly number[]): number {
  const leaves = recent.toSorted((left, right) => left - right).at(-recentRenames) ?? 0;
  return leaves + recentDays * dayMs;
}

/**
 * Refuses new names that another group has or gets. A name that a group of the plan is to leave is taken as well: rows are
 * carried out in any order and each may fail, and two groups of one name cannot be told apart on a phone. That of a group which is
 * gone is told.
 */
function refuseDuplicates(rows: readonly RenameRow[], ground: RenameGround): RenameRow[] {
  const moving = rows.filter(({ verdict }) => verdict === 'change');
  const holders = Map.groupBy(ground.allGroups, ({ name }) => foldName(name));
  const gone = Map.groupBy(ground.goneGroups, ({ name }) => foldName(name));
  const promises = Map.groupBy(ground.promised, ({ after }) => foldName(after));
  const wishes = Map.groupBy(moving, ({ after }) => foldName(after));
  return rows.map((row): RenameRow => {
    if (row.verdict !== 'change') return row;
    const isOther = ({ groupId }: { readonly groupId: string | null }): boolean => groupId !== row.groupId;
    const name = foldName(row.after);
    const twin = wishes.get(name)?.find(isOther);
    const holder = holders.get(name)?.find(isOther);
    const promise = promises.get(name)?.find(isOther);
    const past = gone.get(name)?.find(isOther);
    const found = [
      ...(twin === undefined ? [] : [problem('duplicate-in-plan', { other: twin.before })]),
      ...(holder === undefined ? [] : [problem('duplicate-of-group', { other: holder.name })]),
      ...(promise === undefined ? [] : [problem('duplicate-of-job', { job: promise.jobTitle, other: promise.before })]),
      ...(past === undefined ? [] : [problem('duplicate-of-gone', { other: past.name })]),
    ];
    return { ...row, ...judge([...row.problems, ...found]) };
  });
}

function problem(code: RenameProblem['code'], params: RenameProblem['params'] = {}): RenameProblem {
  return { code, params };
}
