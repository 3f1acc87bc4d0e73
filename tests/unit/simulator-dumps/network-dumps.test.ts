import { describe, expect, it } from 'vitest';
import { parseConnectivity } from '../../../electron/devices/health/tools/connectivity.ts';
import { parseTelephonyRegistry } from '../../../electron/devices/health/tools/telephony-registry.ts';
import { parseWifiDump, parseWifiStatus } from '../../../electron/devices/health/tools/wifi.ts';
import { TestPhone } from '../../support/phone-shell.ts';

/** A phone of this model with a SIM card, or without: the place on the desk decides. */
function phoneWith(modelKey: string, hasSim: boolean): TestPhone {
  for (let index = 1; index < 40; index++) {
    const phone = new TestPhone({ modelKey, index });
    if ((phone.device.phone.network.sim !== null) === hasSim) return phone;
  }
  throw new RangeError('no such phone');
}

const everyLevel = ['redmi_5a', 'honor_play_7c', 'meizu_v8', 'redmi_7', 'redmi_note_7', 'pixel_4a', 'redmi_note_14'];

describe('dumpsys connectivity', () => {
  it.each(everyLevel)('names Wi-Fi as the validated default network on %s', async (key) => {
    const report = parseConnectivity(await new TestPhone({ modelKey: key }).output('dumpsys connectivity'));
    expect(report?.defaultNetwork).toMatchObject({ kind: 'wifi', isValidated: true });
  });

  it.each(everyLevel)('names the radio once Wi-Fi is gone on %s', async (key) => {
    const phone = phoneWith(key, true);
    phone.device.phone.network.setWifiConnected(false);
    const report = parseConnectivity(await phone.output('dumpsys connectivity'));
    expect(report?.defaultNetwork).toMatchObject({ kind: 'mobile', radio: 'LTE' });
  });

  it.each(everyLevel)('says none without both on %s', async (key) => {
    const phone = phoneWith(key, false);
    phone.device.phone.network.setWifiEnabled(false);
    const text = await phone.output('dumpsys connectivity');
    expect(text).toContain('Active default network: none\n');
    expect(text).not.toContain('NetworkAgentInfo{');
  });

  it('prints agents in the long form up to Android 11 and in the short one after', async () => {
    const old = await new TestPhone({ modelKey: 'redmi_note_7' }).output('dumpsys connectivity');
    const young = await new TestPhone({ modelKey: 'pixel_4a' }).output('dumpsys connectivity');
    expect(old).toMatch(/^NetworkAgentInfo\{ ni\{\[type: WIFI\[\], state: CONNECTED\/CONNECTED, /m);
    expect(young).toMatch(/^ {2}NetworkAgentInfo\{network\{\d+\} {2}handle\{\d+\} {2}ni\{WIFI CONNECTED /m);
  });
});

describe('dumpsys wifi', () => {
  it.each(['redmi_5a', 'meizu_v8', 'redmi_7', 'redmi_note_7'])('tells the link on %s', async (key) => {
    const phone = new TestPhone({ modelKey: key });
    const link = phone.device.phone.network.wifi;
    const report = parseWifiDump(await phone.output('dumpsys wifi'));
    expect(report).toMatchObject({
      isConnected: true,
      ssid: link?.ssid,
      rssiDbm: link?.rssi,
      linkMbps: link?.linkMbps,
    });
    expect(report?.ipv4).toBe(`${link?.address}/24`);
  });

  it('leaves stale fields behind when the link is gone', async () => {
    const phone = new TestPhone({ modelKey: 'redmi_7' });
    phone.device.phone.network.setWifiConnected(false);
    const text = await phone.output('dumpsys wifi');
    expect(text).toContain('SSID: <unknown ssid>, ');
    expect(text).toContain('Supplicant state: DISCONNECTED, RSSI: -127');
    expect(text).toContain('mLastSignalLevel 4');
    expect(parseWifiDump(text)).toMatchObject({ isConnected: false, ssid: null });
  });
});

describe('cmd wifi status', () => {
  it('names the network from Android 11 on', async () => {
    const phone = new TestPhone({ modelKey: 'pixel_4a' });
    const text = await phone.output('cmd wifi status');
    expect(text).toMatch(/^Wifi is connected to "Desk-5G"$/m);
    expect(parseWifiStatus(text)).toMatchObject({ isConnected: true, ssid: 'Desk-5G' });
  });

  it('tells a switched-off radio from a lost link', async () => {
    const phone = new TestPhone({ modelKey: 'pixel_4a' });
    phone.device.phone.network.setWifiConnected(false);
    expect(await phone.output('cmd wifi status')).toContain('Wifi is not connected\n');
    await phone.run('svc wifi disable');
    expect(await phone.output('cmd wifi status')).toContain('Wifi is disabled\n');
  });

  it('is unknown to older phones', async () => {
    expect(parseWifiStatus(await new TestPhone({ modelKey: 'redmi_7' }).output('cmd wifi status'))).toBeNull();
  });
});

describe('dumpsys telephony.registry', () => {
  it.each(['redmi_5a', 'meizu_v8', 'redmi_7', 'redmi_note_7', 'pixel_4a'])(
    'has a block per slot on %s',
    async (key) => {
      const phone = phoneWith(key, true);
      const { sim } = phone.device.phone.network;
      const reports = parseTelephonyRegistry(await phone.output('dumpsys telephony.registry'));
      expect(reports.map(({ phoneId }) => phoneId)).toEqual([0, 1]);
      const own = reports.find(({ phoneId }) => phoneId === sim?.slot);
      expect(own).toMatchObject({ service: 'in-service', operator: sim?.operator, lteRsrpDbm: -96 });
      const other = reports.find(({ phoneId }) => phoneId !== sim?.slot);
      expect(other).toMatchObject({ service: 'out-of-service', operator: null, lteRsrpDbm: null });
    },
  );
});
