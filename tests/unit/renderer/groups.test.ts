import { describe, expect, it } from 'vitest';
import type { GroupRow } from '../../../electron/contract/group-book.ts';
import type { RenamePreviewRow } from '../../../electron/contract/group-rename.ts';
import {
  countProblems,
  newDraft,
  staleIds,
  withGroups,
  withoutGroup,
} from '../../../renderer/features/groups/rename/rename-draft.ts';
import { draftOf, isFilled, ruleKinds, withName } from '../../../renderer/features/groups/rename/rule-drafts.ts';
import { addGroups, moveGroup, sortByName } from '../../../renderer/features/groups/sets/set-draft.ts';

const now = Date.UTC(2026, 10, 22);
const hourMs = 3_600_000;

function group(groupId: string, changes: Partial<GroupRow> = {}): GroupRow {
  return {
    groupId,
    name: groupId,
    memberCount: 10,
    role: 'owner',
    phoneIds: ['p'],
    viewCount: 1,
    strength: 'certain',
    isListed: true,
    infoReadAt: now,
    roster: null,
    city: '',
    custodian: '',
    note: '',
    isCompanyRun: false,
    renamedAt: null,
    setIds: [],
    ...changes,
  };
}

function row(groupId: string, ...codes: readonly RenamePreviewRow['problems'][number]['code'][]): RenamePreviewRow {
  const problems = codes.map((code) => ({ code, params: {} }));
  return { groupId, before: groupId, after: 'x', verdict: 'blocked', problems, via: null, choices: [] };
}

describe('a renaming on its way', () => {
  it('takes groups in behind those that it has, none twice, and leaves groups out', () => {
    const draft = withGroups(newDraft(['a', 'b'], '改名'), ['b', 'c']);
    expect(draft.groupIds).toEqual(['a', 'b', 'c']);
    expect(withoutGroup(draft, 'b').groupIds).toEqual(['a', 'c']);
  });

  it('wants groups read that nobody read for a day, but not those that no phone lists', () => {
    const groups = [
      group('fresh', { infoReadAt: now - hourMs }),
      group('old', { infoReadAt: now - 25 * hourMs }),
      group('never', { infoReadAt: null }),
      group('gone', { infoReadAt: null, isListed: false }),
    ];
    expect(staleIds(groups, now)).toEqual(['old', 'never']);
  });

  it('counts each kind of problem once, the most frequent first, a row once however often it has it', () => {
    const rows = [
      row('a', 'too-long'),
      row('b', 'too-long', 'role-missing'),
      row('c', 'forbidden-word', 'forbidden-word'),
    ];
    const counted = countProblems(rows).map(({ code, rows: found }) => `${code} ${found.length}`);
    expect(counted).toEqual(['too-long 2', 'role-missing 1', 'forbidden-word 1']);
  });
});

describe('a rule', () => {
  it.each(ruleKinds.filter((kind) => kind !== 'template'))('of the kind %s says nothing at first', (kind) => {
    expect(isFilled(draftOf(kind))).toBe(false);
  });

  it('by hand forgets a group whose name was emptied', () => {
    const names = withName(withName({}, 'a', '甲'), 'b', '乙');
    expect(withName(names, 'a', '')).toEqual({ b: '乙' });
  });
});

describe('the order of a set', () => {
  it('moves a group by a place, and leaves it at either end', () => {
    expect(moveGroup(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moveGroup(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moveGroup(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c']);
  });

  it('takes more groups in behind the others, none twice', () => {
    expect(addGroups(['a', 'b'], ['b', 'c'])).toEqual(['a', 'b', 'c']);
  });

  it('follows the names as a person counts', () => {
    const names = new Map([
      ['x', '团购10群'],
      ['y', '团购2群'],
    ]);
    expect(sortByName(['x', 'y'], (groupId) => names.get(groupId) ?? '')).toEqual(['y', 'x']);
  });
});
