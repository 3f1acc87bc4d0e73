import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { careRowSchema } from '../../../electron/contract/battery-care.ts';
import { labelPlanSchema } from '../../../electron/contract/bulk-labels.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { ProcedureInput, ProcedureName } from '../../../electron/contract/procedures.ts';
import { shiftCheckSchema } from '../../../electron/contract/shift.ts';
import { savedViewSchema } from '../../../electron/contract/views.ts';
import { valueOf } from '../../support/device-layer.ts';
import { startTestConsole, type TestConsole } from '../../support/services.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';
import { createAndroidDevice, type AndroidDevice } from '../../../simulator/android/android-device.ts';
import { World } from '../../../simulator/world/world.ts';

function isPolled({ state, health }: Phone): boolean {
  return state === 'ready' && health.polledAt !== null;
}

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

async function startDesk({ phones = 2, modelKey }: { readonly phones?: number; readonly modelKey?: string } = {}) {
  const world = new World({ seed: 1, phoneCount: phones });
  const devices: AndroidDevice[] = [];
  const desk = await startVirtualDesk({
    count: phones,
    createDevice: (order) => {
      const device = createAndroidDevice({ ...order, world, ...(modelKey !== undefined && { modelKey }) });
      devices.push(device);
      return device;
    },
  });
  const console = await startTestConsole({ localAdbPort: desk.adbPort });
  const ready = await console.waitFor(
    (snapshot) => snapshot.phones.filter((phone) => isPolled(phone)).length === phones,
  );
  await console.call('operators.create', { name: '小王' });
  const byNumber = ready.phones.toSorted((left, right) => (left.number ?? 0) - (right.number ?? 0));
  return { desk, devices, console, phones: byNumber, phoneIds: byNumber.map(({ phoneId }) => phoneId) };
}

async function ask<N extends ProcedureName, S extends z.ZodType>(
  console: TestConsole,
  name: N,
  input: ProcedureInput<N>,
  schema: S,
): Promise<z.output<S>> {
  return schema.parse(valueOf(await console.call(name, input)));
}

async function readActions(console: TestConsole): Promise<string[]> {
  const page = z.object({ entries: z.array(z.object({ action: z.string() })) });
  const { entries } = await ask(console, 'audit.page', { beforeSeq: null, limit: 500 }, page);
  return entries.map(({ action }) => action);
}

test('a shift check names the missing, keeps the marks and is signed by name; the next one is held against it', async () => {
  const { console, desk, phoneIds } = await startDesk();
  desk.phone(1).startFault({ kind: 'unplugged', durationMs: 600_000 });
  const gone = await console.waitFor(({ attendance }) => attendance.missing.length === 1);
  const [missingId = ''] = gone.attendance.missing.map(({ phoneId }) => phoneId);
  const opened = await ask(console, 'shift.open', {}, shiftCheckSchema);
  expect(opened).toMatchObject({ expectedCount: 2, onlineCount: 1, missingCount: 1, signedAt: null, since: null });
  expect(opened.missing[0]).toMatchObject({ phoneId: missingId, place: { hostId: 'local' }, mark: null });
  const { checkId } = opened;
  await ask(console, 'shift.mark', { checkId, phoneId: missingId, mark: 'in-repair', note: '换屏' }, shiftCheckSchema);
  expect(await console.call('shift.sign', { checkId, signature: '小李', note: '' })).toMatchObject({
    error: { code: 'invalid-input', detail: { field: 'signature', rule: 'own-name' } },
  });
  const signed = await ask(console, 'shift.sign', { checkId, signature: ' 小王 ', note: '夜班' }, shiftCheckSchema);
  expect(signed).toMatchObject({ signedBy: '小王', note: '夜班' });
  expect(await console.call('shift.mark', { checkId, phoneId: missingId, mark: null, note: '' })).toMatchObject({
    error: { code: 'shift-check-missing' },
  });
  desk.phone(1).clearFaults();
  await console.waitFor(({ attendance }) => attendance.missing.length === 0, 60_000);
  const next = await ask(console, 'shift.open', {}, shiftCheckSchema);
  expect(next.since).toMatchObject({ checkId, newlyMissing: [], backAgain: [{ phoneId: missingId }] });
  expect(phoneIds).toContain(missingId);
  expect(await readActions(console)).toEqual(expect.arrayContaining(['shift.open', 'shift.mark', 'shift.sign']));
}, 90_000);

test('an open check is counted anew with its marks, and can be given up', async () => {
  const { console, desk } = await startDesk();
  desk.phone(2).startFault({ kind: 'unplugged', durationMs: 600_000 });
  const gone = await console.waitFor(({ attendance }) => attendance.missing.length === 1);
  const [phoneId = ''] = gone.attendance.missing.map((missing) => missing.phoneId);
  const { checkId } = await ask(console, 'shift.open', {}, shiftCheckSchema);
  await console.call('shift.mark', { checkId, phoneId, mark: 'taken-home', note: '' });
  const again = await ask(console, 'shift.open', {}, shiftCheckSchema);
  expect(again).toMatchObject({ checkId, missing: [{ mark: 'taken-home' }] });
  await console.call('shift.drop', { checkId });
  expect(await console.call('shift.get', { checkId: null })).toEqual({ ok: true, value: null });
});

test('what has no mark yet is marked in one step, and what has one keeps it', async () => {
  const { console, desk } = await startDesk({ phones: 3 });
  for (const index of [1, 2, 3]) desk.phone(index).startFault({ kind: 'unplugged', durationMs: 600_000 });
  await console.waitFor(({ attendance }) => attendance.missing.length === 3);
  const { checkId, missing } = await ask(console, 'shift.open', {}, shiftCheckSchema);
  const [phoneId = ''] = missing.map((phone) => phone.phoneId);
  await console.call('shift.mark', { checkId, phoneId, mark: 'in-repair', note: '' });
  const marked = await ask(console, 'shift.markRest', { checkId, mark: 'taken-home' }, shiftCheckSchema);
  expect(marked.missing.map(({ mark }) => mark)).toEqual(['in-repair', 'taken-home', 'taken-home']);
  await ask(console, 'shift.markRest', { checkId, mark: 'unknown' }, shiftCheckSchema);
  expect((await readActions(console)).filter((action) => action === 'shift.markRest')).toHaveLength(1);
  expect(await console.call('shift.markRest', { checkId: 77, mark: 'unknown' })).toMatchObject({
    error: { code: 'shift-check-missing' },
  });
});

test('without an operator nobody counts the desk', async () => {
  const console = await startTestConsole();
  expect(await console.call('shift.open', {})).toMatchObject({ error: { code: 'operator-required' } });
});

test('views are kept in their order, with one default, over a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-views-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const first = await startTestConsole({ dataFolder: join(folder, 'data') });
  const filter = {
    search: '3-12',
    group: null,
    states: [],
    verdicts: [],
    hostIds: [],
    tags: ['二楼'],
    bands: [],
    isVirtual: null,
  };
  const content = {
    filter,
    order: { key: 'battery', isDescending: true },
    hiddenColumns: ['groups'],
    layout: 'cards',
  } as const;
  const input = {
    viewId: null,
    isDefault: true,
    content: { ...content, filter: { ...filter, tags: ['二楼'] }, hiddenColumns: ['groups' as const] },
  };
  const views = z.object({ views: z.array(savedViewSchema) });
  await ask(first, 'views.save', { ...input, name: '二楼' }, views);
  const { views: both } = await ask(first, 'views.save', { ...input, name: '低电量' }, views);
  expect(both.map(({ name, isDefault }) => [name, isDefault])).toEqual([
    ['二楼', false],
    ['低电量', true],
  ]);
  expect(await first.call('views.save', { ...input, name: ' 二楼 ' })).toMatchObject({
    error: { detail: { rule: 'taken' } },
  });
  await first.call('views.order', { viewIds: both.map(({ viewId }) => viewId).toReversed() });
  await first.services.dispose();
  const second = await startTestConsole({ dataFolder: join(folder, 'data') });
  const { views: kept } = await ask(second, 'views.list', {}, views);
  expect(kept.map(({ name }) => name)).toEqual(['低电量', '二楼']);
  expect(kept[0]?.content).toMatchObject(content);
});

test('labels go out as a file and come back in one step, or not at all', async () => {
  const { console, phones, phoneIds } = await startDesk();
  const folder = mkdtempSync(join(tmpdir(), 'jiqun-labels-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'labels.csv');
  valueOf(await console.call('labels.export', { hasSerials: false, path }));
  const exported = readFileSync(path, 'utf8');
  expect(exported).toContain(phoneIds[0]);
  expect(exported).not.toContain(phones[0]?.facts.hardwareSerial);
  const good = encode(`phoneId,number,label\n${phoneIds[0]},2,甲\n${phoneIds[1]},1,乙\n`);
  const plan = await ask(console, 'labels.preview', { content: good, encoding: 'auto' }, labelPlanSchema);
  expect(plan).toMatchObject({ changeCount: 2, wrongCount: 0 });
  const { fingerprint } = plan;
  expect(
    await console.call('labels.apply', { content: good, encoding: 'auto', fingerprint: 'other', onlyGoodRows: false }),
  ).toMatchObject({
    error: { detail: { rule: 'changed-since' } },
  });
  valueOf(await console.call('labels.apply', { content: good, encoding: 'auto', fingerprint, onlyGoodRows: false }));
  const swapped = await console.waitFor((snapshot) => snapshot.phones.some(({ label }) => label === '乙'));
  const written = new Map(swapped.phones.map(({ phoneId, number, label }) => [phoneId, `${number} ${label}`]));
  expect(phoneIds.map((phoneId) => written.get(phoneId))).toEqual(['2 甲', '1 乙']);
  const bad = encode(`phoneId,label\n${phoneIds[0]},丙\nphone-x,丁\n`);
  const badPlan = await ask(console, 'labels.preview', { content: bad, encoding: 'auto' }, labelPlanSchema);
  const refused = { content: bad, encoding: 'auto', fingerprint: badPlan.fingerprint, onlyGoodRows: false } as const;
  expect(await console.call('labels.apply', refused)).toMatchObject({ error: { detail: { rule: 'rows-wrong' } } });
  expect((await console.snapshot()).phones.some(({ label }) => label === '丙')).toBe(false);
  expect(await console.call('labels.apply', { ...refused, onlyGoodRows: true })).toMatchObject({
    value: { changedCount: 1, leftOutCount: 1 },
  });
  expect((await readActions(console)).filter((action) => action === 'phones.setLabel')).toHaveLength(3);
});

const rows = z.object({ rows: z.array(careRowSchema) });

test('a swollen phone is set aside in the moment it is signed off', async () => {
  const { console, phoneIds } = await startDesk();
  const [first = '', second = ''] = phoneIds;
  valueOf(await console.call('batteryCare.signOff', { phoneIds: [first], result: 'swollen', note: '后盖翘起' }));
  valueOf(await console.call('batteryCare.signOff', { phoneIds: [second], result: 'ok', note: '' }));
  const { phones } = await console.snapshot();
  expect(phones.find(({ phoneId }) => phoneId === first)?.state).toBe('set-aside');
  expect(phones.find(({ phoneId }) => phoneId === second)?.state).toBe('ready');
  const { rows: care } = await ask(console, 'batteryCare.list', {}, rows);
  expect(care.find(({ phoneId }) => phoneId === first)?.swelling).toMatchObject({
    last: { result: 'swollen', operatorName: '小王', note: '后盖翘起' },
    dueAt: null,
  });
  expect(await readActions(console)).toEqual(expect.arrayContaining(['batteryCare.signOff', 'phones.setAside']));
});

test('a charge limit is written, read back and remembered where the phone has one, and refused where not', async () => {
  const { console, devices, phoneIds } = await startDesk({ modelKey: 'galaxy_a52' });
  for (const { phone } of devices) phone.settings.put('global', 'protect_battery', '0');
  const limited = await console.call('batteryCare.limitCharge', { phoneIds, isLimited: true });
  expect(limited).toMatchObject({ value: { results: [{ error: null }, { error: null }] } });
  const { rows: care } = await ask(console, 'batteryCare.list', {}, rows);
  expect(care.map(({ charge }) => charge)).toMatchObject([
    { support: 'settable', isLimited: true, limitPercent: 85 },
    { support: 'settable', isLimited: true, limitPercent: 85 },
  ]);
});

test('a charge setting with a value that is not known reads unknown', async () => {
  const { console, devices, phoneIds } = await startDesk({ phones: 1, modelKey: 'galaxy_a52' });
  for (const { phone } of devices) phone.settings.put('global', 'protect_battery', '4');
  const read = await console.call('batteryCare.limitCharge', { phoneIds, isLimited: null });
  expect(read).toMatchObject({ value: { results: [{ error: null }] } });
  const { rows: care } = await ask(console, 'batteryCare.list', {}, rows);
  expect(care[0]?.charge).toMatchObject({ isLimited: null, isContradicted: false });
  expect(care[0]?.charge.readAt).not.toBeNull();
});

test('a phone without a charge limit says so, with the cure', async () => {
  const { console, phoneIds } = await startDesk({ phones: 1, modelKey: 'meizu_v8' });
  expect(await console.call('batteryCare.limitCharge', { phoneIds, isLimited: true })).toMatchObject({
    value: { results: [{ error: { code: 'charge-limit-unavailable' } }] },
  });
});

test('a battery that is full on the charger is counted from then on, until it rests', async () => {
  const { console, devices, phoneIds } = await startDesk({ phones: 1 });
  const change = (level: number): void => devices[0]?.phone.battery.change({ level, source: 'ac' });
  change(100);
  await console.call('phones.recheck', { phoneIds });
  await vi.waitFor(async () => {
    const { rows: care } = await ask(console, 'batteryCare.list', {}, rows);
    expect(care[0]?.rest.fullSinceAt).not.toBeNull();
  });
  change(60);
  await console.call('phones.recheck', { phoneIds });
  await vi.waitFor(async () => {
    const { rows: care } = await ask(console, 'batteryCare.list', {}, rows);
    expect(care[0]?.rest.fullSinceAt).toBeNull();
  });
});
