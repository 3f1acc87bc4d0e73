import { expect, test, vi } from 'vitest';
import { PreparationStore } from '../../../electron/devices/preparation/preparation-store.ts';
import { stepTable } from '../../../electron/devices/preparation/steps/step-table.ts';
import { valueOf } from '../../support/device-layer.ts';
import {
  changingCommands,
  sampleHelper,
  startPreparingDesk,
  type PreparingDesk,
} from '../../support/preparing-desk.ts';

const forever = new AbortController().signal;

/** The console stores a phone a moment after it was seen. */
function storedPhones({ layer }: PreparingDesk): string[] {
  const rows = layer.ground.store.prepare<[], { phoneId: string }>('SELECT phoneId FROM phone').all();
  return rows.map(({ phoneId }) => phoneId);
}

test('a check reads every step, says how, and changes nothing', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['redmi_7'], settings: { lockPolicy: 'none' } });
  const [phoneId = ''] = desk.phoneIds;
  const device = desk.deviceOf(phoneId);
  device.phone.setup.commands.clear();
  const run = await desk.check();
  expect(run.phones).toEqual([{ phoneId, state: 'done', fault: null, outcomes: [] }]);
  expect(changingCommands(device)).toEqual([]);
  const list = await desk.listOf(phoneId);
  expect(list.checks.map(({ stepId }) => stepId)).toEqual(stepTable.map(({ id }) => id));
  expect(await desk.checkOf(phoneId, 'stay-awake')).toMatchObject({
    state: 'to-fix',
    evidence: [{ command: 'settings get global stay_on_while_plugged_in', value: '0' }],
    changes: [{ command: 'settings put global stay_on_while_plugged_in 3', before: '0', after: '3' }],
  });
  expect(await desk.checkOf(phoneId, 'usb-install')).toMatchObject({ state: 'ok', isInferred: true });
  expect(desk.layer.audited.at(-1)).toMatchObject({ action: 'preparation.check', params: { phoneCount: 1 } });
});

test('the last checklist outlives the console, with its age, and is gone with the phone', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x'] });
  const [phoneId = ''] = desk.phoneIds;
  const startedAt = Date.now();
  await desk.check();
  const { checkedAt } = await desk.listOf(phoneId);
  expect(checkedAt).toBeGreaterThanOrEqual(startedAt);
  await vi.waitFor(() => expect(storedPhones(desk)).toContain(phoneId), 5_000);
  const again = new PreparationStore(desk.layer.ground.store);
  expect(again.get(phoneId)).toEqual(await desk.listOf(phoneId));
  again.forget([phoneId]);
  expect(new PreparationStore(desk.layer.ground.store).get(phoneId)).toBeNull();
});

test('a fix changes, reads back, and is done only then; twice changes nothing more', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x', 'galaxy_a52'], helpers: [sampleHelper] });
  await desk.check();
  const first = await desk.fix();
  for (const phoneId of desk.phoneIds) {
    const device = desk.deviceOf(phoneId);
    const outcomes = first.phones.find((phone) => phone.phoneId === phoneId)?.outcomes ?? [];
    expect(outcomes.filter(({ outcome }) => outcome !== 'done' && outcome !== 'nothing-to-do')).toEqual([]);
    expect(device.truth().setup).toMatchObject({
      stayOnMask: 3,
      animationScales: [0, 0, 0],
      mediaVolume: 0,
      ringVolume: 1,
    });
    expect(device.truth().setup.idleExceptions.toSorted()).toEqual(['cn.jiqun.helper', 'com.tencent.mm']);
    expect(device.phone.packages.get('cn.jiqun.helper')?.versionCode).toBe(7);
    expect(device.phone.files.read('/data/local/tmp/jiqun-cn.jiqun.helper.apk')).not.toBeInstanceOf(Uint8Array);
    device.phone.setup.commands.clear();
  }
  await desk.fix();
  for (const phoneId of desk.phoneIds) expect(changingCommands(desk.deviceOf(phoneId))).toEqual([]);
  expect(desk.layer.audited.filter(({ action }) => action === 'preparation.result')).toHaveLength(2);
});

test('a refusal is told with its cure and not repeated until the cure shows, or somebody asks for it', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['redmi_note_7'] });
  const [phoneId = ''] = desk.phoneIds;
  const device = desk.deviceOf(phoneId);
  device.setCondition('security-switch-off', true);
  await desk.fix();
  expect(await desk.checkOf(phoneId, 'security-debugging')).toMatchObject({ state: 'hand', cure: 'allow-input' });
  expect(await desk.checkOf(phoneId, 'animations')).toMatchObject({
    state: 'to-fix',
    fix: { outcome: 'refused', refusal: 'settings-not-permitted', cure: 'allow-input' },
  });
  expect((await desk.checkOf(phoneId, 'animations')).fix?.words).toContain('WRITE_SECURE_SETTINGS');
  expect((await desk.checkOf(phoneId, 'volume')).state).toBe('ok');
  device.phone.setup.commands.clear();
  const again = await desk.fix();
  expect(changingCommands(device)).toEqual([]);
  expect(again.phones[0]?.outcomes).toContainEqual({ stepId: 'animations', outcome: 'still-refused' });
  await desk.fix([phoneId], { stepIds: ['animations'], retriesRefused: true });
  expect(changingCommands(device)).toEqual(['settings put global window_animation_scale 0']);
  device.setCondition('security-switch-off', false);
  await desk.fix();
  expect(await desk.checkOf(phoneId, 'animations')).toMatchObject({ state: 'ok', fix: { outcome: 'done' } });
});

test('a phone that takes a change and keeps the old value is not called done', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x'] });
  const [phoneId = ''] = desk.phoneIds;
  desk.deviceOf(phoneId).setCondition('settings-not-kept', true);
  const run = await desk.fix([phoneId], { stepIds: ['animations', 'time-zone'] });
  expect(run.phones[0]?.outcomes).toEqual([
    { stepId: 'animations', outcome: 'not-kept' },
    { stepId: 'time-zone', outcome: 'nothing-to-do' },
  ]);
  expect(await desk.checkOf(phoneId, 'animations')).toMatchObject({ state: 'to-fix', fix: { cure: 'set-by-hand' } });
});

test('an install that the phone refuses names the switch', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['redmi_7'], helpers: [sampleHelper] });
  const [phoneId = ''] = desk.phoneIds;
  desk.deviceOf(phoneId).setCondition('install-refused', true);
  await desk.fix([phoneId], { stepIds: ['helper-apps'] });
  expect(await desk.checkOf(phoneId, 'helper-apps')).toMatchObject({
    state: 'to-fix',
    fix: { outcome: 'refused', refusal: 'install-user-restricted', cure: 'allow-install' },
  });
  expect(await desk.checkOf(phoneId, 'usb-install')).toMatchObject({ state: 'hand', isInferred: true });
});

test('a phone that has not allowed this computer says so and nothing else', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x', 'redmi_7'] });
  const [phoneId = '', otherId = ''] = desk.phoneIds;
  desk.virtualPhoneOf(phoneId).startFault({ kind: 'unauthorized' });
  await vi.waitFor(() => expect(desk.layer.devices.phones.get(phoneId)?.state).toBe('unauthorized'), 10_000);
  const run = await desk.check();
  expect(run.phones.map(({ state }) => state).toSorted()).toEqual(['done', 'failed']);
  const { checks, fault } = await desk.listOf(phoneId);
  expect(fault?.code).toBe('phone-unauthorized');
  expect(checks.find(({ stepId }) => stepId === 'authorised')).toMatchObject({ state: 'hand', cure: 'authorise' });
  const others = checks.filter(({ stepId, state }) => stepId !== 'authorised' && state !== 'not-applicable');
  expect(new Set(others.map(({ state, textCode }) => `${state} ${textCode}`))).toEqual(
    new Set(['unknown not-reached']),
  );
  expect(await desk.checkOf(otherId, 'authorised')).toMatchObject({ state: 'ok' });
});

test('a second run waits for nobody: it is refused while one goes on, and a cancelled one stops', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x'] });
  const [phoneId = ''] = desk.phoneIds;
  const hang = desk
    .virtualPhoneOf(phoneId)
    .hold({ point: 'run', matches: (service) => service.includes('settings get') });
  const { runId } = valueOf(await desk.preparation.handlers['preparation.check']({ phoneIds: [phoneId] }, forever));
  const second = await desk.preparation.handlers['preparation.check']({ phoneIds: [phoneId] }, forever);
  expect(second).toMatchObject({ error: { code: 'preparation-running' } });
  valueOf(await desk.preparation.handlers['preparation.cancel']({ runId }, forever));
  const run = await desk.runOver();
  expect(run).toMatchObject({ isCancelled: true, phones: [{ state: 'cancelled' }] });
  hang.release();
  await expect(desk.listOf(phoneId)).rejects.toThrow('never checked');
});

test('a phone that somebody works on is not taken from them', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x'] });
  const [phoneId = ''] = desk.phoneIds;
  const done = Promise.withResolvers<{ ok: true; value: null }>();
  const held = desk.layer.devices.phones.withPhone(phoneId, 'job', () => done.promise, forever);
  const run = await desk.check();
  expect(run.phones).toMatchObject([{ state: 'failed', fault: { code: 'phone-busy' } }]);
  done.resolve({ ok: true, value: null });
  await held;
});

test('what nobody knows is refused before anything begins', async () => {
  const desk = await startPreparingDesk({ modelKeys: ['honor_8x'] });
  const { handlers } = desk.preparation;
  expect(await handlers['preparation.check']({ phoneIds: ['nobody'] }, forever)).toMatchObject({
    error: { code: 'phone-not-found' },
  });
  const order = { phoneIds: desk.phoneIds, stepIds: ['no-such-step'], retriesRefused: false };
  expect(await handlers['preparation.fix']({ ...order, isConfirmed: true }, forever)).toMatchObject({
    error: { code: 'invalid-input' },
  });
});
