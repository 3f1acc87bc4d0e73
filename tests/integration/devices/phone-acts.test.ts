import { beforeEach, describe, expect, it, vi } from 'vitest';
import { succeed, type Outcome } from '../../../electron/contract/outcome.ts';
import type { Phone } from '../../../electron/contract/phones.ts';
import type { VirtualDesk } from '../../../simulator/virtual-desk.ts';
import { byNumber, startDeviceLayer, statesOf, valueOf, type DeviceLayer } from '../../support/device-layer.ts';
import { ScriptedDevice } from '../../support/scripted-device.ts';
import { startVirtualDesk } from '../../support/virtual-desk.ts';

const forever = new AbortController().signal;
let desk: VirtualDesk;
let layer: DeviceLayer;
let one: Phone;
let other: Phone;

beforeEach(async () => {
  desk = await startVirtualDesk({
    count: 2,
    seed: 11,
    bootMs: 400,
    createDevice: (order) => new ScriptedDevice(order),
  });
  layer = startDeviceLayer({ localAdbPort: desk.adbPort });
  await vi.waitFor(() => expect(statesOf(layer.devices)).toEqual(['ready none', 'ready none']), 10_000);
  const [first, second] = layer.devices.phones.list().toSorted(byNumber);
  if (first === undefined || second === undefined) throw new Error('two phones are needed');
  one = first;
  other = second;
});

/** What was run on the virtual phone behind this row. */
function commandsOn({ facts }: Phone): readonly string[] {
  const phone = desk.phones.find(({ serial }) => serial === facts.hardwareSerial);
  return phone?.device instanceof ScriptedDevice ? phone.device.commands : [];
}

describe('notes of the operator', () => {
  it('a number is given to one phone only', async () => {
    const taken = await layer.devices.handlers['phones.setNumber']({ phoneId: other.phoneId, number: 1 }, forever);
    expect(taken).toMatchObject({ error: { code: 'phone-number-taken', detail: { phoneId: one.phoneId } } });
    valueOf(await layer.devices.handlers['phones.setNumber']({ phoneId: other.phoneId, number: 42 }, forever));
    expect(layer.devices.phones.get(other.phoneId)?.number).toBe(42);
  });

  it('every phone of a batch is answered once, unknown ones included', async () => {
    const phoneIds = [one.phoneId, 'nobody', one.phoneId];
    const answer = await layer.devices.handlers['phones.setExpected']({ phoneIds, isExpected: false }, forever);
    const { results } = valueOf(answer);
    expect(results.map(({ phoneId, error }) => [phoneId, error?.code])).toEqual([
      [one.phoneId, undefined],
      ['nobody', 'phone-not-found'],
    ]);
  });

  it('a phone set aside is taken by nobody', async () => {
    const phoneIds = [one.phoneId];
    valueOf(await layer.devices.handlers['phones.setAside']({ phoneIds, isSetAside: true }, forever));
    expect(layer.devices.phones.get(one.phoneId)?.state).toBe('set-aside');
    const held = await layer.devices.phones.withPhone(one.phoneId, 'hand', async () => succeed(1), forever);
    expect(held).toMatchObject({ error: { code: 'phone-set-aside' } });
  });

  it('a connected phone is not forgotten; an absent one is, and its route with it', async () => {
    const phoneIds = [one.phoneId];
    const refused = valueOf(await layer.devices.handlers['phones.forget']({ phoneIds }, forever));
    expect(refused.results).toMatchObject([{ error: { code: 'phone-busy' } }]);
    await desk.killAdbServer();
    await vi.waitFor(() => expect(layer.devices.phones.get(one.phoneId)?.state).toBe('absent'), 3_000);
    const forgotten = valueOf(await layer.devices.handlers['phones.forget']({ phoneIds }, forever));
    expect(forgotten.results).toEqual([{ phoneId: one.phoneId, error: null }]);
    expect(layer.devices.phones.list().map(({ phoneId }) => phoneId)).toEqual([other.phoneId]);
  });
});

describe('limits', () => {
  it('that the operator changes judge what the phones last said, without asking them again', async () => {
    const health = () => layer.devices.phones.get(one.phoneId)?.health;
    const temperature = () => health()?.checks.find(({ id }) => id === 'battery-temperature');
    await vi.waitFor(() => expect(temperature()?.verdict).toBe('ok'), 5_000);
    const polledAt = health()?.polledAt;
    layer.change({ batteryWarnCelsius: (temperature()?.value ?? 0) - 1 });
    expect(temperature()).toMatchObject({ verdict: 'warn', textCode: 'warm' });
    expect(health()?.polledAt).toBe(polledAt);
  });
});

describe('acts', () => {
  it('shows the number in the dialler, and goes home by itself', async () => {
    const input = { phoneIds: [one.phoneId], seconds: 3 };
    const shown = valueOf(await layer.devices.handlers['phones.showNumber'](input, forever));
    expect(shown.results).toEqual([{ phoneId: one.phoneId, error: null }]);
    expect(commandsOn(one).some((command) => command.includes('DIAL -d tel:1'))).toBe(true);
    await vi.waitFor(() => expect(commandsOn(one)).toContain('input keyevent KEYCODE_HOME'), 6_000);
    expect(commandsOn(other).some((command) => command.includes('DIAL'))).toBe(false);
  });

  it('takes the picture out of what the phone prints around it', async () => {
    const taken = valueOf(await layer.devices.handlers['phones.screenshot']({ phoneId: one.phoneId }, forever));
    expect(Buffer.from(taken.pngBase64, 'base64').subarray(1, 4).toString()).toBe('PNG');
  });

  it('a restart says so until the phone is back', async () => {
    const input = { phoneIds: [one.phoneId], isConfirmed: true as const };
    valueOf(await layer.devices.handlers['phones.reboot'](input, forever));
    await vi.waitFor(() => expect(layer.devices.phones.get(one.phoneId)?.reason.code).toBe('rebooting'), 3_000);
    await vi.waitFor(() => expect(layer.devices.phones.get(one.phoneId)?.state).toBe('ready'), 15_000);
    const lines = layer.audited.filter(({ action }) => action === 'phones.reboot');
    expect(lines.map(({ subject, params }) => [subject, params['step']])).toEqual([
      [one.phoneId, 'asked'],
      [one.phoneId, 'done'],
    ]);
  });

  it('re-checks at once and blots out the serial in what it shows of it', async () => {
    const before = layer.devices.phones.get(one.phoneId)?.health.polledAt ?? 0;
    const phoneIds = [one.phoneId];
    expect(valueOf(await layer.devices.handlers['phones.recheck']({ phoneIds }, forever)).results).toMatchObject([
      { error: null },
    ]);
    expect(layer.devices.phones.get(one.phoneId)?.health.polledAt).toBeGreaterThan(before);
    const { outputs } = valueOf(await layer.devices.handlers['phones.rawOutputs']({ phoneId: one.phoneId }, forever));
    expect(outputs.map(({ section }) => section)).toContain('battery');
    expect(JSON.stringify(outputs)).not.toContain(one.facts.hardwareSerial);
  });

  it('a held phone is busy and refuses a second holder', async () => {
    const { promise: work, resolve: release } = Promise.withResolvers<void>();
    const holding = layer.devices.phones.withPhone(
      one.phoneId,
      'job',
      async () => {
        await work;
        return succeed('done');
      },
      forever,
    );
    await vi.waitFor(() => expect(layer.devices.phones.get(one.phoneId)?.reason.code).toBe('held-by-job'));
    const input = { phoneIds: [one.phoneId], seconds: 3 };
    const refused = valueOf(await layer.devices.handlers['phones.showNumber'](input, forever));
    expect(refused.results).toMatchObject([{ error: { code: 'phone-busy' } }]);
    release();
    expect(await holding).toEqual(succeed('done'));
    expect(layer.devices.phones.get(one.phoneId)?.state).toBe('ready');
  });

  it('work on a phone ends when the phone is lost', async () => {
    const lost = layer.devices.phones.withPhone(
      one.phoneId,
      'job',
      (_link, signal) =>
        new Promise<Outcome<string>>((resolve) =>
          signal.addEventListener('abort', () => resolve(succeed('signalled'))),
        ),
      forever,
    );
    await vi.waitFor(() => expect(layer.devices.phones.get(one.phoneId)?.state).toBe('busy'));
    await desk.killAdbServer();
    expect(await lost).toEqual(succeed('signalled'));
  });
});
