import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import type { ItemState } from '../../../electron/contract/jobs.ts';
import { auditEntrySchema, wholeLog } from '../../../electron/contract/audit.ts';
import { operatorBoundProcedures, procedures, type ProcedureName } from '../../../electron/contract/procedures.ts';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { registerKind, type RegisteredKind } from '../../../electron/jobs/job-registry.ts';
import { platformRulesVersion } from '../../../electron/contract/accounts.ts';
import { benchStateSchema } from '../../../electron/contract/playbook-bench.ts';
import { preparationRunSchema } from '../../../electron/contract/preparation.ts';
import { labelPlanSchema } from '../../../electron/contract/bulk-labels.ts';
import { reportDraftSchema } from '../../../electron/contract/reports.ts';
import { shiftCheckSchema } from '../../../electron/contract/shift.ts';
import { createSystemClock } from '../../../electron/runtime/clock.ts';
import { valueOf } from '../../support/device-layer.ts';
import { createFileKind, FileWorld } from '../../support/jobs/file-kind.ts';
import { createManyKind } from '../../support/jobs/many-kind.ts';
import { openTestConsole, startTestConsole, type TestConsole } from '../../support/services.ts';
import { makeTempFolder } from '../../support/temp-folder.ts';

type Act = readonly [name: ProcedureName, input: (phoneIds: readonly string[]) => object];

const acts: readonly Act[] = [
  ['phones.setLabel', ([phoneId]) => ({ phoneId, label: '前台' })],
  ['phones.setNumber', ([phoneId]) => ({ phoneId, number: 77 })],
  ['phones.setTags', ([phoneId]) => ({ phoneId, tags: ['二楼'] })],
  ['phones.setNote', ([phoneId]) => ({ phoneId, note: '电池换过' })],
  ['phones.setExpected', (phoneIds) => ({ phoneIds, isExpected: false })],
  ['phones.setAside', (phoneIds) => ({ phoneIds, isSetAside: true })],
  ['phones.setAside', (phoneIds) => ({ phoneIds, isSetAside: false })],
  ['groups.read', ([phoneId]) => ({ phoneId })],
  ['alerts.snoozePhone', ([phoneId]) => ({ phoneId, untilAt: Date.now() + 60_000 })],
  ['alerts.setWebhook', () => ({ isOn: true, url: 'http://127.0.0.1:9/hook', format: 'json', minSeverity: 'bad' })],
  ['alerts.testWebhook', () => ({})],
  ['alerts.settleRefused', () => ({ act: 'discard' })],
  ['phones.reboot', ([, phoneId]) => ({ phoneIds: [phoneId], isConfirmed: true })],
  ['hosts.startServer', () => ({ hostId: 'demo' })],
  ['deskMap.placePhones', ([phoneId]) => ({ moves: [{ phoneId, place: null }] })],
];

async function readAudit(console: TestConsole) {
  const page = await console.call('audit.page', { beforeSeq: null, limit: 500 });
  return z.object({ entries: z.array(auditEntrySchema) }).parse(page.ok ? page.value : null).entries;
}

/** No phone has that much free. */
async function raiseAlerts(console: TestConsole): Promise<number[]> {
  await console.call('settings.update', { patch: { storageLowPercent: 90 } });
  const { alerts } = await console.waitFor((desk) => desk.alerts.length > 0);
  return alerts.map(({ alertId }) => alertId);
}

/** A check that is cancelled at once, and a fix to its end. */
async function prepare(console: TestConsole, phoneIds: string[]): Promise<void> {
  const begun = z.object({ runId: z.string() });
  const check = await console.call('preparation.check', { phoneIds });
  await console.call('preparation.cancel', begun.parse(check.ok ? check.value : null));
  await runOver(console);
  await console.call('preparation.fix', {
    phoneIds,
    stepIds: ['animations'],
    retriesRefused: false,
    isConfirmed: true,
  });
  await runOver(console);
}

/** A shift is counted, marked and signed, another given up; batteries are looked at; labels and a report are saved. */
async function keepDesk(console: TestConsole, phoneIds: string[]): Promise<void> {
  const [phoneId = ''] = phoneIds;
  await console.call('batteryCare.limitCharge', { phoneIds, isLimited: true });
  await console.call('batteryCare.signOff', { phoneIds: [phoneId], result: 'removed', note: '' });
  await console.waitFor(({ attendance }) => attendance.missing.length > 0);
  const opened = shiftCheckSchema.parse(valueOf(await console.call('shift.open', {})));
  await console.call('shift.mark', { checkId: opened.checkId, phoneId, mark: null, note: '人不在' });
  await console.call('shift.markRest', { checkId: opened.checkId, mark: 'unknown' });
  await console.call('shift.sign', { checkId: opened.checkId, signature: '小王', note: '' });
  const { checkId } = shiftCheckSchema.parse(valueOf(await console.call('shift.open', {})));
  await console.call('shift.drop', { checkId });
  const folder = makeTempFolder();
  await console.call('labels.export', { hasSerials: false, path: join(folder, 'labels.csv') });
  const content = Buffer.from(`phoneId,label\n${phoneId},大堂\n`).toString('base64');
  const { fingerprint } = labelPlanSchema.parse(
    valueOf(await console.call('labels.preview', { content, encoding: 'auto' })),
  );
  await console.call('labels.apply', { content, encoding: 'auto', fingerprint, onlyGoodRows: false });
  const { draftId, files } = reportDraftSchema.parse(valueOf(await console.call('reports.draftBundle', {})));
  const names = files.map(({ name }) => name);
  await console.call('reports.save', { draftId, names, path: join(folder, 'bundle.zip') });
  await console.call('audit.export', { filter: wholeLog, purpose: '存档', path: join(folder, 'audit.csv') });
  await console.call('reports.savePdf', { title: 'desk', isLandscape: false });
  await console.call('phones.setAside', { phoneIds, isSetAside: false });
}

/** Groups are noted about, put into a set, exported; their members' data removed; an account gets a mode. */
async function keepGroups(console: TestConsole): Promise<void> {
  const filter = { text: '', role: null, phoneId: null, setId: null, isQuestioned: false, order: 'name' } as const;
  const page = await console.call('groups.page', { filter, after: 0, limit: 500 });
  const { rows } = procedures['groups.page'].output.parse(valueOf(page));
  const groupIds = rows.slice(0, 2).map(({ groupId }) => groupId);
  const [groupId = ''] = groupIds;
  await console.call('groups.setFields', { groupId, city: '杭州', custodian: '小李', note: '' });
  await console.call('groups.markCompanyRun', { groupId, reason: '门店群' });
  await console.call('groups.decideJoin', { leftViewId: 1, rightViewId: 2, isSame: false });
  await console.call('groups.withdrawJoin', { leftViewId: 1, rightViewId: 2 });
  const saved = await console.call('groups.saveSet', { setId: null, name: '一期', groupIds });
  const { setId } = procedures['groups.saveSet'].output.parse(valueOf(saved));
  await console.call('groups.removeSet', { setId: setId ?? 0 });
  const path = join(makeTempFolder(), 'groups.csv');
  await console.call('groups.exportNames', { groupIds, format: 'csv', purpose: '改名', path });
  await console.call('memberData.purge', {});
  await console.call('memberData.erase', { name: '甲', isConfirmed: true });
  await console.call('rules.acknowledge', { version: platformRulesVersion });
  const list = await console.call('accounts.list', {});
  const [account] = procedures['accounts.list'].output.parse(valueOf(list)).accounts;
  await console.call('accounts.setMode', { accountId: account?.accountId ?? '', mode: 'manual' });
  await console.call('accounts.declare', {
    phoneId: account?.phoneId ?? '',
    account: { kind: 'known', accountId: account?.accountId ?? '' },
    nickname: '客服一号',
    messengerId: null,
  });
}

/** An account goes by a plan: its checklist, its signals, what is loosened and logged; lists and operators besides. */
async function keepPlans(console: TestConsole): Promise<void> {
  const list = await console.call('accounts.list', {});
  const accountId = procedures['accounts.list'].output.parse(valueOf(list)).accounts[0]?.accountId ?? '';
  await console.call('accounts.seedDemo', { accountId, stageId: 'S4' });
  const detail = async () =>
    procedures['accounts.detail'].output.parse(valueOf(await console.call('accounts.detail', { accountId })));
  const [task] = (await detail()).checklist;
  await console.call('accounts.tick', { accountId, taskId: task?.taskId ?? '', day: null, proof: '存档' });
  const ticked = (await detail()).checklist.find(({ taskId }) => taskId === task?.taskId);
  await console.call('accounts.untick', { accountId, tickId: ticked?.tick?.tickId ?? 0 });
  const daily = (await detail()).checklist.find(({ frequency, state }) => frequency === 'daily' && state !== 'done');
  const together = { kind: 'tick', taskId: daily?.taskId ?? '', day: null, note: '一起勾的' } as const;
  await console.call('accounts.bulk', { act: together, accounts: [{ accountId, stageId: 'S4', proof: '存档' }] });
  await console.call('accounts.signOff', { accountId, stageId: 'S4' });
  const path = 'stages.S4.caps.group_rename.per_day';
  await console.call('accounts.loosen', { accountId, path, value: 9, reason: '换季', untilAt: Date.now() + 3_600_000 });
  const looseningId = (await detail()).loosenings.at(-1)?.looseningId ?? 0;
  await console.call('accounts.endLoosening', { accountId, looseningId });
  await console.call('accounts.signOff', { accountId, stageId: 'S4' });
  const { entered } = procedures['accounts.detail'].output.parse(
    valueOf(await console.call('accounts.detail', { accountId })),
  );
  const { kind = 'sign-off', factId = 0 } = entered[0] ?? {};
  await console.call('accounts.withdrawFact', { accountId, kind, factId, reason: '签早了' });
  await console.call('accounts.waive', { accountId, windowId: 'lunch', reason: '活动' });
  const act = { action: 'moments_post', groupId: null, at: null, amount: 1, note: '', corrects: null } as const;
  await console.call('accounts.logAct', { accountId, ...act });
  const seen = { accountId, signalId: 'feature_ban', tool: null, at: null, note: '' } as const;
  const reported = await console.call('accounts.reportSignal', seen);
  const { signalRowId } = procedures['accounts.reportSignal'].output.parse(valueOf(reported));
  await console.call('accounts.closeSignal', { accountId, signalRowId, cause: '申诉成功' });
  const { startedOn } = (await detail()).card;
  await console.call('accounts.setFields', { accountId, custodian: '小李', team: '', notes: '', startedOn });
  await console.call('accounts.restart', { accountId, event: 'risk-prompt' });
  const got = await console.call('plans.get', { kind: 'account', accountId });
  const { text } = procedures['plans.get'].output.parse(valueOf(got));
  await console.call('plans.save', { text: text.replace(/^id: .+$/mu, 'id: own'), reason: null });
  const source = { kind: 'text', text } as const;
  await console.call('plans.assign', { accountIds: [accountId], source, reason: null, untilAt: null });
  const folder = makeTempFolder();
  await console.call('plans.export', { text, path: join(folder, 'plan.yaml') });
  const sheet = { custodian: null, format: 'csv', purpose: '交班', path: join(folder, 'sheet.csv') } as const;
  await console.call('accounts.exportSheet', sheet);
  const added = await console.call('lists.add', { list: 'opt-out', name: '李四', note: '' });
  const { entryId } = procedures['lists.add'].output.parse(valueOf(added));
  const people = { kind: 'text', list: 'protected', text: '王五' } as const;
  const preview = await console.call('lists.preview', { source: people });
  const { fingerprint } = procedures['lists.preview'].output.parse(valueOf(preview));
  await console.call('lists.import', { source: people, fingerprint, onlyGoodRows: false });
  const listFile = join(makeTempFolder(), 'people.csv');
  await console.call('lists.export', { list: null, purpose: '交接', path: listFile });
  await console.call('lists.remove', { entryId, reason: '本人要求恢复', name: '李四' });
  const { operators } = procedures['operators.list'].output.parse(valueOf(await console.call('operators.list', {})));
  const operatorId = operators[0]?.operatorId ?? '';
  await console.call('operators.setSupervisor', { operatorId, isSupervisor: true });
  await console.call('operators.setPin', { operatorId, pin: '2468', formerPin: null });
}

/** A plan is made anew; what it asks of a person is refused, tried again and given up; its rows are exported. */
async function keepJobs(console: TestConsole, phoneId: string): Promise<void> {
  const planned = await planJob(console, 'by-hand', { phoneIds: [phoneId], instruction: '换充电线' });
  const renewed = await console.call('jobs.replan', { jobId: planned });
  const { jobId } = procedures['jobs.replan'].output.parse(valueOf(renewed));
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  await console.call('jobs.pause', { jobId });
  await console.call('jobs.resume', { jobId });
  const attemptId = await vi.waitFor(async () => {
    const { tasks } = procedures['jobs.tasks'].output.parse(valueOf(await console.call('jobs.tasks', {})));
    expect(tasks).toHaveLength(1);
    return tasks[0]?.attemptId ?? 0;
  }, waiting);
  await console.call('jobs.answer', { attemptId, isDone: false });
  await rowIn(console, jobId, 'failed');
  await console.call('jobs.retry', { jobId, itemIds: null });
  await console.call('jobs.cancel', { jobId, itemIds: null });
  const path = join(makeTempFolder(), 'job.csv');
  await console.call('jobs.export', { jobId, format: 'csv', purpose: '核对', path });
}

/** More of an account than one batch takes: what is left is the next one. */
async function keepBatches(console: TestConsole, phoneId: string): Promise<void> {
  const list = await console.call('accounts.list', {});
  const { accounts } = procedures['accounts.list'].output.parse(valueOf(list));
  const accountId = accounts.find((account) => account.phoneId === phoneId)?.accountId ?? '';
  await console.call('accounts.seedDemo', { accountId, stageId: 'S4' });
  const jobId = await planJob(console, 'test.many', { accountId, phoneId, count: 11 });
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  valueOf(await console.call('jobs.planNext', { jobId }));
  await console.call('jobs.cancel', { jobId, itemIds: null });
}

const everyNight = {
  scheduleId: null,
  rule: { every: 'day', at: '03:00' },
  timeZone: 'Asia/Shanghai',
  missed: { policy: 'ask' },
} as const;

/** A console of two days ago: its operator had the phones swept every night, and it was off since. @returns the schedule's id */
async function leaveSchedule(dataFolder: string): Promise<number> {
  const machine = createSystemClock();
  const clock = { ...machine, now: () => machine.now() - 2 * 86_400_000 };
  const console = valueOf(await openTestConsole({ dataFolder, clock }));
  await console.call('operators.create', { name: '小王' });
  const sweep = { ...everyNight, kind: 'health-sweep', title: '巡检', window: null } as const;
  const saved = procedures['schedules.save'].output.parse(valueOf(await console.call('schedules.save', sweep)));
  await console.services.dispose();
  return saved.scheduleId;
}

/** What comes by the calendar: a missed sweep is put away and one run now, a job keeps to a window; both are removed. */
async function keepSchedules(console: TestConsole, sweepId: number, phoneId: string): Promise<void> {
  await vi.waitFor(async () => {
    const { schedules } = procedures['schedules.list'].output.parse(valueOf(await console.call('schedules.list', {})));
    expect(schedules.find(({ scheduleId }) => scheduleId === sweepId)?.asking).not.toBeNull();
  }, waiting);
  await console.call('schedules.decline', { scheduleId: sweepId });
  await console.call('schedules.setOn', { scheduleId: sweepId, isOn: false });
  await console.call('schedules.runNow', { scheduleId: sweepId });
  const window = { from: '00:00', to: '23:59' };
  const day = await console.call('schedules.save', { ...everyNight, kind: 'job-window', title: '白天', window });
  const { scheduleId: windowId } = procedures['schedules.save'].output.parse(valueOf(day));
  const jobId = await planJob(console, 'by-hand', { phoneIds: [phoneId], instruction: '擦屏幕' });
  await console.call('jobs.keepWindow', { jobId, scheduleId: windowId });
  await console.call('jobs.cancel', { jobId, itemIds: null });
  for (const scheduleId of [sweepId, windowId]) await console.call('schedules.remove', { scheduleId });
}

/** An act whose result nobody can read, until a person has looked. */
async function reviewJob(console: TestConsole, phoneId: string): Promise<void> {
  const jobId = await planJob(console, 'test.file', { rows: [{ phone: phoneId, group: hiddenGroup, after: '新' }] });
  await console.call('jobs.confirm', { jobId, isConfirmed: true });
  const itemId = await rowIn(console, jobId, 'needs-review');
  await console.call('jobs.review', { itemId, isDone: true, note: '看过' });
}

async function planJob(console: TestConsole, kind: string, payload: object): Promise<number> {
  const window = { startAt: null, endAt: null };
  const planned = await console.call('jobs.plan', { kind, title: '点名', payload, window });
  return procedures['jobs.plan'].output.parse(valueOf(planned)).jobId;
}

/** The job's first row, once it stands there. */
function rowIn(console: TestConsole, jobId: number, state: ItemState): Promise<number> {
  return vi.waitFor(async () => {
    const page = await console.call('jobs.items', { jobId, states: [state], offset: 0, limit: 1 });
    const [row] = procedures['jobs.items'].output.parse(valueOf(page)).entries;
    expect(row?.state).toBe(state);
    return row?.itemId ?? 0;
  }, waiting);
}

const hiddenGroup = 'g1';
const waiting = { timeout: 20_000, interval: 50 };

/** Acts in it leave no trace that could be read. */
function createBlindKind(): RegisteredKind {
  const world = new FileWorld(makeTempFolder());
  world.hide([hiddenGroup]);
  return registerKind(createFileKind({ world, reach: () => undefined }));
}

/** A playbook is begun on the bench, taken one step, and then run to its end. */
async function useBench(console: TestConsole, [phoneId = '']: readonly string[]): Promise<void> {
  await console.call('rules.acknowledge', { version: platformRulesVersion });
  await console.waitFor((desk) => desk.phones.some((phone) => phone.phoneId === phoneId && phone.state === 'ready'));
  valueOf(await console.call('bench.open', { phoneId, driver: 'best' }));
  await console.call('bench.begin', { act: 'read-group-list', purpose: 'step', variables: {} });
  await console.call('bench.next', { intentId: await benchWaits(console) });
  await console.call('bench.toBrink', { intentId: await benchWaits(console) });
  await console.call('bench.close', {});
}

/** The id of what is told next. */
function benchWaits(console: TestConsole): Promise<number> {
  return vi.waitFor(
    async () => {
      const state = benchStateSchema.parse(valueOf(await console.call('bench.state', {})));
      const run = state.session?.run;
      if (run?.state !== 'waiting' || run.intent === null) throw new Error(`the bench is ${run?.state ?? 'closed'}`);
      return run.intent.intentId;
    },
    { timeout: 20_000 },
  );
}

function runOver(console: TestConsole): Promise<void> {
  return vi.waitFor(
    async () => {
      const answer = await console.call('preparation.run', {});
      const { run } = z.object({ run: preparationRunSchema }).parse(answer.ok ? answer.value : null);
      expect(run.endedAt).not.toBeNull();
    },
    { timeout: 20_000 },
  );
}

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy());
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

/** Asked of a desk with one real phone only, and of one whose older backup was put back: see `lone-phone.test.ts`, `true-days.test.ts`. */
const askedElsewhere: ReadonlySet<ProcedureName> = new Set<ProcedureName>([
  'accounts.believePhone',
  'accounts.settleDoubts',
]);

test('every act that an operator answers for leaves a line with that name', async () => {
  const dataFolder = makeTempFolder();
  const sweepId = await leaveSchedule(dataFolder);
  const morePorts = { moreJobKinds: [createBlindKind(), createManyKind()] };
  const console = await startTestConsole({ dataFolder, phones: 2, morePorts });
  const { phones } = await console.waitFor((desk) => desk.phones.filter(({ state }) => state === 'ready').length === 2);
  const phoneIds = phones.map(({ phoneId }) => phoneId);
  const listed = procedures['operators.list'].output.parse(valueOf(await console.call('operators.list', {})));
  await console.call('operators.choose', { operatorId: listed.operators[0]?.operatorId ?? '' });
  const { port } = await listen();
  const added = await console.call('hosts.add', { name: '二楼', address: '127.0.0.1', port });
  const { hostId } = z.object({ hostId: z.string() }).parse(added.ok ? added.value : null);
  const alertIds = await raiseAlerts(console);
  await console.call('alerts.acknowledge', { alertIds });
  await console.call('alerts.snooze', { alertIds, untilAt: Date.now() + 60_000 });
  await prepare(console, phoneIds);
  await keepDesk(console, phoneIds);
  for (const [name, input] of acts) await console.services.dispatch(name, input(phoneIds));
  await useBench(console, phoneIds);
  await keepGroups(console);
  await keepJobs(console, phoneIds[0] ?? '');
  await reviewJob(console, phoneIds[0] ?? '');
  await keepSchedules(console, sweepId, phoneIds[0] ?? '');
  await keepPlans(console);
  await keepBatches(console, phoneIds[0] ?? '');
  await console.call('hosts.connectPhone', { hostId: 'demo', address: '127.0.0.1', port });
  const hub = await console.call('deskMap.saveHub', { hubId: null, hostId, name: '左架', portCount: 7 });
  const { hubId } = z.object({ hubId: z.string() }).parse(hub.ok ? hub.value : null);
  await console.call('deskMap.removeHub', { hubId });
  await console.call('hosts.remove', { hostId });
  await console.call('phones.answerIdentity', {
    phoneId: phoneIds[0] ?? '',
    otherPhoneId: phoneIds[1] ?? '',
    isSamePhone: false,
  });
  await console.call('demo.stop', {});
  await console.call('phones.forget', { phoneIds });
  const entries = await readAudit(console);
  const recorded = new Set(entries.filter(({ operatorName }) => operatorName === '小王').map(({ action }) => action));
  const missing = [...operatorBoundProcedures].filter((name) => !recorded.has(name) && !askedElsewhere.has(name));
  expect(missing).toEqual([]);
  expect(await console.call('audit.verify', {})).toMatchObject({ value: { isIntact: true } });
});

test('a refused act leaves no line that says it was done', async () => {
  const console = await startTestConsole();
  await console.call('operators.create', { name: '小王' });
  await console.call('phones.setLabel', { phoneId: 'no-such-phone', label: '前台' });
  const actions = (await readAudit(console)).map(({ action }) => action);
  expect(actions).toEqual(['operators.create']);
});
