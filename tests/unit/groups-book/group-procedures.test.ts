import { describe, expect, test } from 'vitest';
import { succeed } from '../../../electron/contract/outcome.ts';
import type { FileToSave } from '../../../electron/devices/reports/saved-files.ts';
import { createGroupProcedures } from '../../../electron/groups/group-procedures.ts';
import { RenameDesk } from '../../../electron/groups/rename/rename-desk.ts';
import type { RenameJobRow } from '../../../electron/groups/rename/rename-jobs.ts';
import type { JobState } from '../../../electron/contract/jobs.ts';
import { silentLogger } from '../../../electron/runtime/logger.ts';
import { TaskWorker } from '../../../electron/store/task-worker.ts';
import { allMembers, GroupBench, nicknameOf } from '../../support/groups/group-bench.ts';

const signal = new AbortController().signal;

interface PaperJob {
  readonly state: JobState;
  readonly rows: readonly RenameJobRow[];
}

function openProcedures(job: Partial<PaperJob> = {}) {
  const renamed: PaperJob & { readonly title: string } = { title: '换主题', state: 'over', rows: [], ...job };
  const bench = new GroupBench();
  bench.list(1, ['晨跑群', '读书会']);
  bench.list(2, ['读书会']);
  bench.info(1, '晨跑群', { role: 'owner', members: allMembers(['甲', '乙', '小甲', '100%']), mayKeepMembers: true });
  const { desk, clock, sets, audit, store } = bench;
  const saved: FileToSave[] = [];
  const limits = { warnOver: 30, blockOver: 32, forbiddenWords: [] };
  const handlers = createGroupProcedures({
    desk,
    sets,
    audit,
    clock,
    renames: new RenameDesk(desk, {
      limits: () => limits,
      now: () => clock.now(),
      standingOf: () => 'ready',
      setOrder: (setId) => sets.groupsOf(setId),
      openRenames: () => [],
    }),
    jobs: { confirmedBy: () => null, open: () => [], read: (jobId) => (jobId === 1 ? renamed : null) },
    worker: new TaskWorker({ workerFile: new URL(import.meta.url), file: store.file, clock, logger: silentLogger }),
    files: {
      save: async (file) => {
        saved.push(file);
        return succeed('/tmp/out');
      },
      printPage: async () => succeed(new Uint8Array()),
    },
    operatorName: () => '小王',
  });
  return { bench, handlers, saved, groupId: bench.group('晨跑群').groupId };
}

describe('members', () => {
  test.each([
    ['a part of the name', { text: '甲' }, ['甲', '小甲']],
    ['a sign that stands for anything in the database', { text: '%' }, ['100%']],
    ['a place to go on from', { afterPosition: 1 }, ['小甲', '100%']],
    ['how many', { limit: 1 }, ['甲']],
  ])('are paged by %s', async (_what, wishes, wanted) => {
    const { handlers, groupId } = openProcedures();
    const input = { groupId, text: '', afterPosition: -1, limit: 500, ...wishes };
    const page = await handlers['groups.members'](input, signal);
    expect(page.ok && page.value.cells.map(({ name }) => name)).toEqual(wanted);
  });

  test('of a group without a roster are none, which is not an empty roster', async () => {
    const { handlers, bench } = openProcedures();
    const other = bench.desk.book.list().find(({ name }) => name === '读书会');
    const input = { groupId: other?.groupId ?? '', text: '', afterPosition: -1, limit: 10 };
    expect(await handlers['groups.members'](input, signal)).toEqual(succeed({ roster: null, cells: [] }));
  });
});

describe('what an operator notes', () => {
  test('stands in the row and in the audit log', async () => {
    const { handlers, bench, groupId } = openProcedures();
    const fields = { groupId, city: '杭州', custodian: '小李', note: '周末' };
    expect(await handlers['groups.setFields'](fields, signal)).toMatchObject({ value: { city: '杭州', note: '周末' } });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'groups.setFields', subject: groupId });
  });

  test('marks a company’s group with name and reason, and takes the mark away again', async () => {
    const { handlers, bench, groupId } = openProcedures();
    await handlers['groups.markCompanyRun']({ groupId, reason: '门店群' }, signal);
    expect(bench.group('晨跑群')).toMatchObject({ companyReason: '门店群', companyBy: '小王' });
    await handlers['groups.markCompanyRun']({ groupId, reason: null }, signal);
    expect(bench.group('晨跑群')).toMatchObject({ companyReason: null, companyBy: null });
  });

  test('of a group that there is not is refused', async () => {
    const { handlers } = openProcedures();
    const fields = { groupId: 'none', city: '', custodian: '', note: '' };
    expect(await handlers['groups.setFields'](fields, signal)).toMatchObject({ error: { code: 'group-not-found' } });
  });
});

test('deciding takes two views that are known and different', async () => {
  const { handlers } = openProcedures();
  for (const views of [
    { leftViewId: 1, rightViewId: 1 },
    { leftViewId: 1, rightViewId: 99 },
  ]) {
    expect(await handlers['groups.decideJoin']({ ...views, isSame: true }, signal)).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'two-views' } },
    });
  }
});

describe('a set of groups', () => {
  test('is saved, changed and removed', async () => {
    const { handlers, groupId } = openProcedures();
    const first = await handlers['groups.saveSet']({ setId: null, name: '一期', groupIds: [groupId] }, signal);
    const setId = first.ok ? first.value.setId : null;
    expect(first).toEqual(succeed({ setId, name: '一期', groupIds: [groupId] }));
    await handlers['groups.saveSet']({ setId, name: '二期', groupIds: [] }, signal);
    expect(await handlers['groups.sets']({}, signal)).toEqual(
      succeed({ sets: [{ setId, name: '二期', groupIds: [] }] }),
    );
    await handlers['groups.removeSet']({ setId: setId ?? 0 }, signal);
    expect(await handlers['groups.sets']({}, signal)).toEqual(succeed({ sets: [] }));
  });

  test('keeps the order in which its groups were put', async () => {
    const { handlers, bench, groupId } = openProcedures();
    const others = bench.desk.book.list().flatMap((group) => (group.groupId === groupId ? [] : [group.groupId]));
    const groupIds = [...others.toReversed(), groupId];
    const saved = await handlers['groups.saveSet']({ setId: null, name: '一期', groupIds }, signal);
    expect(saved).toMatchObject({ value: { groupIds } });
  });

  test('cannot take the name of another one', async () => {
    const { handlers } = openProcedures();
    await handlers['groups.saveSet']({ setId: null, name: '一期', groupIds: [] }, signal);
    expect(await handlers['groups.saveSet']({ setId: null, name: '一期', groupIds: [] }, signal)).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'set-name-taken' } },
    });
  });

  test('holds only groups that there are', async () => {
    const { handlers } = openProcedures();
    const saved = await handlers['groups.saveSet']({ setId: null, name: '一期', groupIds: ['none'] }, signal);
    expect(saved).toMatchObject({ error: { code: 'group-not-found' } });
  });

  test('that there is not cannot be changed', async () => {
    const { handlers } = openProcedures();
    const saved = await handlers['groups.saveSet']({ setId: 9, name: '一期', groupIds: [] }, signal);
    expect(saved).toMatchObject({ error: { code: 'invalid-input', detail: { rule: 'known-set' } } });
  });
});

describe('an open question', () => {
  test('is told with what is known of both sides', async () => {
    const { handlers, bench } = openProcedures();
    const asked = await handlers['groups.questions']({}, signal);
    expect(asked).toMatchObject({
      value: {
        decisions: [],
        questions: [
          {
            left: { name: '读书会', phoneId: 'phone-1', accountName: nicknameOf(1), memberCount: null },
            right: { name: '读书会', phoneId: 'phone-2', accountName: nicknameOf(2), ownAccountsSeen: null },
            reason: 'name-only',
            sharedMembers: null,
          },
        ],
      },
    });
    expect(bench.joined).toEqual(['晨跑群: 1', '读书会: 1', '读书会: 2']);
  });

  test('that was answered joins the two, stands among the answers, and comes back when that is taken back', async () => {
    const { handlers, bench } = openProcedures();
    const views = questionedViews(bench);
    await handlers['groups.decideJoin']({ ...views, isSame: true }, signal);
    expect(bench.joined).toEqual(['晨跑群: 1', '读书会: 1 2']);
    expect(await handlers['groups.questions']({}, signal)).toMatchObject({
      value: { questions: [], decisions: [{ isSame: true, by: '小王' }] },
    });
    await handlers['groups.withdrawJoin'](views, signal);
    expect(bench.joined).toEqual(['晨跑群: 1', '读书会: 1', '读书会: 2']);
    expect(await handlers['groups.questions']({}, signal)).toMatchObject({
      value: { questions: [{ reason: 'name-only' }], decisions: [] },
    });
    expect(bench.notes.at(-1)).toMatchObject({ action: 'groups.withdrawJoin' });
  });

  test('that nobody answered has nothing to take back', async () => {
    const { handlers, bench } = openProcedures();
    expect(await handlers['groups.withdrawJoin'](questionedViews(bench), signal)).toMatchObject({
      error: { code: 'invalid-input', detail: { rule: 'no-decision' } },
    });
  });
});

function questionedViews(bench: GroupBench): { readonly leftViewId: number; readonly rightViewId: number } {
  const [question] = bench.desk.book.questions();
  if (question === undefined) throw new Error('nothing is asked');
  return { leftViewId: question.leftViewId, rightViewId: question.rightViewId };
}

describe('taking a job back', () => {
  const row = { groupViewId: 1, before: '旧跑群', after: '晨跑群', state: 'done' } as const;

  test('gives the rule to the names before, and counts what it cannot take back', async () => {
    const rows = [row, { ...row, groupViewId: 2, state: 'needs-review' }, { ...row, groupViewId: 99 }] as const;
    const { handlers, groupId } = openProcedures({ rows });
    expect(await handlers['groups.planRestore']({ jobId: 1 }, signal)).toEqual(
      succeed({
        title: '换主题',
        groupIds: [groupId],
        rule: { kind: 'restore', names: { [groupId]: '旧跑群' }, expected: { [groupId]: '晨跑群' } },
        reviewCount: 1,
        goneCount: 1,
      }),
    );
  });

  test.each([
    ['a job that there is not', 2, {}, 'job-not-found'],
    ['one that still runs', 1, { state: 'running' as const, rows: [row] }, 'job-state'],
    ['one that renamed nothing', 1, { rows: [{ ...row, state: 'other' as const }] }, 'plan-empty'],
  ])('is refused for %s', async (_what, jobId, job, code) => {
    const { handlers } = openProcedures(job);
    expect(await handlers['groups.planRestore']({ jobId }, signal)).toMatchObject({ error: { code } });
  });
});

test('a preview names the account, why that one, and the others that could', async () => {
  const { handlers, bench } = openProcedures();
  await handlers['groups.decideJoin']({ ...questionedViews(bench), isSame: true }, signal);
  const { groupId } = bench.group('读书会');
  const rule = { kind: 'affix' as const, prefix: '新', suffix: '' };
  const preview = await handlers['groups.previewRename']({ groupIds: [groupId], rule, via: {} }, signal);
  const wanted = { via: { reason: 'first' }, choices: [{ phoneId: 'phone-1' }, { phoneId: 'phone-2' }] };
  expect(preview).toMatchObject({ value: { rows: [wanted] } });
});

test('an export of names tells how many went out and why, not which', async () => {
  const { handlers, bench, saved, groupId } = openProcedures();
  const order = { groupIds: [groupId, 'none'], format: 'csv' as const, purpose: '改名', path: null };
  expect(await handlers['groups.exportNames'](order, signal)).toEqual(succeed({ path: '/tmp/out', rowCount: 1 }));
  expect(Buffer.from(saved[0]?.bytes ?? []).toString()).toContain(`${groupId},晨跑群`);
  expect(bench.notes.at(-1)?.params).toEqual({ purpose: '改名', count: 1 });
});
