import { describe, expect, it } from 'vitest';
import { phoneModels } from '../../../simulator/models/phone-model.ts';
import { pollLikeConsole } from '../../support/console-poll.ts';
import { StillClock, TestPhone } from '../../support/phone-shell.ts';

const recommended = phoneModels.filter(({ isRecommended }) => isRecommended).map(({ key }) => key);
const others = phoneModels.filter(({ isRecommended }) => !isRecommended).map(({ key }) => key);

async function viewOf(modelKey: string, prepare: (phone: TestPhone) => void = () => undefined) {
  const clock = new StillClock();
  const phone = new TestPhone({ modelKey, clock });
  prepare(phone);
  const view = await pollLikeConsole(phone, clock);
  return { ...view, truth: phone.device.truth() };
}

describe("the console's own poll of a virtual phone", () => {
  it('is tried on all ten models of the operating manual', () => {
    expect(recommended).toHaveLength(10);
  });

  it.each([...recommended, ...others])('%s leaves no check unread', async (modelKey) => {
    const { health } = await viewOf(modelKey);
    // Some vendors keep the battery's wear to themselves; that is an answer too.
    const unread = health.checks.filter(({ verdict, textCode }) => verdict === 'unknown' && textCode !== 'not-offered');
    expect(unread.map(({ id, textCode }) => `${id}: ${textCode}`)).toEqual([]);
  });

  it.each(recommended)('%s is read as it really is', async (modelKey) => {
    const { readings, truth } = await viewOf(modelKey);
    expect(readings.battery?.percent).toBe(truth.battery.level);
    expect(readings.battery?.celsius).toBe(truth.battery.temperatureCelsius);
    expect(readings.bootId).toBe(truth.bootId);
    expect(readings.screen).toBe('on');
    expect(readings.lock).toBe('not-set');
    expect(readings.network).toEqual({ kind: 'wifi', isValidated: true });
    expect(readings.messenger).toMatchObject({ kind: 'installed', version: truth.messengerVersion });
  });

  it.each(recommended)('%s with a PIN is not taken for one without', async (modelKey) => {
    const { readings } = await viewOf(modelKey, ({ device }) => device.phone.display.screens.keyguard.setPin('1234'));
    expect(['set', 'probably-set']).toContain(readings.lock);
  });

  it.each(recommended)('%s with its display off is read as off', async (modelKey) => {
    const { readings } = await viewOf(modelKey, ({ device }) => device.phone.display.screens.keyguard.sleep());
    expect(readings.screen).toBe('off');
  });

  it('sees a phone without the messenger', async () => {
    const { readings } = await viewOf('redmi_7', ({ device }) => device.phone.packages.uninstall('com.tencent.mm'));
    expect(readings.messenger).toEqual({ kind: 'missing' });
  });

  it('sees a phone without any network', async () => {
    const { readings } = await viewOf('honor_8x', ({ device }) => {
      device.phone.network.setWifiEnabled(false);
      device.phone.network.setDataEnabled(false);
    });
    expect(readings.network).toEqual({ kind: 'none' });
  });
});
