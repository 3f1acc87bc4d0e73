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
import { valueOf } from '../../support/device-layer.ts';
import { createFileKind, FileWorld } from '../../support/jobs/file-kind.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';
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

test('every act that an operator answers for leaves a line with that name', async () => {
  const console = await startTestConsole({ phones: 2, morePorts: { moreJobKinds: [createBlindKind()] } });
  const { phones } = await console.waitFor((desk) => desk.phones.filter(({ state }) => state === 'ready').length === 2);
  const phoneIds = phones.map(({ phoneId }) => phoneId);
  await console.call('operators.create', { name: '小王' });
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
  const missing = [...operatorBoundProcedures].filter((name) => !recorded.has(name));
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
