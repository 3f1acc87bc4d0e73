import { describe, expect, it } from 'vitest';
import { maskOutput } from '../../../electron/devices/sessions/masking.ts';

describe('raw outputs leave the console without', () => {
  it.each([
    ['the serial of the phone', 'log of R58M1234 here', 'R58M1234'],
    ['a serial property', '[ro.boot.serialno]: [ZX1G22]', 'ZX1G22'],
    ['an IMEI', 'slot 0: 356938035643809', '356938035643809'],
    ['a SIM number', 'iccid 89860318640220133897', '89860318640220133897'],
    ['a hardware address', 'link/ether a4:50:46:12:9f:0e brd', 'a4:50:46:12:9f:0e'],
    ['a Wi-Fi name', 'mWifiInfo SSID: OfficeNet, BSSID: x', 'OfficeNet'],
    ['a Wi-Fi name in quotes', 'Wifi is connected to "Office Net"', 'Office Net'],
  ])('%s', (_what, text, secret) => {
    expect(maskOutput(text, ['R58M1234'])).not.toContain(secret);
  });

  it('and keep what is no secret', () => {
    const text = '  level: 80\n  temperature: 301\n  Charge counter: 3120000\n';
    expect(maskOutput(text, ['R58M1234', null, ''])).toBe(text);
  });
});
